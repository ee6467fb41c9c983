package org.ankurah.reactor;

import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.jspecify.annotations.Nullable;

/** What somebody knows of a live query's answer who is to be brought in step with it. */
public sealed interface Standpoint permits Standpoint.Nothing, Standpoint.Past, Backlog {

    /** Nothing: it is told the whole answer. */
    record Nothing() implements Standpoint {}

    /**
     * The answer at an earlier position.
     *
     * @param position of the last change set that was taken in
     * @param held the selection whose result is held
     * @param page the beginning of that selection's result as of a position that the reactor has reached; null if it
     *     is the live query's own selection, whose result is at hand
     * @param old what happened behind the position; null if it is recent enough for the reactor to know
     */
    record Past(
            long position,
            Selection held,
            @Nullable Page page,
            @Nullable OldChanges old) implements Standpoint {}
}
