package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ankurah.event.CommittedEvent;
import org.ankurah.value.Ulid;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the log. */
final class Log {

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
        String query = "SELECT * FROM ankurah_event WHERE \"position\" > " + sql.number(after)
                + " ORDER BY \"position\" LIMIT " + sql.number(limit);
        return sql.rows(session, query, EventRow.class)
                .map(rows -> rows.stream().map(EventRow::toEvent).toList());
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
}
