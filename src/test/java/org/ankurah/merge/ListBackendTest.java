package org.ankurah.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.ListType;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListBackendTest {

    private static final PropertyDescriptor PROPERTY = Laws.property(new ListType(Scalar.INT), Backend.LIST, false);

    private static final Writer WRITER = new Writer(1, 1_000);

    private long events;

    private static @Nullable Operation operation(PropertyState state, Change change) {
        return ListBackend.INSTANCE.operation(PROPERTY, state, change, WRITER);
    }

    private PropertyState apply(PropertyState state, @Nullable Operation operation) {
        events++;
        return operation == null ? state : ListBackend.INSTANCE.apply(state, new Ulid(events, 0), operation);
    }

    private PropertyState change(PropertyState state, Change change) {
        return apply(state, operation(state, change));
    }

    private PropertyState list(int... elements) {
        return change(ListState.EMPTY, Change.insertElements(0, items(elements)));
    }

    private static List<Value> items(int... elements) {
        List<Value> items = new ArrayList<>();
        for (int element : elements) {
            items.add(new Value.Int(element));
        }
        return items;
    }

    private static void assertHolds(PropertyState state, int... elements) {
        assertThat(state.value()).isEqualTo(new Value.Items(items(elements)));
    }

    @Test
    void oneWriterSeesAnOrdinaryList() {
        Seeds.each("ordered list", 200, random -> {
            PropertyState state = ListState.EMPTY;
            List<Value> plain = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                int at = random.nextInt(plain.size() + 1);
                Change change;
                if (random.nextInt(10) == 0) {
                    plain = wanted(random, plain);
                    change = new Change.SetTo(new Value.Items(plain));
                } else if (random.nextInt(3) == 0 && at < plain.size()) {
                    int to = random.nextInt(plain.size());
                    plain.add(to, plain.remove(at));
                    change = Change.moveElement(at, to);
                } else if (random.nextInt(3) == 0) {
                    int count = random.nextInt(Math.min(3, plain.size() - at + 1));
                    plain.subList(at, at + count).clear();
                    change = Change.removeElements(at, count);
                } else {
                    List<Value> more = items(random.nextInt(9), random.nextInt(9));
                    plain.addAll(at, more);
                    change = Change.insertElements(at, more);
                }
                state = change(state, change);
                assertThat(state.value()).isEqualTo(new Value.Items(plain));
            }
        });
    }

    private static List<Value> wanted(Random random, List<Value> now) {
        List<Value> next = new ArrayList<>(now);
        next.removeIf(element -> random.nextInt(3) == 0);
        next.addAll(random.nextInt(next.size() + 1), items(random.nextInt(9)));
        return next;
    }

    @Test
    void whatTwoPutIntoOneSpotStaysTogether() {
        PropertyState start = list(1, 2);
        Operation one = operation(start, Change.insertElements(1, items(10, 11, 12)));
        Operation other = operation(start, Change.insertElements(1, items(20, 21, 22)));

        assertHolds(apply(apply(start, one), other), 1, 10, 11, 12, 20, 21, 22, 2);
    }

    @Test
    void anElementThatTwoMoveStandsInOnePlace() {
        PropertyState start = list(1, 2, 3, 4);
        Operation toTheEnd = operation(start, Change.moveElement(0, 3));
        Operation intoTheMiddle = operation(start, Change.moveElement(0, 1));

        PropertyState moved = apply(apply(start, toTheEnd), intoTheMiddle);

        assertHolds(moved, 2, 1, 3, 4);
        assertHolds(change(moved, Change.removeElements(1, 1)), 2, 3, 4);
    }

    @Test
    void aMoveWinsAgainstARemovalThatDidNotKnowOfIt() {
        PropertyState start = list(1, 2, 3);
        Operation move = operation(start, Change.moveElement(0, 2));
        Operation removal = operation(start, Change.removeElements(0, 1));

        assertHolds(apply(apply(start, move), removal), 2, 3, 1);
        assertHolds(apply(apply(start, removal), move), 2, 3, 1);
    }

    @Test
    void twoWhoReorderByWholeListsDuplicateNothing() {
        PropertyState start = list(1, 2, 3, 4);
        Operation one = operation(start, new Change.SetTo(new Value.Items(items(4, 1, 2, 3))));
        Operation other = operation(start, new Change.SetTo(new Value.Items(items(1, 2, 4, 3, 5))));

        assertHolds(apply(apply(start, one), other), 1, 2, 4, 3, 5);
    }

    @Test
    void aWholeListIsWrittenAsTheLeastDifference() {
        PropertyState start = list(1, 2, 3, 4, 5);

        Operation.Edit edit = (Operation.Edit)
                Objects.requireNonNull(operation(start, new Change.SetTo(new Value.Items(items(1, 9, 3, 4, 2)))));

        assertThat(ListBackend.INSTANCE.shown(edit))
                .isEqualTo(ListBackend.INSTANCE.shown(
                        new Operation.Edit("list", ListEdit.read(edit.content()).write())));
        assertThat(ListEdit.read(edit.content()).placings()).hasSize(2);
        assertThat(ListEdit.read(edit.content()).removed()).hasSize(2);
        assertThat(operation(start, new Change.SetTo(start.value()))).isNull();
    }

    @Test
    void indexesOutsideAreRefused() {
        PropertyState start = list(1, 2, 3);
        for (Change change : List.of(
                Change.insertElements(4, items(1)),
                Change.insertElements(-1, items(1)),
                Change.removeElements(0, 4),
                Change.removeElements(3, 1),
                Change.removeElements(1, -1),
                Change.removeElements(1, Integer.MAX_VALUE),
                Change.moveElement(3, 0),
                Change.moveElement(0, 3))) {
            assertThatThrownBy(() -> operation(start, change))
                    .isInstanceOf(AnkurahException.class)
                    .hasMessageContaining("p has no element there");
        }
    }

    @Test
    void placesStayShortHoweverAListGrows() {
        assertThat(deepest(10_000, i -> i)).isEqualTo(1);
        assertThat(deepest(10_000, i -> 0)).isEqualTo(1);
        assertThat(deepest(10_000, i -> Math.min(i, 1))).isLessThan(3);
        assertThat(deepest(10_000, i -> Math.max(0, i - 1))).isLessThan(3);
        Random random = new Random(5);
        assertThat(deepest(10_000, i -> random.nextInt(i + 1))).isLessThan(Place.MAX_DEPTH);
    }

    /** The greatest depth of a place after so many insertions at these indexes, each by an event of its own. */
    private static int deepest(int count, IntUnaryOperator at) {
        List<Place> places = new ArrayList<>();
        int deepest = 0;
        for (int i = 0; i < count; i++) {
            int index = at.applyAsInt(i);
            Place left = index == 0 ? null : places.get(index - 1);
            Place right = index == places.size() ? null : places.get(index);
            Place made = Place.Spot.between(left, right).of(new Dot(new Ulid(i + 1L, 0), 0, false));
            assertThat(left == null || left.compareTo(made) < 0).isTrue();
            assertThat(right == null || made.compareTo(right) < 0).isTrue();
            places.add(index, made);
            deepest = Math.max(deepest, made.levels().size());
        }
        return deepest;
    }

    @Test
    void aListThatGetsTooDeepIsLaidOutAfresh() {
        PropertyState state = ListState.EMPTY;
        List<Value> plain = new ArrayList<>();
        for (int i = 0; i < 4 * Place.MAX_DEPTH; i++) {
            plain.add(i / 2, new Value.Int(i));
            state = change(state, Change.insertElements(i / 2, items(i)));
            assertThat(state.value()).isEqualTo(new Value.Items(plain));
            for (ListState.Standing standing : ((ListState) state).standing()) {
                assertThat(standing.place().levels()).hasSizeLessThanOrEqualTo(Place.MAX_DEPTH);
            }
        }
    }
}
