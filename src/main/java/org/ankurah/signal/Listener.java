package org.ankurah.signal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One subscriber. Whoever wakes it tells it what is new, for all who wake it meanwhile. */
final class Listener<T> implements Subscription {

    private static final Logger LOG = System.getLogger(Signal.class.getName());

    private final SignalBase<T> signal;
    private final Consumer<? super T> onValue;
    private final Consumer<? super Throwable> onFailure;
    /** How often it is to look, from the first time on: that is the subscriber's own, before it goes on. */
    private final AtomicInteger work = new AtomicInteger(1);

    private volatile boolean closed;

    /** Touched only by whoever is at work. */
    private @Nullable Answer<T> told;

    Listener(SignalBase<T> signal, Consumer<? super T> onValue, Consumer<? super Throwable> onFailure) {
        this.signal = signal;
        this.onValue = onValue;
        this.onFailure = onFailure;
    }

    /** Something may have changed. */
    void wake() {
        if (work.getAndIncrement() == 0) {
            tell();
        }
    }

    /** Tells it what is new, until nobody has woken it meanwhile. Who subscribes calls it first of all. */
    void tell() {
        int seen;
        do {
            seen = work.get();
            tellNews();
        } while (work.addAndGet(-seen) != 0);
    }

    private void tellNews() {
        if (closed) {
            return;
        }
        try {
            // What the batch of somebody who subscribes has set may never be stored, so it is not told.
            Answer<T> answer = signal.answer(null);
            Answer<T> before = told;
            if (before == null || !answer.isSameAs(before, signal.same())) {
                told = answer;
                answer.tell(onValue, onFailure);
            }
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.ERROR, "A signal's subscriber failed", fault);
        }
    }

    @Override
    public void close() {
        closed = true;
        signal.sources().forEach(source -> source.remove(this));
    }
}
