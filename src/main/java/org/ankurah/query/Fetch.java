package org.ankurah.query;

import org.jspecify.annotations.Nullable;

/**
 * A page of a selection's result. The selection's own limit bounds the result before it is paged: a selection
 * {@code LIMIT 10} never shows an eleventh entity on any page.
 *
 * @param selection what is asked
 * @param after only entities behind this place, or null
 * @param before only entities ahead of this place, or null
 * @param size at most so many, counted from the start, or from the end if {@code fromEnd}
 * @param fromEnd whether the page is taken from the end; its rows are in the selection's order all the same
 */
public record Fetch(
        Selection selection,
        @Nullable SortKey after,
        @Nullable SortKey before,
        int size,
        boolean fromEnd) {

    /** The first entities of a selection. */
    public static Fetch first(Selection selection, int size) {
        return new Fetch(selection, null, null, size, false);
    }
}
