package org.ankurah.storage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.merge.RandomEdits;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.query.QueryModels;
import org.ankurah.query.QueryRows;
import org.ankurah.query.RandomSelections;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/**
 * A random log of entities of {@link QueryModels}: they are created, changed (sometimes side by side, from an older
 * head), deleted and restored. Each event is a transaction of its own.
 */
public final class RandomLog {

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    private final Random random;
    private final RandomSelections source;
    private final List<CommittedEvent> log = new ArrayList<>();
    private final Map<Ulid, EntityState> states = new LinkedHashMap<>();
    private final Map<Ulid, Clock> olderHeads = new LinkedHashMap<>();

    public RandomLog(Random random, RandomSelections source) {
        this.random = random;
        this.source = source;
    }

    /** So many entities of each model, and then so many changes, among them further creations. */
    public List<CommittedEvent> log(int ofEach, int changes) {
        List<CommittedEvent> made = source.rows(ofEach).events();
        int created = 0;
        while (log.size() < made.size() + changes) {
            boolean more = created < made.size() && (log.size() < ofEach || random.nextInt(3) == 0);
            if (more) {
                append(made.get(created++).event());
            } else {
                change();
            }
        }
        return List.copyOf(log);
    }

    /** When the event at a position was committed: two share each moment. */
    public static Instant timeOf(long position) {
        return START.plusSeconds(position / 2);
    }

    private void change() {
        List<Ulid> ids = List.copyOf(states.keySet());
        Ulid id = ids.get(random.nextInt(ids.size()));
        EntityState state = states.get(id);
        Clock parents = random.nextInt(5) == 0 ? olderHeads.getOrDefault(id, state.head()) : state.head();
        Lifecycle lifecycle = random.nextInt(4) != 0
                ? Lifecycle.UNCHANGED
                : random.nextBoolean() ? Lifecycle.DELETED : Lifecycle.RESTORED;
        TreeMap<String, Operation> operations = new TreeMap<>();
        if (lifecycle == Lifecycle.UNCHANGED) {
            source.values(state.model()).forEach((name, value) -> {
                if (random.nextInt(3) == 0) {
                    operations.put(name, operation(state, name, value));
                }
            });
        }
        Ulid eventId = new Ulid(QueryRows.id(100_000 + log.size()).high(), random.nextLong());
        append(new Event(eventId, state.model().collection(), id, parents, eventId, "ann", 0, operations, lifecycle));
    }

    private Operation operation(EntityState state, String name, Value value) {
        PropertyDescriptor property = state.model().property(name);
        if (property.backend() == Backend.COUNTER) {
            long by = random.nextInt(9) - 4L;
            return property.type() == Scalar.DECIMAL
                    ? new Operation.Increment(new Value.Decimal(BigDecimal.valueOf(by, random.nextInt(3))))
                    : new Operation.Increment(by);
        }
        Operation edit = random.nextInt(4) == 0 ? null : RandomEdits.of(random, state, property, value);
        if (edit != null) {
            return edit;
        }
        return new Operation.Set(property.optional() && random.nextInt(4) == 0 ? Value.NULL : value);
    }

    private void append(Event event) {
        ModelDescriptor model = QueryModels.ALL.get(event.collection());
        long position = log.size() + 1L;
        CommittedEvent committed = new CommittedEvent(event, position, timeOf(position));
        EntityState before = states.getOrDefault(event.entityId(), EntityState.empty(model, event.entityId()));
        olderHeads.put(event.entityId(), before.head().isEmpty() ? Clock.of(event.id()) : before.head());
        states.put(event.entityId(), before.apply(committed, AppliedEvents.IN_ORDER));
        log.add(committed);
    }
}
