package org.ankurah.graphql;

import graphql.GraphQLError;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ankurah.node.Delivery;
import org.ankurah.node.LiveSubscriber;
import org.ankurah.node.LiveSubscription;
import org.jspecify.annotations.Nullable;

/**
 * Runs one live query into an outlet. It takes the next payload when the one before is on its way and the outlet takes
 * more; what it does not take waits where it is told, and is merged when that becomes too much.
 *
 * <p>All that goes to the outlet is passed on by one task at a time, on the executor that serves its client. Who wakes
 * it only hands in that task, or has the one that is under way look again.
 */
final class LiveRun<C> implements OperationRun.Running, LiveSubscriber {

    private final OperationRun owner;
    private final Outlet outlet;
    private final Executor loop;
    private final Requests requests;
    private final PayloadRecipe recipe;
    private final String form;
    private final String query;
    private final BiFunction<C, String, GivenPayload> payload;
    /** How often it was called and has not answered; only who makes that one hands in the task. */
    private final AtomicInteger calls = new AtomicInteger();

    private volatile @Nullable LiveSubscription<C> source;
    private volatile @Nullable Throwable failure;
    private volatile boolean ended;

    // Touched by the executor's tasks only.
    private @Nullable Delivery<C> current;
    private @Nullable Long position;
    private boolean unsent;
    private boolean sent;

    /** What subscribes to the live query; null once that is done. */
    private @Nullable Function<LiveSubscriber, LiveSubscription<C>> follow;

    /** @param loop serves the outlet's client */
    LiveRun(
            OperationRun owner,
            Outlet outlet,
            Executor loop,
            Requests requests,
            PayloadRecipe recipe,
            LiveStart<C> start) {
        this.owner = owner;
        this.outlet = outlet;
        this.loop = loop;
        this.requests = requests;
        this.recipe = recipe;
        this.form = start.form();
        this.query = start.query();
        this.payload = start.payload();
        this.position = start.since();
        this.follow = start.follow();
    }

    @Override
    public void resume() {
        wake();
    }

    @Override
    public void cancel() {
        ended = true;
        LiveSubscription<C> from = source;
        if (from != null) {
            from.cancel();
        }
    }

    @Override
    public PayloadRecipe recipe() {
        return recipe;
    }

    @Override
    public @Nullable Long position() {
        return sent ? position : null;
    }

    @Override
    public void wake() {
        if (!ended && calls.getAndIncrement() == 0) {
            loop.execute(this::go);
        }
    }

    @Override
    public void failed(Throwable reason) {
        failure = reason;
        wake();
    }

    /** Goes on as long as somebody calls meanwhile, so nothing that comes after a look is missed. */
    private void go() {
        int answered;
        do {
            answered = calls.get();
            try {
                passOn();
            } catch (RuntimeException fault) {
                end(List.of(ApiErrors.of(fault)));
            }
        } while (calls.addAndGet(-answered) != 0);
    }

    private void passOn() {
        boolean more = true;
        while (more && !ended) {
            Throwable reason = failure;
            if (reason == null) {
                more = step();
            } else {
                String cursor = position == null ? null : LogCursor.encode(position, query);
                end(List.of(ApiErrors.withCursor(ApiErrors.of(reason), cursor)));
            }
        }
        if (unsent) {
            unsent = false;
            outlet.flush();
        }
    }

    /** Passes one payload on; false if there is none, or the outlet takes none. */
    private boolean step() {
        LiveSubscription<C> from = subscribed();
        if (!outlet.isReady()) {
            return false;
        }
        Delivery<C> next = current == null ? from.poll() : current;
        current = next;
        if (next == null) {
            return false;
        }
        SharedPayload shared = next.form(form, SharedPayload::new);
        if (shared.claim()) {
            // Whatever goes wrong, and however: those who share it wait for an answer.
            Uni.createFrom()
                    .deferred(() -> requests.execute(recipe.request(), payload.apply(next.changes(), query)))
                    .subscribe()
                    .with(shared::complete, failed -> shared.complete(ApiErrors.result(failed)));
        }
        SharedPayload.Outcome outcome = shared.outcome(this::wake);
        if (outcome == null) {
            return false;
        }
        current = null;
        byte[] json = outcome.json();
        if (json == null) {
            end(outcome.errors());
            return false;
        }
        position = next.position();
        sent = true;
        outlet.next(json);
        unsent = true;
        return true;
    }

    private LiveSubscription<C> subscribed() {
        LiveSubscription<C> from = source;
        Function<LiveSubscriber, LiveSubscription<C>> subscribe = follow;
        if (from != null || subscribe == null) {
            return Objects.requireNonNull(from);
        }
        follow = null;
        from = subscribe.apply(this);
        source = from;
        // Both are looked at after both were written, in whichever order, so one of the two cancels it.
        if (ended) {
            from.cancel();
        }
        return from;
    }

    private void end(List<GraphQLError> errors) {
        cancel();
        owner.ended();
        outlet.error(errors);
    }
}
