package org.ankurah.graphql;

import graphql.ExecutionResult;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One operation of a client. Of a subscription it asks for one payload at a time, and only while the socket takes
 * more: what a slow client does not read waits at its source, which decides how long.
 */
final class SocketOperation implements Subscriber<Object> {

    /** Stands for the subscription of an operation that was cancelled. */
    private static final Subscription CANCELLED = new Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    };

    private final String id;
    private final SocketSession session;
    private final AtomicReference<@Nullable Subscription> source = new AtomicReference<>();

    /** Whether the next payload is to be asked for when the socket takes more. */
    private final AtomicBoolean waiting = new AtomicBoolean();

    SocketOperation(String id, SocketSession session) {
        this.id = id;
        this.session = session;
    }

    String id() {
        return id;
    }

    /** Passes the payloads of a subscription on. */
    void follow(Publisher<?> payloads) {
        payloads.subscribe(this);
    }

    /** The client wants no more of it. */
    void cancel() {
        Subscription previous = source.getAndSet(CANCELLED);
        if (previous != null) {
            previous.cancel();
        }
    }

    /** The socket takes more again. */
    void resume() {
        Subscription from = source.get();
        if (from != null && waiting.compareAndSet(true, false)) {
            from.request(1);
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (source.compareAndSet(null, subscription)) {
            subscription.request(1);
        } else {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(Object payload) {
        if (source.get() == CANCELLED) {
            return;
        }
        ExecutionResult result = (ExecutionResult) payload;
        if (!result.isDataPresent()) {
            session.fail(this, result.getErrors());
            cancel();
            return;
        }
        session.next(this, result);
        waiting.set(true);
        if (session.isReady()) {
            resume();
        }
    }

    @Override
    public void onError(Throwable failure) {
        session.fail(this, failure);
    }

    @Override
    public void onComplete() {
        session.complete(this);
    }
}
