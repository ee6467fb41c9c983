package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.ankurah.event.CommittedEvent;
import org.ankurah.storage.EventReader;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the log. */
final class Log {

    /** Bodies that are read at once. */
    private static final int PAGE_BYTES = 16 << 20;

    private Log() {}

    /** The position of the last event. */
    static Uni<Long> position(Mutiny.StatelessSession session) {
        return new Sql()
                .rows(session, "SELECT \"position\" FROM ankurah_log")
                .map(rows -> ((Number) rows.get(0)).longValue());
    }

    /**
     * The position of the last event that was committed at a time or before. Positions have no gaps and times never
     * decrease, so it is found by halving: as many look-ups by position as the number of events has binary digits.
     * An index on the time would cost every insert for a question that is seldom asked.
     */
    static Uni<Long> positionAt(Mutiny.StatelessSession session, Instant time) {
        Sql sql = new Sql();
        String moment = sql.text(time.truncatedTo(ChronoUnit.MICROS).toString(), "timestamptz");
        String query = "WITH RECURSIVE halves(low, high) AS (SELECT CAST(0 AS bigint), \"position\" FROM ankurah_log"
                + " UNION ALL SELECT CASE WHEN m.committed_at <= " + moment + " THEN m.\"position\" ELSE h.low END,"
                + " CASE WHEN m.committed_at <= " + moment + " THEN h.high ELSE m.\"position\" - 1 END"
                + " FROM halves AS h JOIN ankurah_event AS m ON m.\"position\" = (h.low + h.high + 1) / 2"
                + " WHERE h.low < h.high) SELECT low FROM halves WHERE low = high";
        return sql.rows(session, query).map(rows -> ((Number) rows.get(0)).longValue());
    }

    /** The events behind a position. */
    static Uni<List<CommittedEvent>> read(Mutiny.StatelessSession session, long after, int limit) {
        Sql sql = new Sql();
        String page = "SELECT * FROM ankurah_event WHERE \"position\" > " + sql.number(after)
                + " ORDER BY \"position\" LIMIT " + sql.number(limit);
        return sql.rows(session, limit == 1 ? page : bounded(page, "\"position\""), EventRow.class)
                .map(rows -> rows.stream().map(EventRow::toEvent).toList());
    }

    /**
     * The beginning of a page of events that is not too large: all in front of it, and the one with which it is. The
     * size of a body is known without reading it.
     *
     * @param order the page's
     */
    static String bounded(String page, String order) {
        return "SELECT e.\"position\", e.id, e.collection, e.entity_id, e.parents, e.transaction_id, e.actor, e.body,"
                + " e.committed_at FROM (SELECT own.*, sum(octet_length(own.body)) OVER (ORDER BY " + order
                + ") - octet_length(own.body) AS ahead FROM (" + page + ") AS own) AS e WHERE e.ahead < " + PAGE_BYTES
                + " ORDER BY " + order;
    }

    /** The events of entities behind a position, so many of each. */
    static Uni<Map<Ulid, List<CommittedEvent>>> history(
            Mutiny.StatelessSession session, Set<Ulid> entityIds, long after, int limit) {
        Sql sql = new Sql();
        String query = "SELECT e.* FROM unnest(" + sql.ids(entityIds) + ") AS g(id) CROSS JOIN LATERAL (SELECT * FROM"
                + " ankurah_event AS own WHERE own.entity_id = g.id AND own.\"position\" > " + sql.number(after)
                + " ORDER BY own.\"position\" LIMIT " + sql.number(limit) + ") AS e ORDER BY e.\"position\"";
        return sql.rows(session, query, EventRow.class).map(rows -> {
            Map<Ulid, List<CommittedEvent>> events = new LinkedHashMap<>();
            rows.forEach(row -> events.computeIfAbsent(Ulid.fromUuid(row.entityId), id -> new ArrayList<>())
                    .add(row.toEvent()));
            return events;
        });
    }

    /**
     * The collections of entities, whose ids are those of their first events.
     *
     * @param upTo of those only that existed at this position
     */
    static Uni<Map<Ulid, String>> collectionsOf(Mutiny.StatelessSession session, Set<Ulid> ids, long upTo) {
        Sql sql = new Sql();
        String query = "SELECT id, collection FROM ankurah_event WHERE id = ANY(" + sql.ids(ids)
                + ") AND entity_id = id AND \"position\" <= " + sql.number(upTo);
        return sql.rows(session, query).map(rows -> {
            Map<Ulid, String> collections = new LinkedHashMap<>();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                collections.put(Ulid.fromUuid((UUID) columns[0]), (String) columns[1]);
            }
            return collections;
        });
    }

    /** The number of events of each entity up to a position. */
    static Uni<Map<Ulid, Long>> countHistory(Mutiny.StatelessSession session, Set<Ulid> entityIds, long upTo) {
        Sql sql = new Sql();
        String query = "SELECT entity_id, count(*) AS n FROM ankurah_event WHERE entity_id = ANY(" + sql.ids(entityIds)
                + ") AND \"position\" <= " + sql.number(upTo) + " GROUP BY entity_id";
        return sql.rows(session, query).map(rows -> {
            Map<Ulid, Long> counts = new LinkedHashMap<>();
            for (Object row : rows) {
                Object[] columns = (Object[]) row;
                counts.put(Ulid.fromUuid((UUID) columns[0]), ((Number) columns[1]).longValue());
            }
            return counts;
        });
    }

    /** The events of these ids. */
    static Uni<Map<Ulid, CommittedEvent>> byId(Mutiny.StatelessSession session, Set<Ulid> ids) {
        Sql sql = new Sql();
        String query = "SELECT * FROM ankurah_event WHERE id = ANY(" + sql.ids(ids) + ")";
        return sql.rows(session, query, EventRow.class).map(rows -> {
            Map<Ulid, CommittedEvent> events = new LinkedHashMap<>();
            rows.forEach(row -> events.put(Ulid.fromUuid(row.id), row.toEvent()));
            return events;
        });
    }

    /**
     * The events that name others as parents. An index on parents would cost every insert, so the rest of each
     * entity's history is gone through, once for all of its events that are asked about.
     */
    static Uni<Map<Ulid, List<CommittedEvent>>> children(
            Mutiny.StatelessSession session, Set<EventReader.EventPlace> parents) {
        Map<Ulid, Long> starts = new TreeMap<>();
        Set<Ulid> ids = new LinkedHashSet<>();
        for (EventReader.EventPlace parent : parents) {
            starts.merge(parent.entityId(), parent.position(), Math::min);
            ids.add(parent.id());
        }
        Sql sql = new Sql();
        List<Value> positions = starts.values().stream()
                .map(position -> (Value) new Value.Int(position))
                .toList();
        String query = "SELECT e.* FROM unnest(" + sql.ids(starts.keySet()) + ", "
                + sql.text(SqlValues.array(positions), "bigint[]") + ") AS g(id, start) CROSS JOIN LATERAL (SELECT *"
                + " FROM ankurah_event AS own WHERE own.entity_id = g.id AND own.\"position\" > g.start"
                + " AND own.parents && " + sql.ids(ids) + ") AS e ORDER BY e.\"position\"";
        return sql.rows(session, query, EventRow.class).map(rows -> {
            Map<Ulid, List<CommittedEvent>> children = new LinkedHashMap<>();
            for (EventRow row : rows) {
                CommittedEvent child = row.toEvent();
                child.event().parents().ids().stream()
                        .filter(ids::contains)
                        .forEach(parent -> children.computeIfAbsent(parent, id -> new ArrayList<>())
                                .add(child));
            }
            return children;
        });
    }
}
