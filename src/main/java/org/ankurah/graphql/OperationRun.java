package org.ankurah.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Runs one operation, of whatever kind, into an outlet. Of a subscription it takes one payload at a time, and only
 * while the outlet takes more: what a slow client does not read waits at its source, which decides how long.
 */
final class OperationRun {

    private static final AnswerWriter WRITER = new AnswerWriter();

    private final Requests requests;
    private final Executor loop;
    private final Admission admission;
    private final Outlet outlet;

    // Guarded by this.
    private @Nullable Running running;
    private boolean over;

    /** Whether it has a place among the subscriptions. */
    private boolean counted;

    /** Why it does not go on if it turns out to be a subscription. */
    private @Nullable List<GraphQLError> refusal;

    /** As whom it goes on once it turns out to be a subscription; null if as whoever started it. */
    private @Nullable Caller renewed;

    /** A subscription that goes on. It says itself when it has ended. */
    interface Running {

        /** The outlet takes more, as it did before or again. */
        void resume();

        /** Ends it; what is on its way may still come. */
        void cancel();

        /** What it was started with. */
        PayloadRecipe recipe();

        /** The position of the last payload that went to the outlet; null if there was none. To be asked on its loop. */
        @Nullable
        Long position();
    }

    private OperationRun(Requests requests, Executor loop, Admission admission, Outlet outlet) {
        this.requests = requests;
        this.loop = loop;
        this.admission = admission;
        this.outlet = outlet;
    }

    /**
     * Starts an operation; what comes of it goes to the outlet.
     *
     * @param loop serves the outlet's client, one task at a time
     */
    static OperationRun start(
            Requests requests, Executor loop, Admission admission, GraphqlRequest request, Outlet outlet) {
        OperationRun run = new OperationRun(requests, loop, admission, outlet);
        run.execute(request);
        return run;
    }

    private void execute(GraphqlRequest request) {
        requests.execute(request).subscribe().with(result -> begin(result, request), this::fail);
    }

    /** The client wants no more of it; nothing goes to the outlet after that, but for what is on its way. */
    void cancel() {
        Running stopped = stop();
        if (stopped != null) {
            stopped.cancel();
        }
    }

    /** The outlet takes more again. */
    void resume() {
        Running current;
        synchronized (this) {
            current = running;
        }
        if (current != null) {
            current.resume();
        }
    }

    /**
     * Has a subscription go on as somebody else or under other rights: nothing more is sent under the old ones, and
     * what follows tells the difference or begins anew. Anything but a subscription ends as it began. To be called on
     * its loop.
     *
     * @param turns runs the start when its turn has come
     */
    void renew(Caller caller, Executor turns) {
        Running old;
        synchronized (this) {
            old = running;
            refusal = null;
            if (old == null) {
                renewed = caller;
                return;
            }
            running = null;
        }
        Renewal held = new Renewal(old.position(), old.recipe().caller().access());
        old.cancel();
        turns.execute(() -> {
            if (!isOver()) {
                execute(old.recipe().request().by(latest(caller)).renewing(held));
            }
        });
    }

    /** Rights may have changed once more while it waited. */
    private synchronized Caller latest(Caller caller) {
        Caller later = renewed;
        renewed = null;
        return later == null ? caller : later;
    }

    private void begin(ExecutionResult result, GraphqlRequest request) {
        if (result.isDataPresent() && result.getData() instanceof Publisher<?> payloads) {
            PayloadRecipe recipe = PayloadRecipe.of(request, requests.kept(request.query()));
            follow(
                    request,
                    payloads instanceof LiveSource source
                            ? new LiveRun<>(this, outlet, loop, requests, recipe, source.start())
                            : new StreamRun(this, outlet, recipe, payloads));
        } else if (isOver()) {
            return;
        } else if (result.isDataPresent()) {
            outlet.next(WRITER.bytes(AnswerWriter.response(result)));
            outlet.complete();
        } else {
            refuse(result.getErrors());
        }
    }

    private void fail(Throwable failure) {
        if (!isOver()) {
            refuse(List.of(ApiErrors.of(failure)));
        }
    }

    private void refuse(List<GraphQLError> errors) {
        stop();
        outlet.error(errors);
    }

    private void follow(GraphqlRequest request, Running subscription) {
        if (!takePlace()) {
            refuse(List.of(ApiErrors.of(admission.tooManyLiveQueries())));
            return;
        }
        boolean gone;
        List<GraphQLError> refused;
        Caller other;
        synchronized (this) {
            gone = over;
            refused = refusal;
            other = renewed;
            renewed = null;
            running = gone || refused != null || other != null ? null : subscription;
        }
        if (gone) {
            leavePlace();
        } else if (refused != null) {
            refuse(refused);
        } else if (other != null) {
            execute(request.by(other));
        } else {
            subscription.resume();
        }
    }

    /** Ends it with these errors if it is a subscription, also one that is about to start. */
    void endLive(List<GraphQLError> errors) {
        boolean goesOn;
        synchronized (this) {
            goesOn = running != null;
            refusal = over || goesOn ? refusal : errors;
        }
        if (goesOn) {
            cancel();
            outlet.error(errors);
        }
    }

    /** The subscription has ended by itself. */
    void ended() {
        stop();
    }

    private @Nullable Running stop() {
        Running stopped;
        synchronized (this) {
            stopped = running;
            running = null;
            over = true;
        }
        leavePlace();
        return stopped;
    }

    private boolean takePlace() {
        synchronized (this) {
            if (counted) {
                return true;
            }
        }
        if (!admission.openLive()) {
            return false;
        }
        synchronized (this) {
            counted = true;
        }
        return true;
    }

    private void leavePlace() {
        synchronized (this) {
            if (!counted) {
                return;
            }
            counted = false;
        }
        admission.closeLive();
    }

    private synchronized boolean isOver() {
        return over;
    }
}
