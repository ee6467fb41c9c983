package org.ankurah.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

/** The laws of merging: order and repetition do not matter, and a causally later write wins. */
class MergeLawsTest {

    private static final Ulid GENESIS = new Ulid(1, 0);

    /** What an update of an enumerated history can do: write; count and delete; clear and restore; purge. */
    private static final int KINDS = 4;

    @Test
    void anyCausalOrderWithDuplicatesGivesTheSameStateAndHead() {
        Seeds.each("merge laws", 300, random -> {
            List<Event> history = Histories.random(random, 1 + random.nextInt(4), random.nextInt(30));
            List<CommittedEvent> committed = Histories.committed(history);
            EntityState inOrder = Histories.replay(committed);
            assertAgrees(inOrder, history);

            for (int i = 0; i < 5; i++) {
                EntityState shuffled = Histories.replay(Histories.shuffled(random, committed));
                assertThat(shuffled.encode()).isEqualTo(inOrder.encode());
                assertThat(EntityState.changedProperties(inOrder, shuffled)).isEmpty();
            }
        });
    }

    @Test
    void storingAndRestoringAfterEachStepChangesNothing() {
        Seeds.each("merge restarts", 100, random -> {
            List<CommittedEvent> order =
                    Histories.shuffled(random, Histories.committed(Histories.random(random, 3, random.nextInt(20))));
            EntityState restarted =
                    EntityState.empty(Histories.MODEL, order.get(0).event().id());
            Set<Ulid> applied = new HashSet<>();
            for (CommittedEvent event : order) {
                EntityState next = restarted.apply(event, applied::contains);
                applied.add(event.event().id());
                restarted = EntityState.decode(Histories.MODEL, next.id(), next.encode());
            }

            assertThat(restarted.encode()).isEqualTo(Histories.replay(order).encode());
        });
    }

    @Test
    void aPurgeIsFinalAndTheErasedLogGivesTheSameStates() {
        Seeds.each("purges", 200, random -> {
            List<Event> history = new ArrayList<>(Histories.random(random, 3, random.nextInt(20)));
            Event last = history.get(history.size() - 1);
            history.add(Histories.purge(random, last));
            List<CommittedEvent> committed = Histories.committed(history);
            EntityState purged = Histories.replay(committed);

            assertThat(purged.purged()).isTrue();
            assertAgrees(purged, history);
            List<CommittedEvent> erased = Histories.erased(committed);
            for (int i = 0; i < 5; i++) {
                EntityState replayed = Histories.replay(Histories.shuffled(random, erased));
                assertThat(replayed.encode()).isEqualTo(purged.encode());
            }
            for (int known = 1; known < erased.size(); known++) {
                assertThat(Histories.replay(erased.subList(0, known)).deleted())
                        .as("what is not known any more is not shown as empty")
                        .isTrue();
            }
        });
    }

    @Test
    void aCausallyLaterWriteAlwaysWins() {
        Seeds.each("causality", 100, random -> {
            List<Event> history = Histories.random(random, 3, 20);
            for (Event event : history) {
                List<Event> known = Histories.ancestry(event, history);
                EntityState state = Histories.replay(Histories.shuffled(random, Histories.committed(known)));

                assertThat(state.head()).isEqualTo(Clock.of(event.id()));
                if (known.stream().anyMatch(each -> each.lifecycle() == Lifecycle.PURGED)) {
                    assertThat(state.purged()).isTrue();
                    continue;
                }
                assertThat(event.lifecycle() == Lifecycle.UNCHANGED
                                || state.deleted() == (event.lifecycle() == Lifecycle.DELETED))
                        .isTrue();
                event.operations().forEach((name, operation) -> {
                    if (operation instanceof Operation.Set set) {
                        assertThat(state.value(name)).isEqualTo(set.value());
                    }
                });
            }
        });
    }

    /** Every history of a genesis and up to four updates, of every shape, in every order that is causally valid. */
    @Test
    void everySmallHistoryAgreesInEveryOrder() {
        int histories = 0;
        for (int updates = 0; updates <= 4; updates++) {
            for (List<Clock> shape : shapes(updates)) {
                int kinds = (int) Math.pow(KINDS, updates);
                for (int code = 0; code < kinds; code++) {
                    assertEveryOrderAgrees(history(shape, code));
                    histories++;
                }
            }
        }
        assertThat(histories).isGreaterThan(1_000);
    }

    /** The digits of the code say what the updates of an enumerated history do. */
    private static List<Event> history(List<Clock> shape, int code) {
        List<Event> history = new ArrayList<>();
        history.add(event(
                GENESIS, Clock.EMPTY, Map.of("a", set("0"), "n", new Operation.Increment(1)), Lifecycle.UNCHANGED));
        int rest = code;
        for (Clock parents : shape) {
            Ulid id = new Ulid(history.size() + 1L, 0);
            int digit = rest % KINDS;
            rest /= KINDS;
            history.add(
                    switch (digit) {
                        case 0 -> event(id, parents, Map.of("a", set(id.toString())), Lifecycle.UNCHANGED);
                        case 1 ->
                            event(
                                    id,
                                    parents,
                                    Map.of("n", new Operation.Increment(1L << (8 * history.size()))),
                                    Lifecycle.DELETED);
                        case 2 -> event(id, parents, Map.of("a", new Operation.Set(Value.NULL)), Lifecycle.RESTORED);
                        default -> event(id, parents, Map.of(), Lifecycle.PURGED);
                    });
        }
        return history;
    }

    private static void assertEveryOrderAgrees(List<Event> history) {
        List<CommittedEvent> committed = Histories.committed(history);
        byte[] expected = Histories.replay(committed).encode();
        assertAgrees(Histories.replay(committed), history);
        assertEveryOrderGives(expected, committed);
        List<CommittedEvent> erased = Histories.erased(committed);
        if (!erased.equals(committed)) {
            assertEveryOrderGives(expected, erased);
        }
    }

    private static void assertEveryOrderGives(byte[] expected, List<CommittedEvent> events) {
        List<CommittedEvent> order = new ArrayList<>();
        permute(events, new HashSet<>(), order, () -> {
            List<CommittedEvent> twice = new ArrayList<>(order);
            twice.addAll(order);
            if (!Arrays.equals(expected, Histories.replay(twice).encode())) {
                throw new AssertionError("differs: " + order);
            }
        });
    }

    private static void permute(
            List<CommittedEvent> events, Set<Ulid> told, List<CommittedEvent> order, Runnable whenComplete) {
        if (order.size() == events.size()) {
            whenComplete.run();
            return;
        }
        for (CommittedEvent event : events) {
            Ulid id = event.event().id();
            if (!told.contains(id) && told.containsAll(event.event().parents().ids())) {
                told.add(id);
                order.add(event);
                permute(events, told, order, whenComplete);
                order.remove(order.size() - 1);
                told.remove(id);
            }
        }
    }

    /** The parents of each update, for every way in which so many updates can descend from a genesis. */
    private static List<List<Clock>> shapes(int updates) {
        List<List<Clock>> shapes = List.of(List.of());
        for (int i = 0; i < updates; i++) {
            List<List<Clock>> longer = new ArrayList<>();
            for (List<Clock> shape : shapes) {
                for (Clock parents : antichains(shape)) {
                    List<Clock> next = new ArrayList<>(shape);
                    next.add(parents);
                    longer.add(next);
                }
            }
            shapes = longer;
        }
        return shapes;
    }

    /** All sets of events of a shape none of which is an ancestor of another. Event {@code i} has the id {@code i+1}. */
    private static List<Clock> antichains(List<Clock> shape) {
        int size = shape.size() + 1;
        int[] ancestors = new int[size];
        for (int i = 1; i < size; i++) {
            for (Ulid parent : shape.get(i - 1).ids()) {
                int index = (int) parent.high() - 1;
                ancestors[i] |= ancestors[index] | 1 << index;
            }
        }
        List<Clock> found = new ArrayList<>();
        for (int set = 1; set < 1 << size; set++) {
            List<Ulid> ids = new ArrayList<>();
            int below = 0;
            for (int i = 0; i < size; i++) {
                if ((set >> i & 1) == 1) {
                    ids.add(new Ulid(i + 1L, 0));
                    below |= ancestors[i];
                }
            }
            if ((set & below) == 0) {
                found.add(new Clock(ids));
            }
        }
        return found;
    }

    private static void assertAgrees(EntityState state, List<Event> events) {
        ReferenceEntity reference = ReferenceEntity.of(events);
        assertThat(Set.copyOf(state.head().ids())).isEqualTo(reference.head());
        assertThat(state.deleted()).isEqualTo(reference.deleted());
        Histories.MODEL
                .properties()
                .forEach(property -> assertThat(state.value(property.name()))
                        .as(property.name())
                        .isEqualTo(reference.values().getOrDefault(property.name(), property.zero())));
    }

    private static Operation set(String text) {
        return new Operation.Set(new Value.Str(text));
    }

    private static Event event(Ulid id, Clock parents, Map<String, Operation> operations, Lifecycle lifecycle) {
        SortedMap<String, Operation> sorted = new TreeMap<>(operations);
        return new Event(id, "thing", GENESIS, parents, GENESIS, null, 0, sorted, lifecycle);
    }
}
