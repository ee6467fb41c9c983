package org.ankurah.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.EventCodec;
import org.ankurah.event.EventFactory;
import org.ankurah.event.HybridClock;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.node.JvmDigest;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The laws that every backend keeps: order, repetition and storing in between do not matter, and what two parts of a
 * history come to, joined, is what the whole comes to. A subclass names the property, draws changes, and may say plainly
 * what a history comes to.
 */
public abstract class BackendLaws {

    protected static final String NAME = "p";

    private static final int SCENARIOS = 150;
    private static final Ulid TRANSACTION = new Ulid(1, 1);

    /** The property, called {@value #NAME}; its backend is the one that is tested. */
    protected abstract PropertyDescriptor property();

    /** A value to create an entity with; null for none. */
    protected abstract @Nullable Value genesis(Random random);

    /** A change that somebody might want of this value; it may be one that is refused. */
    protected abstract Change change(Random random, Value now);

    /** What a history comes to, computed in the plainest way from all of it; null if there is no such way. */
    protected @Nullable Value reference(List<Event> history) {
        return null;
    }

    /** The value in the form in which {@link #reference} gives it. */
    protected Value shown(Value value) {
        return value;
    }

    private PropertyBackend backend() {
        return Backends.of(property());
    }

    private ModelDescriptor model() {
        return new ModelDescriptor("Thing", "thing", "things", null, List.of(property()));
    }

    @Test
    void everyCausalOrderWithDuplicatesGivesTheSameState() {
        Seeds.each(getClass().getSimpleName() + " orders", SCENARIOS, random -> {
            List<CommittedEvent> history = Histories.committed(history(random));
            EntityState inOrder = Histories.replay(model(), history);
            for (int i = 0; i < 4; i++) {
                EntityState other = Histories.replay(model(), Histories.shuffled(random, history));
                assertThat(other.value(NAME)).isEqualTo(inOrder.value(NAME));
                assertThat(other.encode()).isEqualTo(inOrder.encode());
            }
        });
    }

    @Test
    void itAgreesWithThePlainDefinition() {
        Seeds.each(getClass().getSimpleName() + " definition", SCENARIOS, random -> {
            List<Event> history = history(random);
            Value expected = reference(history);
            if (expected != null) {
                Value value =
                        Histories.replay(model(), Histories.committed(history)).value(NAME);
                assertThat(shown(value)).isEqualTo(expected);
            }
        });
    }

    @Test
    void storingAfterEachStepChangesNothing() {
        Seeds.each(getClass().getSimpleName() + " restarts", SCENARIOS, random -> {
            List<CommittedEvent> order = Histories.shuffled(random, Histories.committed(history(random)));
            EntityState state = EntityState.empty(model(), order.get(0).event().id());
            Set<Ulid> applied = new HashSet<>();
            for (CommittedEvent event : order) {
                CommittedEvent stored = stored(event);
                state = EntityState.decode(
                        model(),
                        state.id(),
                        state.apply(stored, applied::contains).encode());
                applied.add(event.event().id());
            }
            assertThat(state.encode())
                    .isEqualTo(Histories.replay(model(), order).encode());
        });
    }

    @Test
    void partsOfAHistoryJoinToTheWhole() {
        Seeds.each(getClass().getSimpleName() + " joins", SCENARIOS, random -> {
            List<Event> history = history(random);
            int joined = history.size() - random.nextInt(history.size());
            List<List<Event>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            history.subList(0, joined)
                    .forEach(event -> parts.get(random.nextInt(3)).add(event));
            PropertyState one = fold(null, parts.get(0));
            PropertyState two = fold(null, parts.get(1));
            PropertyState three = fold(null, parts.get(2));

            PropertyState left = join(join(one, two), three);
            PropertyState right = join(one, join(two, three));
            PropertyState swapped = join(join(three, one), two);
            assertSameValue(left, right);
            assertSameValue(left, swapped);
            assertThat(bytes(join(one, two))).isEqualTo(bytes(join(two, one)));

            List<Event> rest = history.subList(joined, history.size());
            PropertyState whole = fold(null, history.subList(0, joined));
            assertSameValue(left, whole);
            assertSameValue(fold(left, rest), fold(whole, rest));
            assertSameValue(fold(restored(left), rest), fold(whole, rest));
        });
    }

    @Test
    void whatIsItsOwnIsAdoptedAsItIs() {
        Seeds.each(getClass().getSimpleName() + " adoption", 30, random -> {
            PropertyState state = fold(null, history(random));
            if (state != null) {
                assertThat(backend().adopt(state)).isSameAs(state);
            }
        });
    }

    /** What a plain property held is taken over, and what a stored state holds is what the log says. */
    @Test
    void plainValuesAreTakenOverAsIfTheyHadAlwaysBeenMerged() {
        Seeds.each(getClass().getSimpleName() + " takeover", SCENARIOS, random -> {
            Value start = genesis(random);
            if (start == null) {
                return;
            }
            Operation written = new Operation.Set(start);
            Ulid event = new Ulid(7, 7);
            PropertyState adopted = backend().adopt(LwwBackend.INSTANCE.apply(null, event, written));
            assertThat(bytes(adopted)).isEqualTo(bytes(backend().apply(null, event, written)));
        });
    }

    /** Replicas that edit one entity and now and then tell each other what they know; in the order of ids. */
    private List<Event> history(Random random) {
        List<Replica> replicas = new ArrayList<>();
        Value start = genesis(random);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            replicas.add(new Replica(random));
        }
        Event genesis = replicas.get(0).create(start);
        Set<Event> all = new LinkedHashSet<>(List.of(genesis));
        replicas.forEach(replica -> replica.learn(List.of(genesis)));
        for (int step = random.nextInt(40); step > 0; step--) {
            Replica replica = replicas.get(random.nextInt(replicas.size()));
            if (random.nextInt(4) == 0) {
                replica.learn(List.copyOf(replicas.get(random.nextInt(replicas.size())).known));
            } else {
                Event event = replica.change();
                if (event != null) {
                    all.add(event);
                }
            }
        }
        List<Event> ordered = new ArrayList<>(all);
        ordered.sort(Comparator.comparing(Event::id));
        return ordered;
    }

    /** Somebody who edits without knowing of everybody else. */
    private final class Replica {

        private final Random random;
        private final EventFactory factory;
        private final Writer writer;
        private final Set<Event> known = new LinkedHashSet<>();
        private @Nullable EntityState state;

        Replica(Random random) {
            this.random = random;
            int offset = random.nextInt(20);
            this.factory = new EventFactory(new HybridClock(() -> 1000 + offset + random.nextInt(5)), new JvmDigest());
            this.writer = new Writer(random.nextLong() >>> (Long.SIZE - Writer.BITS), 1_000_000);
        }

        Event create(@Nullable Value start) {
            Map<String, Value> values = start == null ? Map.of() : Map.of(NAME, start);
            return mint(null, Clock.EMPTY, Operations.ofGenesis(model(), values, writer));
        }

        void learn(List<Event> events) {
            for (CommittedEvent event : Histories.committed(events)) {
                EntityState before =
                        state == null ? EntityState.empty(model(), events.get(0).entityId()) : state;
                state = before.apply(
                        event, id -> known.stream().anyMatch(each -> each.id().equals(id)));
                known.add(event.event());
            }
        }

        @Nullable
        Event change() {
            EntityState before = state;
            if (before == null) {
                return null;
            }
            try {
                Change change = BackendLaws.this.change(random, before.value(NAME));
                SortedMap<String, Operation> operations = Operations.of(before, Map.of(NAME, change), writer);
                if (operations.isEmpty()) {
                    return null;
                }
                Event event = mint(before.id(), before.head(), operations);
                learn(List.of(event));
                return event;
            } catch (AnkurahException refused) {
                assertThat(refused.field()).isEqualTo(NAME);
                assertThat(before.encode()).isEqualTo(state.encode());
                return null;
            }
        }

        private Event mint(@Nullable Ulid entity, Clock parents, SortedMap<String, Operation> operations) {
            return factory.create(
                    "thing",
                    entity,
                    parents,
                    TRANSACTION,
                    null,
                    random.nextLong(),
                    new TreeMap<>(operations),
                    Lifecycle.UNCHANGED);
        }
    }

    /** The event as it comes back from a log. */
    private static CommittedEvent stored(CommittedEvent committed) {
        Event event = committed.event();
        Event read = EventCodec.decode(
                event.id(),
                event.collection(),
                event.entityId(),
                event.parents(),
                event.transactionId(),
                event.actor(),
                EventCodec.encodeBody(event));
        assertThat(read).isEqualTo(event);
        return new CommittedEvent(read, committed.position(), committed.committedAt());
    }

    private @Nullable PropertyState fold(@Nullable PropertyState start, List<Event> events) {
        PropertyState state = start;
        for (Event event : events) {
            Operation operation = event.operations().get(NAME);
            if (operation != null) {
                state = backend().apply(state, event.id(), Upcast.operation(property(), operation));
            }
        }
        return state;
    }

    private @Nullable PropertyState join(@Nullable PropertyState one, @Nullable PropertyState other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return backend().join(one, other);
    }

    private void assertSameValue(@Nullable PropertyState one, @Nullable PropertyState other) {
        assertThat(PropertyBackend.value(property(), one)).isEqualTo(PropertyBackend.value(property(), other));
    }

    private @Nullable PropertyState restored(@Nullable PropertyState state) {
        if (state == null) {
            return null;
        }
        BinaryWriter out = new BinaryWriter();
        PropertyCodec.write(out, state);
        BinaryReader in = new BinaryReader(out.toByteArray());
        PropertyState read = PropertyCodec.adopt(property(), PropertyCodec.read(in), null);
        in.expectEnd();
        return read;
    }

    private static byte[] bytes(@Nullable PropertyState state) {
        BinaryWriter out = new BinaryWriter();
        if (state != null) {
            PropertyCodec.write(out, state);
        }
        return out.toByteArray();
    }
}
