package org.ankurah.signal;

import java.util.Objects;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A signal as a stream: each subscriber gets the newest value whenever it has asked for one.
 *
 * @param signal whose values these are
 */
record SignalPublisher<T>(SignalBase<T> signal) implements Publisher<T> {

    @Override
    public void subscribe(Subscriber<? super T> subscriber) {
        Stream<T> stream = new Stream<>(signal, Objects.requireNonNull(subscriber));
        subscriber.onSubscribe(stream);
        stream.begin();
    }

    /** One subscriber. Whoever finds nobody at work passes on what there is, for all who come meanwhile. */
    private static final class Stream<T> implements java.util.concurrent.Flow.Subscription {

        private final SignalBase<T> signal;
        private final Subscriber<? super T> subscriber;
        private final AtomicLong requested = new AtomicLong();
        private final AtomicInteger work = new AtomicInteger();
        private final AtomicReference<@Nullable Answer<T>> newest = new AtomicReference<>();
        private volatile @Nullable Subscription source;
        private volatile @Nullable Throwable refused;
        private volatile boolean done;

        /** Touched only by whoever is at work. */
        private @Nullable Answer<T> passed;

        Stream(SignalBase<T> signal, Subscriber<? super T> subscriber) {
            this.signal = signal;
            this.subscriber = subscriber;
        }

        void begin() {
            if (done) {
                return;
            }
            Subscription subscription = signal.subscribe(
                    value -> offer(new Answer.Value<>(value)), reason -> offer(new Answer.Failure<>(reason)));
            source = subscription;
            if (done) {
                subscription.close();
            }
        }

        private void offer(Answer<T> answer) {
            newest.set(answer);
            wake();
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                refused = new IllegalArgumentException("a subscriber asks for more than nothing");
            } else {
                requested.accumulateAndGet(count, (held, more) -> held + more < 0 ? Long.MAX_VALUE : held + more);
            }
            wake();
        }

        @Override
        public void cancel() {
            done = true;
            newest.set(null);
            Subscription from = source;
            if (from != null) {
                from.close();
            }
        }

        private void wake() {
            if (work.getAndIncrement() != 0) {
                return;
            }
            int seen;
            do {
                seen = work.get();
                passOn();
            } while (work.addAndGet(-seen) != 0);
        }

        private void passOn() {
            if (done) {
                return;
            }
            Throwable reason = refused;
            if (reason != null) {
                fail(reason);
                return;
            }
            Answer<T> answer = newest.get();
            if (answer instanceof Answer.Failure<T> failed) {
                fail(failed.reason());
            } else if (answer instanceof Answer.Value<T> held && requested.get() > 0) {
                newest.compareAndSet(held, null);
                next(held);
            }
        }

        private void next(Answer.Value<T> held) {
            Answer<T> before = passed;
            // What came in between may have been left out.
            if (before != null && held.isSameAs(before, signal.same())) {
                return;
            }
            passed = held;
            requested.updateAndGet(count -> count == Long.MAX_VALUE ? count : count - 1);
            try {
                subscriber.onNext(held.value());
            } catch (RuntimeException | Error fault) {
                // It is the end for this one alone: others are served by whoever calls this.
                fail(fault);
            }
        }

        private void fail(Throwable reason) {
            cancel();
            subscriber.onError(reason);
        }
    }
}
