package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.event.CommittedEvent;
import org.ankurah.query.Predicate;
import org.ankurah.storage.EventFilter;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

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
    private final Tables tables;
    private final String foldingCollation;
    private final Sql sql = new Sql();

    /**
     * @param tables of the present, by which the filter's rules judge
     * @param foldingCollation the collation by which the case of text is folded, as SQL text
     */
    EventSql(EventFilter filter, Tables tables, String foldingCollation) {
        this.filter = filter;
        this.tables = tables;
        this.foldingCollation = foldingCollation;
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
        Set<String> collections = collections();
        if (collections != null) {
            return of("unnest(" + names(collections) + ")", "own.collection = g.id", page);
        }
        return "SELECT * FROM ankurah_event AS own WHERE " + common() + page;
    }

    private String of(String each, String condition, String page) {
        return "SELECT p.* FROM " + each + " AS g(id) CROSS JOIN LATERAL (SELECT * FROM ankurah_event AS own WHERE "
                + condition + " AND " + common() + page + ") AS p";
    }

    private @Nullable Set<String> collections() {
        Map<String, Predicate> rules = filter.rules();
        return filter.collections() == null && rules != null ? rules.keySet() : filter.collections();
    }

    private String inCollections() {
        Set<String> collections = collections();
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
                + sql.number(filter.upTo()) + byActor() + byRules();
    }

    /** The row of an entity stays when it is deleted, so the rules judge those as well. */
    private String byRules() {
        Map<String, Predicate> rules = filter.rules();
        if (rules == null) {
            return "";
        }
        List<String> ways = new ArrayList<>();
        new TreeMap<>(rules).forEach((collection, rule) -> {
            String own = "own.collection = " + sql.text(collection, "text");
            ways.add(rule.equals(Predicate.TRUE) ? own : "(" + own + " AND " + fulfils(collection, rule) + ")");
        });
        return ways.isEmpty() ? " AND FALSE" : " AND (" + String.join(" OR ", ways) + ")";
    }

    private String fulfils(String collection, Predicate rule) {
        Joins joins = Joins.deletedToo(tables, tables.get(collection));
        String fulfilled = new SqlWriter(joins, sql, foldingCollation).write(rule);
        return "EXISTS (SELECT FROM " + joins.from() + " WHERE " + Joins.ROOT + ".\"id\" = own.entity_id AND "
                + fulfilled + ")";
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
