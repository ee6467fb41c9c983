package org.ankurah.reactor;

/**
 * Why a live query ends that has to be opened anew: what it is based on is not known any more, since it was purged, or
 * since the log became shorter. So what has changed cannot be told.
 */
public final class StartOver extends RuntimeException {

    private static final long serialVersionUID = 1;

    StartOver() {
        super("what this live query is based on is not known any more", null, false, false);
    }
}
