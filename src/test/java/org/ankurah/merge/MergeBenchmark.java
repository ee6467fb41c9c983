package org.ankurah.merge;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.EventCodec;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how long events take to become states, by the way that they came about, and states and events to become
 * the bytes that are stored.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MergeBenchmark {

    private static final int UPDATES = 100;

    static final ModelDescriptor TRACK = new ModelDescriptor(
            "Track",
            "track",
            "tracks",
            null,
            List.of(
                    property("name", Scalar.STRING, Backend.LWW),
                    property("composer", Scalar.STRING, Backend.LWW),
                    property("milliseconds", Scalar.LONG, Backend.LWW),
                    property("unitPrice", Scalar.DECIMAL, Backend.LWW),
                    property("explicit", Scalar.BOOLEAN, Backend.LWW),
                    property("plays", Scalar.LONG, Backend.COUNTER)));

    static final Ulid ENTITY = new Ulid(1, 0);

    /** How a track begins. */
    static final CommittedEvent GENESIS = committed(
            ENTITY,
            Clock.EMPTY,
            Map.of(
                    "name", new Operation.Set(new Value.Str("Wandering Star")),
                    "composer", new Operation.Set(new Value.Str("Portishead")),
                    "milliseconds", new Operation.Set(new Value.Int(293_000)),
                    "unitPrice", new Operation.Set(new Value.Decimal(new BigDecimal("0.99"))),
                    "explicit", new Operation.Set(new Value.Bool(false))));

    private final EntityState created = EntityState.empty(TRACK, ENTITY).apply(GENESIS, AppliedEvents.IN_ORDER);
    private final CommittedEvent update =
            committed(new Ulid(2, 0), Clock.of(ENTITY), Map.of("name", new Operation.Set(new Value.Str("Roads"))));
    private final List<CommittedEvent> sequence = updates(true);
    private final List<CommittedEvent> sideBySide = updates(false);
    private final byte[] stored = created.encode();

    /** A created entity. */
    @Benchmark
    public EntityState create() {
        return EntityState.empty(TRACK, ENTITY).apply(GENESIS, AppliedEvents.IN_ORDER);
    }

    /** An update upon a creation. */
    @Benchmark
    public EntityState update() {
        return created.apply(update, AppliedEvents.IN_ORDER);
    }

    /** A hundred updates, each upon the one before. */
    @Benchmark
    public EntityState hundredUpdates() {
        return applied(sequence);
    }

    /** A hundred updates that know nothing of each other. */
    @Benchmark
    public EntityState hundredConcurrentUpdates() {
        return applied(sideBySide);
    }

    /** A state as it is stored. */
    @Benchmark
    public byte[] encodeState() {
        return created.encode();
    }

    /** A stored state as it is read. */
    @Benchmark
    public EntityState decodeState() {
        return EntityState.decode(TRACK, ENTITY, stored);
    }

    /** What is stored of an event. */
    @Benchmark
    public byte[] encodeEvent() {
        return EventCodec.encodeBody(GENESIS.event());
    }

    private EntityState applied(List<CommittedEvent> events) {
        EntityState state = created;
        for (CommittedEvent event : events) {
            state = state.apply(event, AppliedEvents.IN_ORDER);
        }
        return state;
    }

    private static List<CommittedEvent> updates(boolean eachUponTheOther) {
        List<CommittedEvent> events = new ArrayList<>();
        for (int i = 0; i < UPDATES; i++) {
            Clock parents = Clock.of(eachUponTheOther ? new Ulid(i + 1, 0) : ENTITY);
            Operation operation =
                    i % 2 == 0 ? new Operation.Set(new Value.Str("Name " + i)) : new Operation.Increment(1);
            events.add(committed(new Ulid(i + 2, 0), parents, Map.of(i % 2 == 0 ? "name" : "plays", operation)));
        }
        return events;
    }

    static CommittedEvent committed(Ulid id, Clock parents, Map<String, Operation> operations) {
        Event event =
                new Event(id, "track", ENTITY, parents, id, "ann", 0, new TreeMap<>(operations), Lifecycle.UNCHANGED);
        return new CommittedEvent(event, 1, Instant.EPOCH);
    }

    private static PropertyDescriptor property(String name, ValueType type, Backend backend) {
        return new PropertyDescriptor(name, List.of(), type, backend, true, false, false, false, null, null);
    }
}
