package org.ankurah.storage;

import java.util.List;
import org.ankurah.value.Ulid;

/**
 * A row of a collection's table that is not what the log gives.
 *
 * @param collection whose table
 * @param id the entity
 * @param kind in what way
 * @param columns what differs in a row that is there; empty otherwise
 */
public record RowDifference(String collection, Ulid id, Kind kind, List<Column> columns) {

    public RowDifference {
        columns = List.copyOf(columns);
    }

    /** In what way a row is wrong. All of them are mended by writing the row anew, or deleting it. */
    public enum Kind {
        /** The log has events of the entity, but there is no row. */
        MISSING,
        /** There is a row, but the log has no event of such an entity. */
        SURPLUS,
        /** There is a row, and it holds something else. */
        DIFFERENT
    }

    /**
     * A column that differs.
     *
     * @param name the column
     * @param stored what it holds, perhaps shortened
     * @param expected what it should hold, perhaps shortened
     */
    public record Column(String name, String stored, String expected) {}
}
