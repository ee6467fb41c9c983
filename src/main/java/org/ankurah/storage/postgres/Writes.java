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
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.EventCodec;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.Answer;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.RequestKey;
import org.ankurah.storage.postgres.Table.Column;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Stores what a commit decided in one statement: the events, the new position, and the touched rows of each
 * collection. Rows travel as JSON documents, which PostgreSQL turns into columns by its own input functions.
 */
final class Writes {

    private static final String EVENTS =
            "\"position\" bigint, id uuid, collection text, entity_id uuid, parents uuid[],"
                    + " transaction_id uuid, actor text, body bytea, committed_at timestamptz";

    private Writes() {}

    /** Stores events, states and answers, and erases the events of purged entities; does nothing if there are none. */
    static Uni<Void> store(Mutiny.StatelessSession session, Tables tables, CommitWork.Decision<?> decision) {
        if (decision.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Sql sql = new Sql();
        if (decision.events().isEmpty()) {
            return sql.execute(session, insert(sql, decision.answers())).replaceWithVoid();
        }
        List<String> parts = new ArrayList<>();
        byCollection(decision.states()).forEach((collection, group) -> {
            String name = "c" + parts.size();
            parts.add(name + " AS (" + upsert(sql, tables.get(collection), group) + ")");
        });
        if (!decision.answers().isEmpty()) {
            parts.add("a AS (" + insert(sql, decision.answers()) + ")");
        }
        parts.add("e AS (" + insert(sql, decision.events()) + ")");
        if (!decision.purged().isEmpty()) {
            parts.add("x AS (" + erase(sql, decision.purged()) + ")");
        }
        CommittedEvent last = decision.events().get(decision.events().size() - 1);
        String statement = "WITH " + String.join(", ", parts) + " UPDATE ankurah_log SET \"position\" = "
                + sql.number(last.position()) + ", committed_at = "
                + sql.text(last.committedAt().toString(), "timestamptz");
        return sql.execute(session, statement).replaceWithVoid();
    }

    /** Brings the columns of existing rows in line with their states. */
    static Uni<Void> project(Mutiny.StatelessSession session, Table table, List<EntityState> states) {
        Sql sql = new Sql();
        String assignments = table.columns().stream()
                .map(column -> column.sql() + " = " + read("r.", column))
                .collect(Collectors.joining(", "));
        String statement = "UPDATE " + table.sql() + " AS t SET " + assignments + " FROM "
                + recordset(sql, table, rows(table, states)) + " WHERE t.\"id\" = r.\"id\"";
        return sql.execute(session, statement).replaceWithVoid();
    }

    /** States by their collections. */
    static Map<String, List<EntityState>> byCollection(Collection<EntityState> states) {
        return states.stream()
                .collect(Collectors.groupingBy(state -> state.model().collection(), TreeMap::new, Collectors.toList()));
    }

    private static String upsert(Sql sql, Table table, List<EntityState> states) {
        List<String> columns = new ArrayList<>(
                List.of("\"head\"", "\"state\"", "\"position\"", "\"created_at\"", "\"updated_at\"", "\"deleted\""));
        List<String> values = new ArrayList<>(columns);
        for (Column column : table.columns()) {
            columns.add(column.sql());
            values.add(read("", column));
        }
        String updates =
                columns.stream().map(column -> column + " = EXCLUDED." + column).collect(Collectors.joining(", "));
        return "INSERT INTO " + table.sql() + " (\"id\", " + String.join(", ", columns) + ") SELECT \"id\", "
                + String.join(", ", values) + " FROM "
                + recordset(sql, table, rows(table, states)) + " ON CONFLICT (\"id\") DO UPDATE SET " + updates;
    }

    /** States as the text of a document of rows. */
    static String rows(Table table, List<EntityState> states) {
        StringBuilder rows = new StringBuilder();
        states.forEach(state -> appendRow(rows, table, state));
        return rows.append(']').toString();
    }

    /** What stands behind FROM to read rows, called {@code r}; {@link #read} reads their properties. */
    static String recordset(Sql sql, Table table, String rows) {
        StringBuilder types = new StringBuilder("\"id\" uuid, \"head\" uuid[], \"state\" bytea, \"position\" bigint,"
                + " \"created_at\" timestamptz, \"updated_at\" timestamptz, \"deleted\" boolean");
        for (Column column : table.columns()) {
            types.append(", ")
                    .append(column.sql())
                    .append(' ')
                    .append(
                            isListOfDocuments(column)
                                    ? "text[]"
                                    : SqlTypes.of(column.property().type()));
        }
        return "json_to_recordset(" + sql.text(rows, "json") + ") AS r(" + types + ")";
    }

    /**
     * A list of documents travels as a list of texts: PostgreSQL takes arrays inside an array for its further
     * dimensions.
     */
    private static boolean isListOfDocuments(Column column) {
        return column.property().type() instanceof ValueType.ListType list && list.element() == ValueType.Scalar.JSON;
    }

    /** A property of a row that came as a document. */
    static String read(String alias, Column column) {
        String own = alias + column.sql();
        return isListOfDocuments(column) ? "CAST(" + own + " AS jsonb[])" : own;
    }

    private static Value travelling(Column column, Value value) {
        return isListOfDocuments(column) && value instanceof Value.Items items
                ? new Value.Items(items.value().stream()
                        .map(item -> (Value) new Value.Str(JsonText.write(((Value.Doc) item).value())))
                        .toList())
                : value;
    }

    private static void appendRow(StringBuilder rows, Table table, EntityState state) {
        JsonRow row = new JsonRow(rows)
                .add("id", new Value.Id(state.id()))
                .add("head", ids(state.head()))
                .add("state", new Value.Bytes(state.encode()))
                .add("position", new Value.Int(state.position()))
                .add("created_at", new Value.Timestamp(state.createdAt()))
                .add("updated_at", new Value.Timestamp(state.updatedAt()))
                .add("deleted", new Value.Bool(state.deleted()));
        int index = 0;
        for (Column column : table.columns()) {
            row.add(column.name(), travelling(column, state.value(index++)));
        }
        row.end();
    }

    private static String insert(Sql sql, List<CommittedEvent> events) {
        StringBuilder rows = new StringBuilder();
        events.forEach(event -> appendRow(rows, event));
        return "INSERT INTO ankurah_event (\"position\", id, collection, entity_id, parents, transaction_id, actor, body,"
                + " committed_at) SELECT * FROM json_to_recordset("
                + sql.text(rows.append(']').toString(), "json") + ") AS r(" + EVENTS + ")";
    }

    /** The events of this statement are no rows yet for any part of it: only earlier ones are erased. */
    private static String erase(Sql sql, Set<Ulid> purged) {
        return "UPDATE ankurah_event SET body = decode('"
                + HexFormat.of().formatHex(EventCodec.erasedBody()) + "', 'hex') WHERE entity_id = ANY("
                + sql.ids(purged) + ")";
    }

    private static void appendRow(StringBuilder rows, CommittedEvent committed) {
        Event event = committed.event();
        new JsonRow(rows)
                .add("position", new Value.Int(committed.position()))
                .add("id", new Value.Id(event.id()))
                .add("collection", new Value.Str(event.collection()))
                .add("entity_id", new Value.Id(event.entityId()))
                .add("parents", ids(event.parents()))
                .add("transaction_id", new Value.Id(event.transactionId()))
                .add("actor", event.actor() == null ? Value.NULL : new Value.Str(event.actor()))
                .add("body", new Value.Bytes(EventCodec.encodeBody(event)))
                .add("committed_at", new Value.Timestamp(committed.committedAt()))
                .end();
    }

    private static String insert(Sql sql, Map<RequestKey, Answer> answers) {
        StringBuilder rows = new StringBuilder();
        answers.forEach((key, answer) -> new JsonRow(rows)
                .add("scope", new Value.Str(key.scope()))
                .add("key", new Value.Str(key.key()))
                .add("answer", new Value.Bytes(answer.encode()))
                .add("committed_at", new Value.Timestamp(answer.committedAt()))
                .end());
        return "INSERT INTO ankurah_request (scope, key, answer, committed_at) SELECT * FROM json_to_recordset("
                + sql.text(rows.append(']').toString(), "json")
                + ") AS r(scope text, key text, answer bytea, committed_at timestamptz)";
    }

    private static Value ids(Clock clock) {
        return new Value.Items(
                clock.ids().stream().map(id -> (Value) new Value.Id(id)).toList());
    }

    /** Writes one row of a document of rows; nulls are left out, which means the same. */
    private static final class JsonRow {

        private final StringBuilder out;
        private char separator = '{';

        JsonRow(StringBuilder out) {
            this.out = out.append(out.isEmpty() ? '[' : ',');
        }

        JsonRow add(String column, Value value) {
            if (value != Value.NULL) {
                JsonText.writeText(column, out.append(separator));
                SqlValues.appendJson(out.append(':'), value);
                separator = ',';
            }
            return this;
        }

        void end() {
            out.append('}');
        }
    }
}
