package org.ankurah.node;

import org.ankurah.query.Selection;
import org.ankurah.reactor.Interest;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber asks of a live query.
 *
 * @param selection which entities, in which order; its limit is the size of the window
 * @param interest what the subscriber is told
 * @param resume what it holds already, or null to start anew
 */
public record LiveRequest(
        Selection selection, Interest interest, @Nullable Resume resume) {

    /**
     * What a subscriber that comes back holds.
     *
     * @param position the position of the last change set that it took in
     * @param held the selection whose result it holds, with what the interest covers; mostly the same as is asked now
     */
    public record Resume(long position, Selection held) {}
}
