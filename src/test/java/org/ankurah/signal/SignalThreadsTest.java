package org.ankurah.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals that many threads set, read and watch at once. */
@Timeout(60)
class SignalThreadsTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 3_000;

    private static void inThreads(Callable<?> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(work));
            }
            for (Future<?> each : running) {
                each.get(50, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void updatesAreNeverLostInsideAndOutsideOfBatches() throws Exception {
        MutableSignal<Integer> count = MutableSignal.of(0);
        MutableSignal<Integer> other = MutableSignal.of(0);

        inThreads(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                count.update(n -> n + 1);
                Signals.batch(() -> {
                    count.update(n -> n + 1);
                    other.update(n -> n - 1);
                });
            }
            return null;
        });
        assertThat(count.get()).isEqualTo(2 * THREADS * ROUNDS);
        assertThat(other.get()).isEqualTo(-THREADS * ROUNDS);
    }

    @Test
    void nobodySeesAPartOfABatchOrMixedInputs() throws Exception {
        MutableSignal<Integer> a = MutableSignal.of(0);
        MutableSignal<Integer> b = MutableSignal.of(0);
        Signal<Integer> left = Signal.combine(a, b, Integer::sum);
        Signal<Integer> right = a.map(n -> n * 2);
        Signal<List<Integer>> all = Signal.combine(List.of(left, right, b), List::copyOf);
        Queue<List<Integer>> wrong = new ConcurrentLinkedQueue<>();
        Signal<Boolean> fits = all.map(values -> {
            boolean is = values.get(0) == 0 && values.get(1) == -2 * values.get(2);
            if (!is) {
                wrong.add(values);
            }
            return is;
        });
        AtomicBoolean told = new AtomicBoolean(true);
        fits.subscribe(is -> told.compareAndSet(true, is));

        inThreads(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                Signals.batch(() -> {
                    a.update(n -> n + 1);
                    b.update(n -> n - 1);
                });
                if (!fits.get()) {
                    wrong.add(List.of());
                }
            }
            return null;
        });
        assertThat(wrong).isEmpty();
        assertThat(told).isTrue();
        assertThat(a.get()).isEqualTo(THREADS * ROUNDS);
    }

    @Test
    void aValueIsMadeOnceForEachStateWhoeverAsks() throws Exception {
        MutableSignal<Integer> source = MutableSignal.of(0);
        ConcurrentHashMap<Integer, AtomicInteger> calls = new ConcurrentHashMap<>();
        Signal<Integer> made = source.map(n -> {
            calls.computeIfAbsent(n, any -> new AtomicInteger()).incrementAndGet();
            return n * 2;
        });
        Signal<Integer> one = Signal.combine(made, source, Integer::sum);
        Signal<Integer> other = Signal.combine(source, made, Integer::sum);
        one.subscribe(n -> assertThat(n % 3).isZero());

        inThreads(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                source.update(n -> n + 1);
                assertThat(one.get() % 3).isZero();
                assertThat(other.get() % 3).isZero();
            }
            return null;
        });
        assertThat(calls.values()).allMatch(count -> count.get() == 1);
    }

    @Test
    void oneSubscriberIsToldOneThingAtATimeInOrderAndTheLastOfAll() throws Exception {
        MutableSignal<Integer> source = MutableSignal.of(0);
        Signal<Integer> derived = source.map(n -> n + 1);
        List<Integer> told = new ArrayList<>();
        AtomicInteger at = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        derived.subscribe(n -> {
            if (at.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
            }
            told.add(n);
            at.decrementAndGet();
        });

        inThreads(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                source.update(n -> n + 1);
            }
            return null;
        });
        assertThat(overlaps).hasValue(0);
        assertThat(told).isSorted().doesNotHaveDuplicates().endsWith(THREADS * ROUNDS + 1);
    }

    @Test
    void whoComesAndGoesLeavesNothingBehindAndMissesNothing() throws Exception {
        List<MutableSignal<Integer>> sources =
                IntStream.range(0, 3).mapToObj(i -> MutableSignal.of(0)).toList();
        Signal<Integer> sum = Signal.combine(
                sources, values -> values.stream().mapToInt(n -> n).sum());

        inThreads(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                AtomicInteger last = new AtomicInteger(-1);
                Subscription subscription = sum.map(n -> n + 1).subscribe(last::set);
                int before = last.get();
                sources.get(i % 3).update(n -> n + 1);
                assertThat(before).isPositive();
                subscription.close();
            }
            return null;
        });
        assertThat(sources).allMatch(source -> source.subscriptions() == 0);
        assertThat(sum.get()).isEqualTo(THREADS * ROUNDS);
    }

    @Test
    void whoSetsDoesNotWaitForWhoMakesAValue() throws Exception {
        MutableSignal<Integer> source = MutableSignal.of(1);
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Signal<Integer> slow = source.map(n -> {
            making.countDown();
            try {
                assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return n;
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> value = thread.submit(slow::get);
            assertThat(making.await(20, TimeUnit.SECONDS)).isTrue();

            source.set(2);
            goOn.countDown();
            assertThat(value.get(20, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(slow.get()).isEqualTo(2);
        } finally {
            thread.shutdownNow();
        }
    }
}
