package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.storage.Replay;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.postgres.Table.Column;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;

/** Compares the tables of collections with what the log says. */
public final class Projections {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Entities looked at by one query. */
    private static final int BATCH = 100;

    private Projections() {}

    /** States are those of a replay of the log, and each column shows what its state holds. */
    static void assertTrue(PostgresUnderTest under, StorageEngine engine, Models models) {
        assertTrue(under::query, engine, models);
    }

    /**
     * States are those of a replay of the log, and each column shows what its state holds.
     *
     * @param query gives the first column of a query's rows
     */
    public static void assertTrue(Function<String, List<String>> query, StorageEngine engine, Models models) {
        List<CommittedEvent> log = Replay.log(engine);
        Map<Ulid, EntityState> replayed = Replay.states(models, log);
        for (Table table : new Tables(models).all()) {
            String collection = table.model().collection();
            List<EntityState> expected = replayed.values().stream()
                    .filter(state -> state.model().collection().equals(collection))
                    .toList();
            assertThat(query.apply("SELECT count(*)::text FROM " + table.sql()))
                    .containsExactly(String.valueOf(expected.size()));
            for (int from = 0; from < expected.size(); from += BATCH) {
                List<EntityState> batch = expected.subList(from, Math.min(expected.size(), from + BATCH));
                assertStates(engine, collection, batch);
                assertColumns(query, table, batch);
            }
        }
    }

    private static void assertStates(StorageEngine engine, String collection, List<EntityState> expected) {
        Set<Ulid> ids = expected.stream().map(EntityState::id).collect(Collectors.toSet());
        Map<Ulid, EntityState> stored = engine.load(collection, ids).await().atMost(PATIENCE);
        for (EntityState state : expected) {
            assertThat(stored).as("stored entities").containsKey(state.id());
            assertThat(stored.get(state.id()).encode()).as("state of %s", state).isEqualTo(state.encode());
        }
    }

    private static void assertColumns(Function<String, List<String>> query, Table table, List<EntityState> expected) {
        List<String> selects = expected.stream()
                .map(state -> "SELECT concat_ws(', ', " + String.join(", ", differing(table, state)) + ") FROM "
                        + table.sql() + " WHERE id = '" + state.id().toUuid() + "'")
                .toList();
        List<String> found = query.apply(String.join(" UNION ALL ", selects));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i))
                    .as("columns that differ from %s", expected.get(i))
                    .isEmpty();
        }
    }

    private static List<String> differing(Table table, EntityState state) {
        List<String> differing = new ArrayList<>();
        differing.add(differing("position", "position = " + state.position()));
        differing.add(differing("deleted", "deleted = " + state.deleted()));
        differing.add(differing("created_at", "created_at = '" + state.createdAt() + "'"));
        differing.add(differing("updated_at", "updated_at = '" + state.updatedAt() + "'"));
        List<Value> head =
                state.head().ids().stream().map(id -> (Value) new Value.Id(id)).toList();
        differing.add(differing("head", "head = '" + SqlValues.array(head) + "'"));
        for (Column column : table.columns()) {
            Value value = state.value(column.property().name());
            differing.add(differing(column.name(), sameColumn(column, value)));
        }
        return differing;
    }

    private static String differing(String name, String condition) {
        return "CASE WHEN " + condition + " THEN NULL ELSE '" + name + "' END";
    }

    private static String sameColumn(Column column, Value value) {
        ValueType type = column.property().type();
        String literal = value == Value.NULL
                ? "NULL"
                : "'" + Objects.requireNonNull(SqlValues.text(value)).replace("'", "''") + "'";
        // As text, so that decimals of another scale differ; documents have no one text.
        String as = type == Scalar.JSON ? "::jsonb" : "::" + SqlTypes.of(type) + "::text";
        String own = type == Scalar.JSON ? column.sql() : column.sql() + "::text";
        return own + " IS NOT DISTINCT FROM " + literal + as;
    }
}
