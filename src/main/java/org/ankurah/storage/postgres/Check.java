package org.ankurah.storage.postgres;

import java.util.List;
import java.util.stream.Collectors;
import org.ankurah.storage.postgres.Table.Column;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/**
 * A question to existing rows whose answer should be zero.
 *
 * @param sql its parameters
 * @param query gives the number of rows, or values, that are in the way
 * @param problem what to tell people, behind that number
 */
record Check(Sql sql, String query, String problem) {

    private static Check of(Sql sql, Table table, String condition, Column column, String problem) {
        String query = "SELECT count(*) FROM " + table.sql() + " WHERE " + condition;
        return new Check(sql, query, Upgrade.name(table, column) + ": " + problem);
    }

    /**
     * A purged entity has no values and never will: its deleted flag was written by the greatest id there is, which
     * stands behind version, head and flag of a state.
     */
    private static final String PURGED = "substring(\"state\" FROM 4 + 16 * get_byte(\"state\", 1) FOR 16) = decode('"
            + "ff".repeat(Ulid.BYTES) + "', 'hex')";

    /** A property that must not be null any more. */
    static Check presence(Table table, Column column) {
        return of(
                new Sql(),
                table,
                column.sql() + " IS NULL AND NOT " + PURGED,
                column,
                "it is required now, but so many entities (deleted ones included) have no value: %d. Give them one"
                        + " while the property is still optional.");
    }

    /** A property whose values must differ from now on. */
    static Check uniqueness(Table table, Column column) {
        String query = "SELECT count(*) FROM (SELECT 1 FROM " + table.sql() + " WHERE NOT \"deleted\" AND "
                + column.sql() + " IS NOT NULL GROUP BY " + column.sql() + " HAVING count(*) > 1) AS d";
        return new Check(
                new Sql(),
                query,
                Upgrade.name(table, column) + ": it is unique now, but so many values belong to several entities: %d."
                        + " Change them before.");
    }

    /** An enum that lost constants. */
    static Check constants(Table table, Column column, List<String> constants) {
        Sql sql = new Sql();
        String known = sql.text(
                SqlValues.array(constants.stream()
                        .map(name -> (Value) new Value.Str(name))
                        .collect(Collectors.toList())),
                "text[]");
        String condition = column.property().isList()
                ? "NOT " + column.sql() + " <@ " + known
                : column.sql() + " <> ALL(" + known + ")";
        return of(
                sql,
                table,
                condition,
                column,
                "its enum lost constants that so many entities (deleted ones included) still have: %d. Keep the"
                        + " constants, or change the entities before.");
    }

    /** An index on values that it cannot hold. */
    static Check length(Table table, Column column, String condition) {
        return of(
                new Sql(),
                table,
                condition,
                column,
                "it is indexed now, but so many entities have a value longer than " + Indexes.MAX_BYTES
                        + " bytes: %d. Shorten them, or drop @Indexed.");
    }
}
