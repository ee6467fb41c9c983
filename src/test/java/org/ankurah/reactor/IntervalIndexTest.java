package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.Test;

/** Intervals found by the places they hold, compared with looking at each. */
class IntervalIndexTest {

    private final IntervalIndex<Integer> index = new IntervalIndex<>();

    /** An interval that a query was added by. */
    private record Interval(OrderKey low, OrderKey high, int query) {

        boolean holds(OrderKey place) {
            return low.compareTo(place) <= 0 && high.compareTo(place) >= 0;
        }
    }

    @Test
    void bothEndsAreIncluded() {
        index.add(key(10), key(20), 1);

        assertThat(found(key(9))).isEmpty();
        assertThat(found(key(10))).containsExactly(1);
        assertThat(found(key(20))).containsExactly(1);
        assertThat(found(key(21))).isEmpty();
    }

    @Test
    void anOpenEndReachesAsFarAsThereArePlaces() {
        index.add(OrderKey.LEAST, key(5), 1);
        index.add(key(5), OrderKey.GREATEST, 2);

        assertThat(found(OrderKey.LEAST)).containsExactly(1);
        assertThat(found(key(5))).containsExactlyInAnyOrder(1, 2);
        assertThat(found(OrderKey.GREATEST)).containsExactly(2);
    }

    @Test
    void equalIntervalsOfOneQueryAreCounted() {
        index.add(key(1), key(2), 1);
        index.add(key(1), key(2), 1);
        index.remove(key(1), key(2), 1);

        assertThat(found(key(1))).containsExactly(1);
        index.remove(key(1), key(2), 1);
        assertThat(index.isEmpty()).isTrue();
    }

    @Test
    void removingWhatIsNotHeldChangesNothing() {
        index.add(key(1), key(9), 1);
        index.remove(key(1), key(8), 1);
        index.remove(key(1), key(9), 2);

        assertThat(found(key(1))).containsExactly(1);
    }

    /** Random intervals of short and long keys, added and removed: found is what holds the place, each once. */
    @Test
    void whatHoldsThePlaceIsFound() {
        Seeds.each("intervals", 200, random -> {
            IntervalIndex<Integer> intervals = new IntervalIndex<>();
            List<Interval> plain = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                if (plain.isEmpty() || random.nextInt(3) > 0) {
                    Interval added = interval(random, step);
                    plain.add(added);
                    intervals.add(added.low(), added.high(), added.query());
                } else {
                    Interval removed = plain.remove(random.nextInt(plain.size()));
                    intervals.remove(removed.low(), removed.high(), removed.query());
                }
                compare(intervals, plain, anyKey(random));
            }
            Collections.shuffle(plain, random);
            plain.forEach(each -> intervals.remove(each.low(), each.high(), each.query()));
            assertThat(intervals.isEmpty()).isTrue();
        });
    }

    private static void compare(IntervalIndex<Integer> intervals, List<Interval> plain, OrderKey place) {
        List<Integer> found = new ArrayList<>();
        intervals.find(place, found);
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(plain.stream()
                        .filter(each -> each.holds(place))
                        .map(Interval::query)
                        .toList());
    }

    private static Interval interval(Random random, int query) {
        OrderKey one = anyKey(random);
        OrderKey other = random.nextInt(4) == 0 ? one : anyKey(random);
        boolean ordered = one.compareTo(other) <= 0;
        return new Interval(ordered ? one : other, ordered ? other : one, query);
    }

    private static OrderKey anyKey(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> OrderKey.LEAST;
            case 1 -> OrderKey.GREATEST;
            case 2 -> key(random.nextInt(8) - 4L);
            case 3 -> OrderKey.of(random.nextInt(3), random.nextInt(3) - 1L);
            default -> {
                long[] words = new long[random.nextInt(OrderKey.MAX_WORDS + 1)];
                for (int i = 0; i < words.length; i++) {
                    words[i] = random.nextInt(4) == 0 ? random.nextInt(3) - 1L : 7;
                }
                yield OrderKey.of(words);
            }
        };
    }

    private List<Integer> found(OrderKey place) {
        List<Integer> found = new ArrayList<>();
        index.find(place, found);
        return found;
    }

    private static OrderKey key(long word) {
        return OrderKey.of(word);
    }
}
