package org.ankurah.reactor;

import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.jspecify.annotations.Nullable;

/**
 * What a live query starts from.
 *
 * @param page the beginning of the selection's result, at least as long as the window if there are so many
 * @param total the number of all matches at the page's position; anything if the interest does not ask for it, or if
 *     the page holds all
 * @param past what the subscriber holds, or null if it holds nothing
 */
public record Beginning(Page page, long total, @Nullable Past past) {

    /**
     * What a subscriber that comes back holds.
     *
     * @param position the position of the last change set it took in
     * @param held the selection whose result it holds
     * @param page the beginning of that selection's result now; may be the same page
     * @param old what happened behind the position; null if it is recent enough for the reactor to know
     */
    public record Past(
            long position,
            Selection held,
            Page page,
            @Nullable OldChanges old) {}
}
