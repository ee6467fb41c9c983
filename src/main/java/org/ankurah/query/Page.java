package org.ankurah.query;

import java.util.List;
import org.ankurah.merge.EntityState;

/**
 * One page of a result, all of it as of one position.
 *
 * @param position the log position at which the result was read
 * @param rows in the selection's order
 * @param more whether there are further entities in the direction of paging (behind the last row; ahead of the
 *     first if the page was taken from the end)
 */
public record Page(long position, List<Row> rows, boolean more) {
    public Page {
        rows = List.copyOf(rows);
    }

    /** One entity and its place in the order. */
    public record Row(EntityState entity, SortKey key) {}
}
