package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
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

    /** The collections of entities, whose ids are those of their first events. */
    static Uni<Map<Ulid, String>> collectionsOf(Mutiny.StatelessSession session, Set<Ulid> ids) {
        Sql sql = new Sql();
        String query =
                "SELECT id, collection FROM ankurah_event WHERE id = ANY(" + sql.ids(ids) + ") AND entity_id = id";
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
