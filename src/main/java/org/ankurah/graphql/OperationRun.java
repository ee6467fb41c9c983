package org.ankurah.graphql;

import graphql.ExecutionResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Runs one operation, of whatever kind, into an outlet. Of a subscription it asks for one payload at a time, and only
 * while the outlet takes more: what a slow client does not read waits at its source, which decides how long.
 */
final class OperationRun implements Subscriber<Object> {

    /** Stands for the subscription of an operation that was cancelled. */
    private static final Subscription CANCELLED = new Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    };

    private static final AnswerWriter WRITER = new AnswerWriter();

    private final Outlet outlet;
    private final Admission admission;
    private final AtomicReference<@Nullable Subscription> source = new AtomicReference<>();

    /** Whether the next payload is to be asked for when the outlet takes more. */
    private final AtomicBoolean waiting = new AtomicBoolean();

    /** Whether it has a place among the live queries. */
    private final AtomicBoolean live = new AtomicBoolean();

    private OperationRun(Outlet outlet, Admission admission) {
        this.outlet = outlet;
        this.admission = admission;
    }

    /** Starts an operation; what comes of it goes to the outlet. */
    static OperationRun start(RequestExecutor executor, Admission admission, GraphqlRequest request, Outlet outlet) {
        OperationRun run = new OperationRun(outlet, admission);
        executor.execute(request).subscribe().with(run::begin, run::onError);
        return run;
    }

    /** The client wants no more of it; nothing goes to the outlet after that, but for what is on its way. */
    void cancel() {
        Subscription previous = source.getAndSet(CANCELLED);
        if (previous != null) {
            previous.cancel();
        }
        leave();
    }

    /** The outlet takes more again. */
    void resume() {
        Subscription from = source.get();
        if (from != null && waiting.compareAndSet(true, false)) {
            from.request(1);
        }
    }

    private void begin(ExecutionResult result) {
        if (result.isDataPresent() && result.getData() instanceof Publisher<?> payloads) {
            watch(payloads);
        } else if (source.get() == CANCELLED) {
            return;
        } else if (result.isDataPresent()) {
            outlet.next(WRITER.bytes(AnswerWriter.response(result)));
            outlet.complete();
        } else {
            outlet.error(result.getErrors());
        }
    }

    private void watch(Publisher<?> payloads) {
        if (admission.openLive()) {
            live.set(true);
            payloads.subscribe(this);
        } else {
            outlet.error(List.of(ApiErrors.of(admission.tooManyLiveQueries())));
        }
    }

    private void leave() {
        if (live.compareAndSet(true, false)) {
            admission.closeLive();
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (source.compareAndSet(null, subscription)) {
            subscription.request(1);
        } else {
            subscription.cancel();
            leave();
        }
    }

    @Override
    public void onNext(Object payload) {
        if (source.get() == CANCELLED) {
            return;
        }
        ExecutionResult result = (ExecutionResult) payload;
        if (!result.isDataPresent()) {
            outlet.error(result.getErrors());
            cancel();
            return;
        }
        outlet.next(WRITER.bytes(AnswerWriter.response(result)));
        waiting.set(true);
        if (outlet.isReady()) {
            resume();
        }
    }

    @Override
    public void onError(Throwable failure) {
        leave();
        if (source.get() != CANCELLED) {
            outlet.error(List.of(ApiErrors.of(failure)));
        }
    }

    @Override
    public void onComplete() {
        leave();
        if (source.get() != CANCELLED) {
            outlet.complete();
        }
    }
}
