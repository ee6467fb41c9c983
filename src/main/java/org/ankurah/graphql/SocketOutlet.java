package org.ankurah.graphql;

import graphql.GraphQLError;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One operation of a client on a WebSocket: each of its messages bears the client's id of it. */
final class SocketOutlet implements Outlet {

    private final String id;
    private final SocketSession session;

    /** Null until the operation has begun. */
    private volatile @Nullable OperationRun run;

    private volatile boolean cancelled;

    SocketOutlet(String id, SocketSession session) {
        this.id = id;
        this.session = session;
    }

    String id() {
        return id;
    }

    void start(RequestExecutor executor, Admission admission, GraphqlRequest request) {
        OperationRun started = OperationRun.start(executor, executor.loop(), admission, request, this);
        run = started;
        // Both are looked at after both were written, in whichever order, so one of the two cancels it.
        if (cancelled) {
            started.cancel();
        }
    }

    void resume() {
        OperationRun current = run;
        if (current != null) {
            current.resume();
        }
    }

    void cancel() {
        cancelled = true;
        OperationRun current = run;
        if (current != null) {
            current.cancel();
        }
    }

    /** Has it go on under other rights if it goes on by itself. */
    void renew(Caller caller, Executor turns) {
        OperationRun current = run;
        if (current != null) {
            current.renew(caller, turns);
        }
    }

    /** Ends it with these errors if it goes on by itself. */
    void endLive(List<GraphQLError> errors) {
        OperationRun current = run;
        if (current != null) {
            current.endLive(errors);
        }
    }

    @Override
    public boolean isReady() {
        return session.isReady();
    }

    @Override
    public void next(byte[] result) {
        session.next(id, result);
    }

    @Override
    public void flush() {
        session.flush();
    }

    @Override
    public void error(List<GraphQLError> errors) {
        session.finish(this, "error", AnswerWriter.errors(errors));
    }

    @Override
    public void complete() {
        session.finish(this, "complete", null);
    }
}
