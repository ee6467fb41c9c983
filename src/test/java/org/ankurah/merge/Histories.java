package org.ankurah.merge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.EventFactory;
import org.ankurah.event.HybridClock;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.node.JvmDigest;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/** Histories of one entity, and the orders in which a node may learn of them. */
final class Histories {

    static final ModelDescriptor MODEL = new ModelDescriptor(
            "Thing",
            "thing",
            "things",
            null,
            List.of(
                    property("a", Scalar.STRING, Backend.LWW),
                    property("b", Scalar.INT, Backend.LWW),
                    property("n", Scalar.LONG, Backend.COUNTER),
                    property("m", Scalar.LONG, Backend.COUNTER)));

    private static final Ulid TRANSACTION = new Ulid(1, 1);

    private Histories() {}

    private static PropertyDescriptor property(String name, Scalar type, Backend backend) {
        return new PropertyDescriptor(
                name, List.of(), type, backend, backend == Backend.LWW, false, false, false, null, null);
    }

    /**
     * Lets replicas edit one entity and now and then tell each other what they know. Their clocks differ and jump.
     * Each event's parents are its replica's head, so branches are concurrent where replicas had not met.
     */
    static List<Event> random(Random random, int replicas, int steps) {
        List<EventFactory> factories = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            int offset = random.nextInt(20);
            factories.add(new EventFactory(new HybridClock(() -> 1000 + offset + random.nextInt(5)), new JvmDigest()));
        }
        Event genesis = event(random, factories.get(0), null, Clock.EMPTY);
        List<Event> all = new ArrayList<>(List.of(genesis));
        List<Set<Event>> known = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            known.add(new LinkedHashSet<>(List.of(genesis)));
        }
        for (int step = 0; step < steps; step++) {
            int replica = random.nextInt(replicas);
            if (random.nextInt(3) == 0) {
                known.get(replica).addAll(known.get(random.nextInt(replicas)));
                continue;
            }
            Clock head =
                    new Clock(List.copyOf(ReferenceEntity.of(known.get(replica)).head()));
            Event event = event(random, factories.get(replica), genesis.id(), head);
            all.add(event);
            known.get(replica).add(event);
        }
        return all;
    }

    private static Event event(Random random, EventFactory factory, Ulid entity, Clock parents) {
        SortedMap<String, Operation> operations = new TreeMap<>();
        if (random.nextBoolean()) {
            operations.put("a", new Operation.Set(new Value.Str("v" + random.nextInt(1000))));
        }
        if (random.nextBoolean()) {
            operations.put(
                    "b", new Operation.Set(random.nextInt(4) == 0 ? Value.NULL : new Value.Int(random.nextInt(9))));
        }
        if (random.nextBoolean()) {
            operations.put("n", new Operation.Increment(random.nextInt(9) - 4));
        }
        if (random.nextInt(3) == 0) {
            operations.put("m", new Operation.Increment(random.nextLong()));
        }
        if (entity != null && random.nextInt(40) == 0) {
            return factory.create(
                    "thing", entity, parents, TRANSACTION, null, random.nextLong(), new TreeMap<>(), Lifecycle.PURGED);
        }
        Lifecycle lifecycle = entity == null || random.nextInt(4) != 0
                ? Lifecycle.UNCHANGED
                : random.nextBoolean() ? Lifecycle.DELETED : Lifecycle.RESTORED;
        return factory.create("thing", entity, parents, TRANSACTION, null, random.nextLong(), operations, lifecycle);
    }

    /** Purges the entity behind one of its events. */
    static Event purge(Random random, Event behind) {
        EventFactory factory = new EventFactory(new HybridClock(() -> 2000), new JvmDigest());
        return factory.create(
                "thing",
                behind.entityId(),
                Clock.of(behind.id()),
                TRANSACTION,
                null,
                random.nextLong(),
                new TreeMap<>(),
                Lifecycle.PURGED);
    }

    /** Gives events their places in the log, in the order given. */
    static List<CommittedEvent> committed(List<Event> events) {
        List<CommittedEvent> committed = new ArrayList<>();
        for (Event event : events) {
            int position = committed.size() + 1;
            committed.add(new CommittedEvent(event, position, Instant.ofEpochSecond(position)));
        }
        return committed;
    }

    /** The log as it is once those events are erased that lie before a purge. */
    static List<CommittedEvent> erased(List<CommittedEvent> events) {
        List<CommittedEvent> erased = new ArrayList<>(events);
        for (CommittedEvent event : events) {
            if (event.event().lifecycle() == Lifecycle.PURGED) {
                erased.replaceAll(each -> each.position() < event.position() ? each.erased() : each);
            }
        }
        return erased;
    }

    /** Some order in which parents come before children, with repetitions strewn in. */
    static List<CommittedEvent> shuffled(Random random, List<CommittedEvent> events) {
        List<CommittedEvent> rest = new ArrayList<>(events);
        List<CommittedEvent> order = new ArrayList<>();
        Set<Ulid> told = new HashSet<>();
        while (!rest.isEmpty()) {
            List<CommittedEvent> ready = rest.stream()
                    .filter(event -> told.containsAll(event.event().parents().ids()))
                    .toList();
            CommittedEvent next = ready.get(random.nextInt(ready.size()));
            rest.remove(next);
            order.add(next);
            told.add(next.event().id());
            while (random.nextInt(3) == 0) {
                order.add(order.get(random.nextInt(order.size())));
            }
        }
        return order;
    }

    /** Applies events one after the other, with a memory of what was applied. */
    static EntityState replay(List<CommittedEvent> events) {
        return replay(MODEL, events);
    }

    /** As {@link #replay(List)}, for an entity of another model. */
    static EntityState replay(ModelDescriptor model, List<CommittedEvent> events) {
        EntityState state = EntityState.empty(model, events.get(0).event().id());
        Set<Ulid> applied = new HashSet<>();
        for (CommittedEvent event : events) {
            state = state.apply(event, applied::contains);
            applied.add(event.event().id());
        }
        return state;
    }

    /** The events that an event was made in knowledge of, itself included. */
    static List<Event> ancestry(Event event, List<Event> all) {
        Map<Ulid, Event> byId = new HashMap<>();
        all.forEach(each -> byId.put(each.id(), each));
        Map<Ulid, Event> found = new TreeMap<>();
        List<Event> open = new ArrayList<>(List.of(event));
        while (!open.isEmpty()) {
            Event next = open.remove(open.size() - 1);
            if (found.putIfAbsent(next.id(), next) == null) {
                next.parents().ids().forEach(parent -> open.add(byId.get(parent)));
            }
        }
        return List.copyOf(found.values());
    }
}
