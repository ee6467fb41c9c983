package org.ankurah.graphql;

import graphql.ExecutionResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Runs a subscription that shares nothing with others, such as one to the log: it asks for one payload at a time. */
final class StreamRun implements OperationRun.Running, Subscriber<Object> {

    /** Stands for the subscription of an operation that was cancelled. */
    private static final Subscription CANCELLED = new Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    };

    private static final AnswerWriter WRITER = new AnswerWriter();

    private final OperationRun owner;
    private final Outlet outlet;
    private final PayloadRecipe recipe;
    private final Publisher<?> payloads;
    private final AtomicReference<@Nullable Subscription> source = new AtomicReference<>();
    private volatile @Nullable Long position;
    private final AtomicBoolean begun = new AtomicBoolean();

    /** Whether the next payload is to be asked for when the outlet takes more. */
    private final AtomicBoolean waiting = new AtomicBoolean();

    StreamRun(OperationRun owner, Outlet outlet, PayloadRecipe recipe, Publisher<?> payloads) {
        this.owner = owner;
        this.outlet = outlet;
        this.recipe = recipe;
        this.payloads = payloads;
    }

    @Override
    public void resume() {
        if (begun.compareAndSet(false, true)) {
            payloads.subscribe(this);
            return;
        }
        Subscription from = source.get();
        if (from != null && waiting.compareAndSet(true, false)) {
            from.request(1);
        }
    }

    @Override
    public void cancel() {
        Subscription previous = source.getAndSet(CANCELLED);
        if (previous != null) {
            previous.cancel();
        }
    }

    @Override
    public PayloadRecipe recipe() {
        return recipe;
    }

    @Override
    public @Nullable Long position() {
        return position;
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
            cancel();
            owner.ended();
            outlet.error(result.getErrors());
            return;
        }
        outlet.next(WRITER.bytes(AnswerWriter.response(result)));
        if (payloads instanceof LogSource log) {
            position = log.place().get();
        }
        outlet.flush();
        waiting.set(true);
        if (outlet.isReady()) {
            resume();
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (source.getAndSet(CANCELLED) != CANCELLED) {
            owner.ended();
            outlet.error(List.of(ApiErrors.of(failure)));
        }
    }

    @Override
    public void onComplete() {
        if (source.getAndSet(CANCELLED) != CANCELLED) {
            owner.ended();
            outlet.complete();
        }
    }
}
