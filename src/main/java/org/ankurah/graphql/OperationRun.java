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

    private final Outlet outlet;
    private final Admission admission;

    // Guarded by this.
    private @Nullable Running running;
    private boolean over;

    /** Why it does not go on if it turns out to be a subscription. */
    private @Nullable List<GraphQLError> refusal;

    /** A subscription that goes on. It says itself when it has ended. */
    interface Running {

        /** The outlet takes more, as it did before or again. */
        void resume();

        /** Ends it; what is on its way may still come. */
        void cancel();
    }

    private OperationRun(Outlet outlet, Admission admission) {
        this.outlet = outlet;
        this.admission = admission;
    }

    /**
     * Starts an operation; what comes of it goes to the outlet.
     *
     * @param loop serves the outlet's client, one task at a time
     */
    static OperationRun start(
            Requests requests, Executor loop, Admission admission, GraphqlRequest request, Outlet outlet) {
        OperationRun run = new OperationRun(outlet, admission);
        requests.execute(request).subscribe().with(result -> run.begin(result, requests, loop, request), run::fail);
        return run;
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

    private void begin(ExecutionResult result, Requests requests, Executor loop, GraphqlRequest request) {
        if (result.isDataPresent() && result.getData() instanceof LiveSource source) {
            follow(new LiveRun<>(
                    this,
                    outlet,
                    loop,
                    requests,
                    PayloadRecipe.of(request, requests.kept(request.query())),
                    source.start()));
        } else if (result.isDataPresent() && result.getData() instanceof Publisher<?> payloads) {
            follow(new StreamRun(this, outlet, payloads));
        } else if (isOver()) {
            return;
        } else if (result.isDataPresent()) {
            outlet.next(WRITER.bytes(AnswerWriter.response(result)));
            outlet.complete();
        } else {
            outlet.error(result.getErrors());
        }
    }

    private void fail(Throwable failure) {
        if (!isOver()) {
            outlet.error(List.of(ApiErrors.of(failure)));
        }
    }

    private void follow(Running subscription) {
        if (!admission.openLive()) {
            outlet.error(List.of(ApiErrors.of(admission.tooManyLiveQueries())));
            return;
        }
        boolean begins;
        List<GraphQLError> refused;
        synchronized (this) {
            refused = over ? null : refusal;
            begins = !over && refused == null;
            running = begins ? subscription : null;
        }
        if (begins) {
            subscription.resume();
            return;
        }
        admission.closeLive();
        if (refused != null) {
            outlet.error(refused);
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
        if (stopped != null) {
            admission.closeLive();
        }
        return stopped;
    }

    private synchronized boolean isOver() {
        return over;
    }
}
