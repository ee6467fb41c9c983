package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.Answer;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.RequestKey;
import org.ankurah.storage.postgres.Table.Column;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads what a commit asks for. Its rows are {@code (part, n, id, state)}: each part stands for
 * the entities of one collection, for the holders of the n-th value asked for of one unique property, or for what was
 * answered under the n-th key; the parts below zero are the ends of the log, each a position and a time in
 * microseconds.
 */
final class BaseSql {

    private static final int LOCKED = -1;
    private static final int SEEN = -2;
    private static final int LOCKED_AT = -3;
    private static final int SEEN_AT = -4;

    private static final String SEEN_END = end(SEEN, SEEN_AT, "ankurah_log");
    private static final String LOCKED_END =
            "WITH l AS (SELECT \"position\", committed_at FROM ankurah_log FOR UPDATE) " + end(LOCKED, LOCKED_AT, "l");

    private final DirectSql sql = new DirectSql();
    private final List<Part> parts = new ArrayList<>();
    private final List<String> selects = new ArrayList<>();
    private LogEnd seen = LogEnd.EMPTY;

    BaseSql(Tables tables, CommitWork.Reads reads) {
        // Sorted, so that equal needs make equal statements, which PostgreSQL plans once.
        new TreeMap<>(reads.entities()).forEach((collection, ids) -> askStates(tables.get(collection), ids));
        new TreeMap<>(reads.uniques())
                .forEach((collection, properties) -> new TreeMap<>(properties)
                        .forEach((property, values) -> askHolders(tables.get(collection), property, values)));
        askAnswers(List.copyOf(reads.requests()));
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
        selects.add("SELECT " + parts.size() + " AS part, v.n, t.\"id\", CAST(NULL AS bytea) AS \"state\" FROM unnest("
                + wanted
                + ") WITH ORDINALITY AS v(value, n) JOIN " + table.sql() + " AS t ON t." + column.sql()
                + " = v.value AND NOT t.\"deleted\"");
        parts.add((base, n, id, state) -> base.addHolder(table.model().collection(), property, asked.get(n - 1), id));
    }

    private void askAnswers(List<RequestKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        String scopes = sql.text(
                SqlValues.array(keys.stream().map(key -> text(key.scope())).toList()), "text[]");
        String names = sql.text(
                SqlValues.array(keys.stream().map(key -> text(key.key())).toList()), "text[]");
        selects.add("SELECT " + parts.size()
                + " AS part, v.n, CAST(NULL AS uuid) AS id, r.answer AS \"state\" FROM unnest(" + scopes
                + ", "
                + names + ") WITH ORDINALITY AS v(scope, key, n) JOIN ankurah_request AS r ON r.scope = v.scope AND"
                + " r.key = v.key");
        parts.add((base, n, id, answer) -> base.addAnswer(keys.get(n - 1), Answer.decode(answer)));
    }

    private static Value text(String text) {
        return new Value.Str(text);
    }

    /** The end of the log as of which was read. */
    LogEnd seen() {
        return seen;
    }

    /** Locks the log, and reads as of the beginning of the statement. */
    Uni<Base> lockAndRead(Mutiny.StatelessSession session) {
        selects.add(0, SEEN_END);
        selects.add(0, LOCKED_END);
        return rows(session).map(rows -> {
            seen = end(rows, SEEN, SEEN_AT);
            return take(rows, new Base(end(rows, LOCKED, LOCKED_AT)));
        });
    }

    /** Reads what is current, without holding anybody up. */
    Uni<Base> read(Mutiny.StatelessSession session) {
        selects.add(0, SEEN_END);
        return rows(session).map(rows -> {
            seen = end(rows, SEEN, SEEN_AT);
            return take(rows, new Base(seen));
        });
    }

    private static String end(int position, int committedAt, String log) {
        return "SELECT " + position + " AS part, x.\"position\" AS n, CAST(NULL AS uuid) AS id,"
                + " CAST(NULL AS bytea) AS state FROM " + log + " AS x UNION ALL SELECT " + committedAt
                + ", CAST(coalesce(extract(epoch FROM x.committed_at), 0) * 1000000 AS bigint), NULL, NULL FROM " + log
                + " AS x";
    }

    private static LogEnd end(List<Object[]> rows, int position, int committedAt) {
        long[] found = new long[2];
        for (Object[] row : rows) {
            int part = ((Number) row[0]).intValue();
            if (part == position) {
                found[0] = ((Number) row[1]).longValue();
            } else if (part == committedAt) {
                found[1] = ((Number) row[1]).longValue();
            }
        }
        return new LogEnd(found[0], Instant.EPOCH.plus(found[1], ChronoUnit.MICROS));
    }

    private Uni<List<Object[]>> rows(Mutiny.StatelessSession session) {
        return sql.run(session, String.join(" UNION ALL ", selects));
    }

    private Base take(List<Object[]> rows, Base base) {
        for (Object[] row : rows) {
            int part = ((Number) row[0]).intValue();
            if (part >= 0) {
                parts.get(part).accept(base, ((Number) row[1]).intValue(), id(row[2]), bytes(row[3]));
            }
        }
        return base;
    }

    /** The answers have none. */
    private static Ulid id(@Nullable Object id) {
        return id == null ? Ulid.ZERO : Ulid.fromUuid((UUID) id);
    }

    /** The holders of unique values have none. */
    private static byte[] bytes(@Nullable Object bytes) {
        return bytes == null ? new byte[0] : ((Buffer) bytes).getBytes();
    }

    /** Takes the rows of one part of the statement. */
    @FunctionalInterface
    private interface Part {
        void accept(Base base, int n, Ulid id, byte[] state);
    }
}
