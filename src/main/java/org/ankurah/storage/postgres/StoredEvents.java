package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ankurah.storage.EntityRange;
import org.ankurah.storage.StoreView.Place;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads events as they are stored. */
final class StoredEvents {

    private static final String SELECT = "SELECT \"position\", id, collection, entity_id, array_to_string(parents, ' ')"
            + " AS parents, transaction_id, actor, body, committed_at FROM ankurah_event WHERE ";

    private static final int UUID_LENGTH = 36;

    private StoredEvents() {}

    static Uni<List<StoredEvent>> byPosition(Mutiny.StatelessSession session, long after, int limit) {
        Sql sql = new Sql();
        String page =
                SELECT + "\"position\" > " + sql.number(after) + " ORDER BY \"position\" LIMIT " + sql.number(limit);
        return rows(session, sql, Log.bounded(page, "\"position\""));
    }

    static Uni<List<StoredEvent>> byEntity(Mutiny.StatelessSession session, Place after, int limit) {
        Sql sql = new Sql();
        String page = SELECT + "(entity_id, \"position\") > (" + id(sql, after.entityId()) + ", "
                + sql.number(after.position()) + ") ORDER BY entity_id, \"position\" LIMIT " + sql.number(limit);
        return rows(session, sql, Log.bounded(page, "entity_id, \"position\""));
    }

    /** The events of a range of entities behind a position. */
    static Uni<List<StoredEvent>> ofRange(Mutiny.StatelessSession session, EntityRange range, long after) {
        Sql sql = new Sql();
        return rows(
                session,
                sql,
                SELECT + "\"position\" > " + sql.number(after) + " AND entity_id > " + id(sql, range.after())
                        + " AND entity_id <= " + id(sql, range.to()) + " ORDER BY \"position\"");
    }

    static Uni<Map<Ulid, Place>> places(Mutiny.StatelessSession session, Set<Ulid> ids) {
        Sql sql = new Sql();
        String query = "SELECT id, entity_id, \"position\" FROM ankurah_event WHERE id = ANY(" + sql.ids(ids) + ")";
        return sql.rows(session, query).map(rows -> {
            Map<Ulid, Place> places = new LinkedHashMap<>();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                places.put(
                        Ulid.fromUuid((UUID) columns[0]),
                        new Place(Ulid.fromUuid((UUID) columns[1]), ((Number) columns[2]).longValue()));
            }
            return places;
        });
    }

    /** Transactions with gaps, and where they begin. */
    static Uni<Map<Ulid, Long>> scattered(Mutiny.StatelessSession session, int limit) {
        Sql sql = new Sql();
        String query = "SELECT transaction_id, min(\"position\") AS first FROM ankurah_event GROUP BY transaction_id"
                + " HAVING max(\"position\") - min(\"position\") + 1 <> count(*) ORDER BY first LIMIT "
                + sql.number(limit);
        return sql.rows(session, query).map(rows -> {
            Map<Ulid, Long> scattered = new LinkedHashMap<>();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                scattered.put(Ulid.fromUuid((UUID) columns[0]), ((Number) columns[1]).longValue());
            }
            return scattered;
        });
    }

    /** The transactions of the events at some positions. */
    static Uni<Map<Long, Ulid>> transactions(Mutiny.StatelessSession session, Set<Long> positions) {
        Sql sql = new Sql();
        List<Value> asked = positions.stream()
                .sorted()
                .map(position -> (Value) new Value.Int(position))
                .toList();
        String query = "SELECT \"position\", transaction_id FROM ankurah_event WHERE \"position\" = ANY("
                + sql.text(SqlValues.array(asked), "bigint[]") + ")";
        return sql.rows(session, query).map(rows -> {
            Map<Long, Ulid> transactions = new LinkedHashMap<>();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                transactions.put(((Number) columns[0]).longValue(), Ulid.fromUuid((UUID) columns[1]));
            }
            return transactions;
        });
    }

    static String id(Sql sql, Ulid id) {
        return sql.text(id.toUuid().toString(), "uuid");
    }

    private static Uni<List<StoredEvent>> rows(Mutiny.StatelessSession session, Sql sql, String query) {
        return sql.rows(session, query)
                .map(rows -> rows.stream().map(row -> event((Object[]) row)).toList());
    }

    private static StoredEvent event(Object[] row) {
        return new StoredEvent(
                ((Number) row[0]).longValue(),
                Ulid.fromUuid((UUID) row[1]),
                (String) row[2],
                Ulid.fromUuid((UUID) row[3]),
                parents((String) row[4]),
                Ulid.fromUuid((UUID) row[5]),
                (@Nullable String) row[6],
                (byte[]) row[7],
                moment(row[8]));
    }

    /** Ids with blanks between them. */
    private static List<Ulid> parents(String text) {
        if (text.length() == UUID_LENGTH) {
            return List.of(Ulid.fromUuid(UUID.fromString(text)));
        }
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" "))
                        .map(id -> Ulid.fromUuid(UUID.fromString(id)))
                        .toList();
    }

    private static Instant moment(Object column) {
        return column instanceof Instant moment ? moment : ((OffsetDateTime) column).toInstant();
    }
}
