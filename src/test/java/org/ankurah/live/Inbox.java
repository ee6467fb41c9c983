package org.ankurah.live;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: what arrived and was not looked at yet.
 *
 * @param <C> what arrives
 */
final class Inbox<C> {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ConcurrentLinkedQueue<C> arrived = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final AtomicReference<Subscription> source = new AtomicReference<>();
    private volatile @Nullable Throwable failure;

    // Guarded by this.
    private boolean stalled;
    private boolean asked;

    Inbox(Multi<C> stream) {
        stream.subscribe().withSubscriber(new Subscriber<C>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                source.set(subscription);
                ask();
            }

            @Override
            public void onNext(C payload) {
                arrived.add(payload);
                first.complete(null);
                received();
            }

            @Override
            public void onError(Throwable reason) {
                fail(reason);
            }

            @Override
            public void onComplete() {
                fail(new AssertionError("a live query ended"));
            }
        });
    }

    private void received() {
        synchronized (this) {
            asked = false;
        }
        ask();
    }

    /** Asks for one more, unless it stands still or has asked. */
    private void ask() {
        synchronized (this) {
            if (stalled || asked) {
                return;
            }
            asked = true;
        }
        source.get().request(1);
    }

    /** Takes one more at most until it goes on. */
    synchronized void stall() {
        stalled = true;
    }

    void goOn() {
        synchronized (this) {
            stalled = false;
        }
        ask();
    }

    private void fail(Throwable reason) {
        failure = reason;
        first.completeExceptionally(reason);
    }

    /** Waits until something is there, or fails with why nothing comes. */
    void awaitFirst() {
        try {
            first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("the live query failed", failed.getCause());
        } catch (TimeoutException | InterruptedException late) {
            throw new AssertionError("no first payload", late);
        }
    }

    /** Takes out what arrived. */
    List<C> take() {
        if (failure != null) {
            throw new AssertionError("the live query failed", failure);
        }
        List<C> taken = new ArrayList<>();
        for (C next = arrived.poll(); next != null; next = arrived.poll()) {
            taken.add(next);
        }
        return taken;
    }

    /** Ends the subscription; what was not looked at is lost. */
    void close() {
        source.get().cancel();
        arrived.clear();
    }

    /** Whether anything came after it was closed. */
    boolean isEmpty() {
        return arrived.isEmpty();
    }
}
