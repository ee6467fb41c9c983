package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.storage.TypeNote;
import org.ankurah.storage.postgres.Table.Column;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What the database holds before an upgrade: tables, columns, indexes, and the notes on properties. */
final class Catalog {

    /** What {@code ankurah_property} says: which column holds which property, and what the property was then. */
    static final String NOTES = "CREATE TABLE IF NOT EXISTS ankurah_property (collection text, name text,"
            + " column_name text NOT NULL, type text NOT NULL, optional boolean NOT NULL, is_unique boolean NOT NULL,"
            + " removed boolean NOT NULL, PRIMARY KEY (collection, name))";

    /** Stores of earlier versions do not say how changes merge; what the model says at the first start is noted. */
    static final String BACKENDS = "ALTER TABLE ankurah_property ADD COLUMN IF NOT EXISTS backend text";

    private static final String COLUMNS = "SELECT CAST(c.relname AS text) AS tab, CAST(a.attname AS text) AS col"
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped";

    private static final String INDEXES = "SELECT CAST(indexname AS text) AS idx, CAST(tablename AS text) AS tab"
            + " FROM pg_catalog.pg_indexes WHERE schemaname = current_schema()";

    private static final String PROPERTIES =
            "SELECT collection, name, column_name, type, optional, is_unique, removed, backend FROM ankurah_property";

    private final Map<String, Set<String>> columns = new HashMap<>();
    private final Map<String, Set<String>> indexes = new HashMap<>();
    private final Map<String, Map<String, Note>> notes = new HashMap<>();

    private Catalog() {}

    /** Reads it; the engine's own tables exist. */
    static Uni<Catalog> read(Mutiny.StatelessSession session) {
        Catalog catalog = new Catalog();
        return rows(session, COLUMNS)
                .invoke(rows -> rows.forEach(row -> catalog.columns
                        .computeIfAbsent((String) row[0], table -> new HashSet<>())
                        .add((String) row[1])))
                .chain(() -> rows(session, INDEXES))
                .invoke(rows -> rows.forEach(row -> catalog.indexes
                        .computeIfAbsent((String) row[1], table -> new HashSet<>())
                        .add((String) row[0])))
                .chain(() -> rows(session, PROPERTIES))
                .invoke(rows -> rows.forEach(row -> catalog.notes
                        .computeIfAbsent((String) row[0], collection -> new LinkedHashMap<>())
                        .put((String) row[1], Note.of(row))))
                .replaceWith(catalog);
    }

    private static Uni<List<Object[]>> rows(Mutiny.StatelessSession session, String query) {
        return new Sql()
                .rows(session, query)
                .map(rows -> rows.stream().map(row -> (Object[]) row).toList());
    }

    boolean hasTable(String table) {
        return columns.containsKey(table);
    }

    /** The columns of a table, for the caller to change. */
    Set<String> columns(String table) {
        return new HashSet<>(columns.getOrDefault(table, Set.of()));
    }

    boolean hasColumn(String table, String column) {
        return columns.getOrDefault(table, Set.of()).contains(column);
    }

    /** The indexes of a table, for the caller to change. */
    Set<String> indexes(String table) {
        return new HashSet<>(indexes.getOrDefault(table, Set.of()));
    }

    /** The notes on a collection by the names of properties. */
    Map<String, Note> notes(String collection) {
        return notes.getOrDefault(collection, Map.of());
    }

    /** The note on a property, or null. */
    @Nullable
    Note note(String collection, String property) {
        return notes(collection).get(property);
    }

    /**
     * What was noted of a property.
     *
     * @param column its column, unquoted
     * @param type what it was
     * @param optional whether it might be null
     * @param unique whether its values were unique
     * @param removed whether the model had lost it, so that its column is behind the states
     * @param backend how its changes merge; null if an earlier version did not say
     */
    record Note(
            String column,
            TypeNote type,
            boolean optional,
            boolean unique,
            boolean removed,
            @Nullable String backend) {
        /** What is to be noted of a column. */
        static Note of(Column column) {
            PropertyDescriptor property = column.property();
            return new Note(
                    column.name(),
                    TypeNote.of(property),
                    property.optional(),
                    property.unique(),
                    false,
                    property.backend().label());
        }

        private static Note of(Object[] row) {
            return new Note(
                    (String) row[2],
                    TypeNote.parse((String) row[3]),
                    (Boolean) row[4],
                    (Boolean) row[5],
                    (Boolean) row[6],
                    (String) row[7]);
        }
    }
}
