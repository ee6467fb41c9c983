package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Only so many at once, the others in order, and no place is ever lost. */
class TurnstileTest {

    private final Turnstile turnstile = new Turnstile(2);
    private final List<Integer> begun = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Queue<UniEmitter<? super Void>> running = new ArrayDeque<>();

    private void enter(int number) {
        turnstile.enter(
                () -> Uni.createFrom().emitter(emitter -> {
                    begun.add(number);
                    running.add(emitter);
                }),
                failures::add);
    }

    @Test
    void othersWaitInOrderForAPlace() {
        for (int number = 0; number < 5; number++) {
            enter(number);
        }
        assertThat(begun).containsExactly(0, 1);

        running.remove().complete(null);
        assertThat(begun).containsExactly(0, 1, 2);

        running.remove().fail(new IllegalStateException("told"));
        assertThat(begun).containsExactly(0, 1, 2, 3);
        assertThat(failures).singleElement().asString().contains("told");
    }

    @Test
    void worksThatFailToBeginLeaveTheirPlace() {
        for (int number = 0; number < 5; number++) {
            turnstile.enter(
                    () -> {
                        throw new IllegalStateException("not even begun");
                    },
                    failures::add);
        }
        enter(7);

        assertThat(failures).hasSize(5);
        assertThat(begun).containsExactly(7);
    }

    @Test
    void manyThatEndAtOnceDoNotNest() {
        enter(0);
        enter(1);
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            turnstile.enter(() -> Uni.createFrom().voidItem().invoke(ended::incrementAndGet), failures::add);
        }

        running.remove().complete(null);

        assertThat(ended).hasValue(100_000);
        assertThat(failures).isEmpty();
    }

    @Test
    void threadsShareThePlaces() throws InterruptedException {
        int works = 10_000;
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(works);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < works; i++) {
                turnstile.enter(
                        () -> Uni.createFrom()
                                .voidItem()
                                .invoke(() -> most.accumulateAndGet(inside.incrementAndGet(), Math::max))
                                .emitOn(threads)
                                .invoke(() -> {
                                    inside.decrementAndGet();
                                    ended.countDown();
                                }),
                        failure -> {});
            }
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }

        assertThat(most.get()).isBetween(1, 2);
    }
}
