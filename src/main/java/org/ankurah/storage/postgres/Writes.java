package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.EventCodec;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.Answer;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.RequestKey;
import org.ankurah.value.Ulid;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Stores what a commit decided in one statement: the events, the new position, and the touched rows of each
 * collection. Its text depends on the collections alone, so that PostgreSQL plans it once.
 */
final class Writes {

    private static final Rows<CommittedEvent> EVENTS = new Rows<CommittedEvent>()
            .with("\"position\"", "bigint", event -> Long.toString(event.position()))
            .with("id", "uuid", event -> event.event().id().toUuid().toString())
            .with("collection", "text", event -> event.event().collection())
            .with(
                    "entity_id",
                    "uuid",
                    event -> event.event().entityId().toUuid().toString())
            .with("parents", "uuid[]", event -> StateRows.ids(event.event().parents()))
            .with(
                    "transaction_id",
                    "uuid",
                    event -> event.event().transactionId().toUuid().toString())
            .with("actor", "text", event -> event.event().actor())
            .with("body", "bytea", event -> SqlValues.hex(EventCodec.encodeBody(event.event())))
            .with("committed_at", Rows.MICROSECONDS, event -> StateRows.micros(event.committedAt()));

    private static final Rows<Map.Entry<RequestKey, Answer>> ANSWERS = new Rows<Map.Entry<RequestKey, Answer>>()
            .with("scope", "text", entry -> entry.getKey().scope())
            .with("key", "text", entry -> entry.getKey().key())
            .with("answer", "bytea", entry -> SqlValues.hex(entry.getValue().encode()))
            .with(
                    "committed_at",
                    Rows.MICROSECONDS,
                    entry -> StateRows.micros(entry.getValue().committedAt()));

    private static final String INSERT_EVENTS = EVENTS.insertInto("ankurah_event");
    private static final String INSERT_ANSWERS = ANSWERS.insertInto("ankurah_request");

    /** Holds if the part {@code l}, which moves the end of the log, did. */
    private static final String IF_MOVED = "EXISTS (SELECT 1 FROM l)";

    private Writes() {}

    /**
     * Stores events, states and answers, and erases the events of purged entities, if the log ends where the decision
     * was made: nothing of the statement does anything unless its update of the log finds the row as it was. That
     * update waits for whoever has locked the log, and then looks again.
     *
     * @return whether it was stored; true as well if there was nothing to store
     */
    static Uni<Boolean> store(
            Mutiny.StatelessSession session, Tables tables, CommitWork.Decision<?> decision, LogEnd base) {
        if (decision.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        DirectSql sql = new DirectSql();
        return sql.run(session, statement(sql, tables, decision, base)).map(rows -> !rows.isEmpty());
    }

    /**
     * The part that locks the row of the log comes first, and outside there is only its result: so PostgreSQL locks
     * the log before any other table, as whoever changes tables does.
     */
    private static String statement(Sql sql, Tables tables, CommitWork.Decision<?> decision, LogEnd base) {
        List<String> parts = new ArrayList<>();
        parts.add("l AS (" + base.move(sql, base.behind(decision)) + " RETURNING \"position\")");
        byCollection(decision.states())
                .forEach((collection, group) -> parts.add("c" + parts.size() + " AS ("
                        + tables.get(collection).rows().upsert(sql, group, IF_MOVED) + ")"));
        if (!decision.answers().isEmpty()) {
            parts.add("a AS (" + INSERT_ANSWERS
                    + ANSWERS.from(sql, List.copyOf(decision.answers().entrySet())) + " WHERE " + IF_MOVED + ")");
        }
        if (!decision.events().isEmpty()) {
            parts.add("e AS (" + INSERT_EVENTS + EVENTS.from(sql, decision.events()) + " WHERE " + IF_MOVED + ")");
        }
        if (!decision.purged().isEmpty()) {
            parts.add("x AS (" + erase(sql, decision.purged()) + ")");
        }
        return "WITH " + String.join(", ", parts) + " SELECT \"position\" FROM l";
    }

    /** Brings the columns of existing rows in line with their states. */
    static Uni<Void> project(Mutiny.StatelessSession session, Table table, List<EntityState> states) {
        Sql sql = new Sql();
        return sql.execute(session, table.rows().project(sql, states)).replaceWithVoid();
    }

    /** States by their collections. */
    static Map<String, List<EntityState>> byCollection(Collection<EntityState> states) {
        return states.stream()
                .collect(Collectors.groupingBy(state -> state.model().collection(), TreeMap::new, Collectors.toList()));
    }

    /** The events of this statement are no rows yet for any part of it: only earlier ones are erased. */
    private static String erase(Sql sql, Set<Ulid> purged) {
        return "UPDATE ankurah_event SET body = decode('"
                + HexFormat.of().formatHex(EventCodec.erasedBody()) + "', 'hex') WHERE entity_id = ANY("
                + sql.ids(purged) + ") AND " + IF_MOVED;
    }
}
