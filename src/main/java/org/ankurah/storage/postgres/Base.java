package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.postgres.Table.Column;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.Values;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What a commit starts from, read in one statement after the log was locked. */
final class Base implements CommitWork.Base {

    private final long position;
    private final Map<Ulid, EntityState> entities = new HashMap<>();
    private final Map<Unique, Set<Ulid>> holders = new HashMap<>();

    private Base(long position) {
        this.position = position;
    }

    /** Reads what was asked for; the session's transaction holds the lock of the log. */
    static Uni<Base> read(Mutiny.StatelessSession session, Tables tables, long position, CommitWork.Reads reads) {
        Base base = new Base(position);
        Sql sql = new Sql();
        List<Part> parts = new ArrayList<>();
        List<String> selects = new ArrayList<>();
        // Sorted, so that equal needs make equal statements, which PostgreSQL plans once.
        new TreeMap<>(reads.entities()).forEach((collection, ids) -> {
            if (!ids.isEmpty()) {
                Table table = tables.get(collection);
                selects.add(statesOf(sql, parts.size(), table, ids));
                parts.add((n, id, state) -> base.entities.put(id, EntityState.decode(table.model(), id, state)));
            }
        });
        new TreeMap<>(reads.uniques())
                .forEach((collection, properties) -> new TreeMap<>(properties).forEach((property, values) -> {
                    Table table = tables.get(collection);
                    List<Value> asked = List.copyOf(values);
                    selects.add(holdersOf(sql, parts.size(), table, table.column(property), asked));
                    parts.add((n, id, state) -> base.holders
                            .computeIfAbsent(
                                    Unique.of(table.model(), property, asked.get(n - 1)), key -> new HashSet<>())
                            .add(id));
                }));
        if (selects.isEmpty()) {
            return Uni.createFrom().item(base);
        }
        return sql.rows(session, String.join(" UNION ALL ", selects)).map(rows -> {
            rows.forEach(row -> accept(parts, (Object[]) row));
            return base;
        });
    }

    private static void accept(List<Part> parts, Object[] row) {
        Part part = parts.get(((Number) row[0]).intValue());
        part.accept(((Number) row[1]).intValue(), SqlValues.ulid((UUID) row[2]), (byte[]) row[3]);
    }

    private static String statesOf(Sql sql, int part, Table table, Set<Ulid> ids) {
        return "SELECT " + part + " AS part, CAST(0 AS bigint) AS n, \"id\", \"state\" FROM " + table.sql()
                + " WHERE \"id\" = ANY(" + sql.ids(ids) + ")";
    }

    private static String holdersOf(Sql sql, int part, Table table, Column column, List<Value> values) {
        ValueType type = column.property().type();
        String wanted = sql.text(SqlValues.array(values), SqlTypes.of(type) + "[]");
        return "SELECT " + part + ", v.n, t.\"id\", CAST(NULL AS bytea) FROM unnest(" + wanted
                + ") WITH ORDINALITY AS v(value, n) JOIN " + table.sql() + " AS t ON t." + column.sql()
                + " = v.value AND NOT t.\"deleted\"";
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public @Nullable EntityState entity(Ulid id) {
        return entities.get(id);
    }

    @Override
    public Set<Ulid> holders(String collection, String property, Value value) {
        return Set.copyOf(holders.getOrDefault(new Unique(collection, property, Values.canonical(value)), Set.of()));
    }

    /** Takes the rows of one part of the statement. */
    @FunctionalInterface
    private interface Part {
        void accept(int n, Ulid id, byte[] state);
    }

    private record Unique(String collection, String property, Value value) {
        static Unique of(ModelDescriptor model, String property, Value value) {
            return new Unique(model.collection(), property, Values.canonical(value));
        }
    }
}
