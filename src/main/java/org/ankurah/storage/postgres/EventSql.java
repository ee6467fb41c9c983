package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.storage.EventFilter;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The statements that read the log through a filter. Each entity, or else each collection, gives as many events as
 * are asked for, by an index that has the order of the log; of those the first are taken. So a page costs what it
 * holds times the number of entities or collections, however long the log is. Only where actor and collection are
 * both given, or actor and entity, may one index find what the other filter then drops.
 */
final class EventSql {

    /** New entries go to few places of it, those of the collections' last events, so it costs an insert little. */
    static final String COLLECTION_INDEX =
            "CREATE INDEX IF NOT EXISTS ankurah_event_collection ON ankurah_event (collection, \"position\")";

    /** An index holds no more than some hundred characters of a name; nobody's events are not in it. */
    private static final int ACTOR_PREFIX = 64;

    static final String ACTOR_INDEX = "CREATE INDEX IF NOT EXISTS ankurah_event_actor ON ankurah_event (left(actor, "
            + ACTOR_PREFIX + "), \"position\") WHERE actor IS NOT NULL";

    private final EventFilter filter;
    private final Sql sql = new Sql();

    EventSql(EventFilter filter) {
        this.filter = filter;
    }

    /** The first events, or the last ones, in the order of the log. */
    Uni<List<CommittedEvent>> read(Mutiny.StatelessSession session, int limit, boolean fromEnd) {
        String page = " ORDER BY \"position\"" + (fromEnd ? " DESC" : "") + " LIMIT " + sql.number(limit);
        return sql.rows(session, "SELECT * FROM (" + parts(page) + ") AS e" + page, EventRow.class)
                .map(rows -> {
                    List<CommittedEvent> events = new ArrayList<>(rows.size());
                    rows.forEach(row -> events.add(row.toEvent()));
                    if (fromEnd) {
                        Collections.reverse(events);
                    }
                    return List.copyOf(events);
                });
    }

    /** The number of all. Positions have no gaps, so without any filter nothing has to be read. */
    Uni<Long> count(Mutiny.StatelessSession session) {
        if (filter.isPlain()) {
            return Log.position(session)
                    .map(end -> Math.max(0, Math.min(end, filter.upTo()) - Math.max(0, filter.after())));
        }
        return sql.rows(session, "SELECT count(*) FROM (" + parts("") + ") AS e")
                .map(rows -> ((Number) rows.get(0)).longValue());
    }

    private String parts(String page) {
        Set<Ulid> entities = filter.entities();
        if (entities != null) {
            String each = "unnest(" + sql.ids(entities) + ")";
            return of(each, "own.entity_id = g.id" + inCollections(), page);
        }
        Set<String> collections = filter.collections();
        if (collections != null) {
            return of("unnest(" + names(collections) + ")", "own.collection = g.id", page);
        }
        return "SELECT * FROM ankurah_event AS own WHERE " + common() + page;
    }

    private String of(String each, String condition, String page) {
        return "SELECT p.* FROM " + each + " AS g(id) CROSS JOIN LATERAL (SELECT * FROM ankurah_event AS own WHERE "
                + condition + " AND " + common() + page + ") AS p";
    }

    private String inCollections() {
        Set<String> collections = filter.collections();
        return collections == null ? "" : " AND own.collection = ANY(" + names(collections) + ")";
    }

    private String names(Set<String> collections) {
        List<Value> names = collections.stream()
                .sorted()
                .map(name -> (Value) new Value.Str(name))
                .toList();
        return sql.text(SqlValues.array(names), "text[]");
    }

    private String common() {
        return "own.\"position\" > " + sql.number(filter.after()) + " AND own.\"position\" <= "
                + sql.number(filter.upTo()) + byActor();
    }

    private String byActor() {
        String actor = filter.actor();
        if (actor == null) {
            return "";
        }
        String own = sql.text(actor, "text");
        return " AND left(own.actor, " + ACTOR_PREFIX + ") = left(" + own + ", " + ACTOR_PREFIX + ") AND own.actor = "
                + own;
    }
}
