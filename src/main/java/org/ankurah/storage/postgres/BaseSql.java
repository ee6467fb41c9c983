package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.postgres.Table.Column;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The statement that reads what a commit asks for. Its rows are {@code (part, n, id, state)}: each part stands for
 * the entities of one collection, or for the holders of the n-th value asked for of one unique property; the parts
 * below zero are positions.
 */
final class BaseSql {

    private static final int LOCKED = -1;
    private static final int SEEN = -2;

    private static final String POSITIONS = "WITH l AS (SELECT \"position\" FROM ankurah_log FOR UPDATE) SELECT "
            + LOCKED
            + " AS part, l.\"position\" AS n, CAST(NULL AS uuid) AS id, CAST(NULL AS bytea) AS state FROM l UNION ALL"
            + " SELECT " + SEEN + ", s.\"position\", CAST(NULL AS uuid), CAST(NULL AS bytea) FROM ankurah_log AS s";

    private final Sql sql = new Sql();
    private final List<Part> parts = new ArrayList<>();
    private final List<String> selects = new ArrayList<>();
    private long seenPosition;

    BaseSql(Tables tables, CommitWork.Reads reads) {
        // Sorted, so that equal needs make equal statements, which PostgreSQL plans once.
        new TreeMap<>(reads.entities()).forEach((collection, ids) -> askStates(tables.get(collection), ids));
        new TreeMap<>(reads.uniques())
                .forEach((collection, properties) -> new TreeMap<>(properties)
                        .forEach((property, values) -> askHolders(tables.get(collection), property, values)));
    }

    private void askStates(Table table, Set<Ulid> ids) {
        if (ids.isEmpty()) {
            return;
        }
        selects.add("SELECT " + parts.size() + " AS part, CAST(0 AS bigint) AS n, \"id\", \"state\" FROM " + table.sql()
                + " WHERE \"id\" = ANY(" + sql.ids(ids) + ")");
        parts.add((base, n, id, state) -> base.add(EntityState.decode(table.model(), id, state)));
    }

    private void askHolders(Table table, String property, Set<Value> values) {
        if (values.isEmpty()) {
            return;
        }
        List<Value> asked = List.copyOf(values);
        Column column = table.column(property);
        String wanted =
                sql.text(SqlValues.array(asked), SqlTypes.of(column.property().type()) + "[]");
        selects.add("SELECT " + parts.size() + " AS part, v.n, t.\"id\", CAST(NULL AS bytea) FROM unnest(" + wanted
                + ") WITH ORDINALITY AS v(value, n) JOIN " + table.sql() + " AS t ON t." + column.sql()
                + " = v.value AND NOT t.\"deleted\"");
        parts.add((base, n, id, state) -> base.addHolder(table.model().collection(), property, asked.get(n - 1), id));
    }

    boolean asksNothing() {
        return parts.isEmpty();
    }

    /** The position as of which {@link #lockAndRead} read. */
    long seenPosition() {
        return seenPosition;
    }

    /** Locks the log, and reads as of the beginning of the statement. */
    Uni<Base> lockAndRead(Mutiny.StatelessSession session) {
        selects.add(0, POSITIONS);
        return rows(session).map(rows -> {
            long locked = 0;
            for (Object[] row : rows) {
                int part = ((Number) row[0]).intValue();
                if (part == LOCKED) {
                    locked = ((Number) row[1]).longValue();
                } else if (part == SEEN) {
                    seenPosition = ((Number) row[1]).longValue();
                }
            }
            return take(rows, locked);
        });
    }

    /** Reads while the log is locked at a position; asks for something. */
    Uni<Base> read(Mutiny.StatelessSession session, long position) {
        return rows(session).map(rows -> take(rows, position));
    }

    private Uni<List<Object[]>> rows(Mutiny.StatelessSession session) {
        return sql.rows(session, String.join(" UNION ALL ", selects))
                .map(rows -> rows.stream().map(row -> (Object[]) row).toList());
    }

    private Base take(List<Object[]> rows, long position) {
        Base base = new Base(position);
        for (Object[] row : rows) {
            int part = ((Number) row[0]).intValue();
            if (part >= 0) {
                parts.get(part)
                        .accept(base, ((Number) row[1]).intValue(), Ulid.fromUuid((UUID) row[2]), (byte[]) row[3]);
            }
        }
        return base;
    }

    /** Takes the rows of one part of the statement. */
    @FunctionalInterface
    private interface Part {
        void accept(Base base, int n, Ulid id, byte[] state);
    }
}
