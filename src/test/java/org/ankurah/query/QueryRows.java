package org.ankurah.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/**
 * Entities for tests of queries, made of events as a node would make them: ids ascend in the order in which
 * entities are added, positions are gapless from 1, and each event is a transaction of its own.
 */
public final class QueryRows {

    private static final Instant TIME = Instant.parse("2020-01-01T00:00:00Z");

    /** Milliseconds of the first id. */
    private static final long FIRST_MILLIS = TIME.toEpochMilli();

    private final Map<Ulid, EntityState> states = new HashMap<>();
    private final List<Ulid> order = new ArrayList<>();
    private final List<CommittedEvent> events = new ArrayList<>();

    /** The id of the n-th entity, from 1, whether or not it was added yet. */
    public static Ulid id(int number) {
        return new Ulid((FIRST_MILLIS + number) << 16, number * 0x9E3779B97F4A7C15L);
    }

    /** Adds the next entity; what is not given keeps its zero. */
    public Ulid add(ModelDescriptor model, Map<String, Value> values, boolean deleted) {
        Ulid id = id(order.size() + 1);
        TreeMap<String, Operation> operations = new TreeMap<>();
        values.forEach((name, value) -> operations.put(name, operation(model.property(name), value)));
        commit(model, new Event(id, model.collection(), id, Clock.EMPTY, id, null, 0, operations, Lifecycle.UNCHANGED));
        order.add(id);
        if (deleted) {
            // An id of its own that is greater than the genesis and than no later entity's.
            Ulid deletion = new Ulid(id.high() | 1, id.low());
            Clock parents = Clock.of(id);
            commit(
                    model,
                    new Event(
                            deletion,
                            model.collection(),
                            id,
                            parents,
                            deletion,
                            null,
                            0,
                            new TreeMap<>(),
                            Lifecycle.DELETED));
        }
        return id;
    }

    /** All entities in the order of their ids, deleted ones included. */
    public List<EntityState> states() {
        return order.stream().map(states::get).toList();
    }

    /** The events that made them, in order. */
    public List<CommittedEvent> events() {
        return List.copyOf(events);
    }

    private void commit(ModelDescriptor model, Event event) {
        long position = events.size() + 1L;
        CommittedEvent committed = new CommittedEvent(event, position, TIME.plusMillis(position));
        EntityState before = states.getOrDefault(event.entityId(), EntityState.empty(model, event.entityId()));
        states.put(event.entityId(), before.apply(committed, AppliedEvents.IN_ORDER));
        events.add(committed);
    }

    private static Operation operation(PropertyDescriptor property, Value value) {
        return property.backend() == Backend.COUNTER ? new Operation.Increment(value) : new Operation.Set(value);
    }
}
