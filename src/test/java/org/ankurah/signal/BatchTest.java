package org.ankurah.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several signals that are set at one moment. */
class BatchTest {

    private final MutableSignal<Integer> a = MutableSignal.of(1);
    private final MutableSignal<Integer> b = MutableSignal.of(10);
    private final AtomicInteger calls = new AtomicInteger();
    private final Signal<Integer> sum = Signal.combine(a, b, (x, y) -> {
        calls.incrementAndGet();
        return x + y;
    });
    private final List<Object> told = new ArrayList<>();

    @Test
    void severalSetsAreToldOnce() {
        a.subscribe(n -> told.add("a" + n));
        sum.subscribe(told::add);
        told.clear();

        Signals.batch(() -> {
            a.set(2);
            b.set(20);
            a.set(3);
        });
        assertThat(told).containsExactly("a3", 23);
        assertThat(calls).hasValue(2);
    }

    @Test
    void whatComesBackToWhatItWasIsNotTold() {
        a.subscribe(told::add);

        Signals.batch(() -> {
            a.set(2);
            a.set(1);
        });
        assertThat(told).containsExactly(1);
    }

    @Test
    void theThreadSeesItsOwnWritesAndOthersDoNot() {
        assertThat(sum.get()).isEqualTo(11);

        Signals.batch(() -> {
            a.set(5);
            a.update(n -> n + 1);
            b.set(a.get() * 10);
            assertThat(b.get()).isEqualTo(60);
            assertThat(sum.get()).isEqualTo(66);
            assertThat(CompletableFuture.supplyAsync(() -> List.of(a.get(), b.get(), sum.get()))
                            .join())
                    .containsExactly(1, 10, 11);
            b.set(0);
            assertThat(sum.get()).isEqualTo(6);
        });
        assertThat(sum.get()).isEqualTo(6);
    }

    @Test
    void derivedValuesAreRememberedInABatchToo() {
        Signal<Integer> bottom = Signal.combine(sum.map(n -> n + 1), sum.map(n -> n * 2), Integer::sum);

        Signals.batch(() -> {
            a.set(2);
            assertThat(bottom.get()).isEqualTo(37);
            assertThat(bottom.get()).isEqualTo(37);
            assertThat(calls).hasValue(1);
            assertThat(b.map(n -> n + 1).get()).isEqualTo(11);
        });
    }

    @Test
    void aBatchThatThrowsSetsNothing() {
        sum.subscribe(told::add);

        assertThatThrownBy(() -> Signals.batch(() -> {
                    a.set(2);
                    throw new IllegalStateException("wrong");
                }))
                .hasMessage("wrong");
        assertThat(sum.get()).isEqualTo(11);
        a.set(3);
        assertThat(told).containsExactly(11, 13);
    }

    @Test
    void aBatchInABatchIsPartOfIt() {
        sum.subscribe(told::add);

        Signals.batch(() -> {
            Signals.batch(() -> a.set(2));
            assertThat(told).containsExactly(11);
            b.set(20);
        });
        assertThat(told).containsExactly(11, 22);
    }

    @Test
    void subscribersMayRunBatches() {
        a.subscribe(n -> Signals.batch(() -> {
            b.set(n);
            b.update(m -> m * 100);
        }));
        b.subscribe(told::add);

        a.set(2);
        assertThat(told).containsExactly(100, 200);
    }

    @Test
    void whoSubscribesInABatchIsToldWhatIsStored() {
        Signals.batch(() -> {
            a.set(2);
            sum.subscribe(told::add);
        });

        assertThat(told).containsExactly(11, 12);
    }

    @Test
    void anUpdateTakesInWhatOthersHaveSetMeanwhile() {
        Signals.batch(() -> {
            a.update(n -> n * 10);
            CompletableFuture.runAsync(() -> a.set(7)).join();
            a.update(n -> n + 1);
        });

        assertThat(a.get()).isEqualTo(71);
    }

    @Test
    void derivedValuesSeeWhatOthersSetMeanwhile() {
        Signals.batch(() -> {
            a.set(2);
            assertThat(sum.get()).isEqualTo(12);
            CompletableFuture.runAsync(() -> b.set(20)).join();
            assertThat(sum.get()).isEqualTo(22);
        });
    }
}
