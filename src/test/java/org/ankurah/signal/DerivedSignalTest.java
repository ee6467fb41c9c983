package org.ankurah.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Values that are made of others: when, how often, and of what. */
class DerivedSignalTest {

    private final MutableSignal<Integer> a = MutableSignal.of(1);
    private final MutableSignal<Integer> b = MutableSignal.of(10);
    private final AtomicInteger calls = new AtomicInteger();
    private final List<Object> told = new ArrayList<>();

    private <T> T counted(T value) {
        calls.incrementAndGet();
        return value;
    }

    @Test
    void nothingIsMadeBeforeItIsAskedFor() {
        Signal<Integer> twice = a.map(n -> counted(n * 2));
        a.set(2);
        assertThat(calls).hasValue(0);

        assertThat(twice.get()).isEqualTo(4);
        assertThat(twice.get()).isEqualTo(4);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aValueIsMadeOncePerChangeForAllWhoWantIt() {
        Signal<Integer> twice = a.map(n -> counted(n * 2));
        twice.subscribe(told::add);
        twice.subscribe(told::add);
        twice.map(n -> n + 1).subscribe(told::add);
        assertThat(calls).hasValue(1);

        a.set(2);
        assertThat(twice.get()).isEqualTo(4);
        assertThat(calls).hasValue(2);
        assertThat(told).containsExactly(2, 2, 3, 4, 4, 5);
    }

    @Test
    void changesOfOtherSignalsMakeNothing() {
        Signal<Integer> twice = a.map(n -> counted(n * 2));
        assertThat(twice.get()).isEqualTo(2);

        b.set(11);
        assertThat(twice.get()).isEqualTo(2);
        assertThat(calls).hasValue(1);
    }

    @Test
    void nothingIsMadeOfEqualInputs() {
        Signal<Boolean> even = a.map(n -> n % 2 == 0);
        Signal<String> word = even.map(is -> counted(is ? "even" : "odd"));
        word.subscribe(told::add);

        a.set(3);
        a.set(5);
        assertThat(calls).hasValue(1);
        a.set(6);
        assertThat(calls).hasValue(2);
        assertThat(told).containsExactly("odd", "even");
    }

    @Test
    void aDiamondIsMadeOncePerChangeAndOfOneMoment() {
        Signal<Integer> left = a.map(n -> n + 1);
        Signal<Integer> right = a.map(n -> n * 2);
        Signal<String> bottom = Signal.combine(left, right, (l, r) -> counted(l + "/" + r));
        bottom.subscribe(told::add);

        a.set(5);
        a.set(7);
        assertThat(told).containsExactly("2/2", "6/10", "8/14");
        assertThat(calls).hasValue(3);
    }

    @Test
    void waysOfDifferentLengthsAreOfOneMoment() {
        Signal<Integer> far = a.map(n -> n).map(n -> n + 0).map(n -> n);
        Signal<Boolean> equal = Signal.combine(a, far, (near, same) -> counted(near.equals(same)));
        equal.subscribe(told::add);

        for (int i = 2; i < 20; i++) {
            a.set(i);
        }
        assertThat(told).containsExactly(true);
        assertThat(calls).hasValue(19);
    }

    @Test
    void aListOfSignalsIsCombinedInItsOrder() {
        Signal<List<Integer>> all = Signal.combine(List.of(b, a, b), List::copyOf);
        assertThat(all.get()).containsExactly(10, 1, 10);

        b.set(11);
        assertThat(all.get()).containsExactly(11, 1, 11);
        assertThat(Signal.combine(List.<Signal<Integer>>of(), List::size).get()).isZero();
    }

    @Test
    void ownSamenessDecidesWhatIsAChange() {
        Signal<String> text = a.map(n -> "n" + n, (one, other) -> one.length() == other.length());
        text.map(this::counted).subscribe(told::add);

        a.set(2);
        a.set(10);
        assertThat(told).containsExactly("n1", "n10");
        assertThat(calls).hasValue(2);
    }

    @Test
    void whatAFunctionThrowsIsThrownUntilAnInputChanges() {
        Signal<Integer> quotient = Signal.combine(b, a, (x, y) -> counted(x / y));
        Signal<Integer> more = quotient.map(n -> counted(n + 1));
        a.set(0);

        assertThatThrownBy(quotient::get).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(quotient::get).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(more::get).isInstanceOf(ArithmeticException.class);
        assertThat(calls).hasValue(0);

        a.set(5);
        assertThat(more.get()).isEqualTo(3);
    }

    @Test
    void subscribersAreToldOfFailuresAndOfValuesAfterThem() {
        a.map(n -> 6 / n).subscribe(told::add, failure -> told.add(failure.getMessage()));

        a.set(0);
        a.set(1);
        a.set(2);
        assertThat(told).containsExactly(6, "/ by zero", 6, 3);
    }

    @Test
    void failuresWithoutAnAudienceStopNothing() {
        a.map(n -> 6 / n).subscribe(told::add);
        a.subscribe(n -> told.add("a" + n));

        a.set(0);
        a.set(2);
        assertThat(told).containsExactly(6, "a1", "a0", 3, "a2");
    }

    @Test
    @SuppressWarnings("NullAway") // what Java without its annotations may do
    void nullIsAFailure() {
        assertThatThrownBy(a.map(n -> null)::get).isInstanceOf(NullPointerException.class);
    }

    @Test
    void errorsAreFailuresToo() {
        Signal<Integer> wrong = a.map(n -> {
            throw new AssertionError("wrong");
        });
        wrong.subscribe(told::add, failure -> told.add(failure.getMessage()));

        assertThatThrownBy(wrong::get).isInstanceOf(AssertionError.class);
        assertThat(told).containsExactly("wrong");
    }

    @Test
    void aSamenessThatThrowsIsAFailure() {
        Signal<Integer> wrong = a.map(n -> n, (one, other) -> 1 / (one - 1) == 1 / (other - 1));
        wrong.subscribe(told::add, failure -> told.add(failure.getMessage()));

        a.set(2);
        a.set(3);
        assertThat(told).containsExactly(1, "/ by zero", 3);
    }

    @Test
    void functionsMayNotSetOrSubscribe() {
        Signal<Integer> sets = a.map(n -> {
            b.set(n);
            return n;
        });
        Signal<Integer> subscribes = a.map(n -> {
            b.subscribe(told::add);
            return n;
        });
        Signal<Integer> batches = a.map(n -> {
            Signals.batch(() -> {});
            return n;
        });

        assertThatThrownBy(sets::get).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(subscribes::get).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(batches::get).isInstanceOf(IllegalStateException.class);
        b.set(11);
        assertThat(b.get()).isEqualTo(11);
        assertThat(told).isEmpty();
        assertThat(b.subscriptions()).isZero();
    }

    @Test
    void theLastSubscriptionReleasesAllSources() {
        Signal<Integer> sum = Signal.combine(a.map(n -> n + 1), Signal.combine(a, b, Integer::sum), Integer::sum);
        assertThat(a.subscriptions()).isZero();

        Subscription first = sum.subscribe(told::add);
        Subscription second = sum.map(n -> -n).subscribe(told::add);
        assertThat(a.subscriptions()).isEqualTo(2);
        assertThat(b.subscriptions()).isEqualTo(2);
        first.close();
        second.close();
        assertThat(a.subscriptions()).isZero();
        assertThat(b.subscriptions()).isZero();

        b.set(20);
        assertThat(sum.get()).isEqualTo(23);
        assertThat(told).containsExactly(13, -13);
    }

    @Test
    void depthIsLimited() {
        Signal<Integer> deep = a;
        for (int i = 0; i < Derived.MAX_DEPTH; i++) {
            deep = deep.map(n -> n + 1);
        }
        assertThat(deep.get()).isEqualTo(1 + Derived.MAX_DEPTH);

        Signal<Integer> deepest = deep;
        assertThatThrownBy(() -> deepest.map(n -> n)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyDiamondsUponEachOtherCostNoMoreThanTheyAre() {
        Signal<Long> tower = a.map(Long::valueOf);
        for (int i = 0; i < 60; i++) {
            tower = Signal.combine(tower, tower, (x, y) -> counted(x + y));
        }
        assertThat(tower.get()).isEqualTo(1L << 60);

        a.set(2);
        assertThat(tower.get()).isEqualTo(1L << 61);
        assertThat(calls).hasValue(120);
    }
}
