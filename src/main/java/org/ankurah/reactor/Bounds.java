package org.ankurah.reactor;

/**
 * How much a reactor holds beyond what it must. None of it changes what subscribers are told; less of it costs more
 * reads.
 *
 * @param lookAhead how many matches are held behind a window at least, at first
 * @param known how many entities that live queries look at are kept, beside their own
 * @param remembered how many entity changes are kept behind the reactor's position: they bound how far the log may
 *     move on while a first result is read, and how far back a subscriber resumes without a look at the stored log
 */
public record Bounds(int lookAhead, int known, int remembered) {

    /**
     * Enough for a burst of deletions; some hundred megabytes at worst; a few seconds of writes at full speed.
     */
    public static final Bounds DEFAULT = new Bounds(100, 500_000, 20_000);
}
