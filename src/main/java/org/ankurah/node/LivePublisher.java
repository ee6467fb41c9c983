package org.ankurah.node;

import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A live query as a stream: each subscriber follows it as fast as it asks.
 *
 * @param follow subscribes to the live query
 */
record LivePublisher<C>(Function<LiveSubscriber, LiveSubscription<C>> follow) implements Publisher<C> {

    @Override
    public void subscribe(Subscriber<? super C> subscriber) {
        Stream<C> stream = new Stream<>(subscriber);
        subscriber.onSubscribe(stream);
        stream.begin(follow.apply(stream));
    }

    /** One subscriber of the stream. Whoever finds nobody at work passes on what there is, for all who come meanwhile. */
    private static final class Stream<C> implements Subscription, LiveSubscriber {

        private final Subscriber<? super C> subscriber;
        private final AtomicLong requested = new AtomicLong();
        private final AtomicInteger work = new AtomicInteger();
        private volatile @Nullable LiveSubscription<C> source;
        private volatile @Nullable Throwable failure;
        private volatile boolean done;

        Stream(Subscriber<? super C> subscriber) {
            this.subscriber = subscriber;
        }

        void begin(LiveSubscription<C> subscription) {
            source = subscription;
            if (done) {
                subscription.cancel();
            }
            wake();
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                failure = new IllegalArgumentException("a subscriber asks for more than nothing");
            } else {
                requested.accumulateAndGet(count, (held, more) -> held + more < 0 ? Long.MAX_VALUE : held + more);
            }
            wake();
        }

        @Override
        public void cancel() {
            done = true;
            LiveSubscription<C> from = source;
            if (from != null) {
                from.cancel();
            }
        }

        @Override
        public void failed(Throwable reason) {
            failure = reason;
            wake();
        }

        @Override
        public void wake() {
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
            LiveSubscription<C> from = source;
            while (!done) {
                Throwable reason = failure;
                if (reason != null) {
                    cancel();
                    subscriber.onError(reason);
                    return;
                }
                Delivery<C> next = from == null || requested.get() == 0 ? null : from.poll();
                if (next == null) {
                    return;
                }
                requested.updateAndGet(held -> held == Long.MAX_VALUE ? held : held - 1);
                try {
                    subscriber.onNext(next.changes());
                } catch (RuntimeException | Error fault) {
                    // Others are served by whoever calls this, so it is the end for this one alone.
                    failure = fault;
                }
            }
        }
    }
}
