package org.ankurah.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Values that are set, and who is told of them. */
class MutableSignalTest {

    private final MutableSignal<Integer> number = MutableSignal.of(1);
    private final List<Object> told = new ArrayList<>();

    @Test
    void getIsWhatWasSetLast() {
        number.set(2);
        assertThat(number.get()).isEqualTo(2);

        number.update(n -> n * 10);
        assertThat(number.get()).isEqualTo(20);
    }

    @Test
    void subscriberIsToldTheValueAndThenEachOther() {
        number.subscribe(told::add);
        assertThat(told).containsExactly(1);

        number.set(2);
        number.set(3);
        assertThat(told).containsExactly(1, 2, 3);
    }

    @Test
    void equalValueIsNoChange() {
        MutableSignal<String> text = MutableSignal.of("a");
        text.subscribe(told::add);

        text.set(String.valueOf(new char[] {'a'}));
        assertThat(told).containsExactly("a");
    }

    @Test
    void closedSubscriberIsToldNoMore() {
        Subscription subscription = number.subscribe(told::add);

        subscription.close();
        subscription.close();
        number.set(2);
        assertThat(told).containsExactly(1);
        assertThat(number.subscriptions()).isZero();
    }

    @Test
    void subscribersAreToldInTheOrderInWhichTheyCame() {
        for (String name : List.of("a", "b", "c")) {
            number.subscribe(n -> told.add(name + n));
        }
        told.clear();

        number.set(2);
        assertThat(told).containsExactly("a2", "b2", "c2");
    }

    @Test
    void oneConsumerMayBeSubscribedTwice() {
        number.subscribe(told::add);
        Subscription second = number.subscribe(told::add);
        number.set(2);
        second.close();
        number.set(3);

        assertThat(told).containsExactly(1, 1, 2, 2, 3);
    }

    @Test
    void subscriberThatThrowsIsToldTheNextAndStopsNobody() {
        number.subscribe(n -> {
            told.add("bad" + n);
            throw new IllegalStateException("wrong");
        });
        number.subscribe(n -> told.add("good" + n));

        number.set(2);
        assertThat(told).containsExactly("bad1", "good1", "bad2", "good2");
    }

    @Test
    void subscriberMaySetTheSignalThatItIsToldOf() {
        number.subscribe(n -> {
            told.add("in" + n);
            if (n < 4) {
                number.set(n + 1);
                assertThat(number.get()).isEqualTo(n + 1);
            }
            told.add("out" + n);
        });

        assertThat(told).containsExactly("in1", "out1", "in2", "out2", "in3", "out3", "in4", "out4");
    }

    @Test
    void othersAreToldAfterASubscriberThatSetsSomething() {
        MutableSignal<Integer> other = MutableSignal.of(0);
        number.subscribe(n -> {
            other.set(n * 10);
            told.add("number" + n);
        });
        other.subscribe(n -> told.add("other" + n));
        told.clear();

        number.set(2);
        assertThat(told).containsExactly("number2", "other20");
    }

    @Test
    void subscriberMayCloseItselfAndOthers() {
        AtomicReference<Subscription> mine = new AtomicReference<>(() -> {});
        AtomicReference<Subscription> next = new AtomicReference<>(() -> {});
        mine.set(number.subscribe(n -> {
            told.add("first" + n);
            if (n == 2) {
                mine.get().close();
                next.get().close();
            }
        }));
        next.set(number.subscribe(n -> told.add("next" + n)));

        number.set(2);
        number.set(3);
        assertThat(told).containsExactly("first1", "next1", "first2");
        assertThat(number.subscriptions()).isZero();
    }

    @Test
    void subscriberMaySubscribeOthers() {
        number.subscribe(n -> {
            if (n == 2) {
                number.subscribe(told::add);
                assertThat(told).containsExactly(2);
            }
        });

        number.set(2);
        number.set(3);
        assertThat(told).containsExactly(2, 3);
    }

    @Test
    void whatAnUpdateThrowsChangesNothing() {
        assertThatThrownBy(() -> number.update(n -> 10 / (n - 1))).isInstanceOf(ArithmeticException.class);

        assertThat(number.get()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("NullAway") // what Java without its annotations may do
    void nullIsRefused() {
        assertThatThrownBy(() -> MutableSignal.of(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> number.set(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> number.update(n -> null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> number.subscribe(null)).isInstanceOf(NullPointerException.class);
    }
}
