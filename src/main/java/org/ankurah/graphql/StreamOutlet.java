package org.ankurah.graphql;

import graphql.GraphQLError;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ankurah.node.Access;
import org.jspecify.annotations.Nullable;

/**
 * The one operation of an event stream. Its errors are a result that holds nothing else. A stream that ends without
 * saying that it is complete was cut, and clients open it again.
 */
final class StreamOutlet implements Outlet {

    /** A client that has read nothing for so many pulses is gone. */
    private static final int PATIENCE_PULSES = 5;

    private static final Buffer NEXT = Buffer.buffer("event: next\ndata: ");
    private static final Buffer END_OF_EVENT = Buffer.buffer("\n\n");

    /** Event sources pass over events without data. */
    private static final Buffer COMPLETE = Buffer.buffer("event: complete\ndata:\n\n");

    private static final Buffer COMMENT = Buffer.buffer(":\n\n");

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final AnswerWriter writer = new AnswerWriter();
    private int pulsesUnread;

    /** Null until the operation has begun. */
    private volatile @Nullable OperationRun run;

    private volatile boolean cancelled;
    private @Nullable Deadline deadline;
    private Caller caller = Caller.ANONYMOUS;

    StreamOutlet(HttpServerRequest request, HttpServerResponse response) {
        this.request = request;
        this.response = response;
    }

    void start(RequestExecutor executor, Admission admission, GraphqlRequest operation) {
        // The head goes out at once, as clients wait for it to know that they are connected.
        write(COMMENT);
        caller = operation.caller();
        OperationRun started = OperationRun.start(executor, executor.loop(), admission, operation, this);
        run = started;
        // Both are looked at after both were written, in whichever order, so one of the two cancels it.
        if (cancelled) {
            started.cancel();
        }
    }

    /** Ends it at a time, if it goes on until then: what its client said of itself is true no longer. */
    void endAt(Vertx vertx, @Nullable Instant time) {
        if (time != null && !cancelled) {
            deadline = new Deadline(vertx, time, this::endLive);
        }
    }

    /** A key was revoked. */
    void revoked(String keyId) {
        if (keyId.equals(caller.keyId())) {
            endLive();
        }
    }

    /** The policy may say something else of its client. */
    void askRights(Logins logins) {
        Access before = caller.access();
        caller = logins.withRights(caller);
        OperationRun current = run;
        if (current != null && !caller.isAllowed(before)) {
            current.renew(caller, Runnable::run);
        }
    }

    /** What its client said of itself is not true any more. */
    void endLive() {
        OperationRun current = run;
        if (current != null) {
            current.endLive(List.of(ApiErrors.of(SocketIdentity.ended())));
        }
    }

    void cancel() {
        cancelled = true;
        Deadline timer = deadline;
        if (timer != null) {
            timer.cancel();
        }
        OperationRun current = run;
        if (current != null) {
            current.cancel();
        }
    }

    /** The client reads again. */
    void drained() {
        pulsesUnread = 0;
        OperationRun current = run;
        if (current != null) {
            current.resume();
        }
    }

    /** Gives a sign of life, or gives up a client that has not read for long. */
    void pulse() {
        if (isReady()) {
            pulsesUnread = 0;
            write(COMMENT);
        } else if (++pulsesUnread > PATIENCE_PULSES) {
            cut();
        }
    }

    /** Ends the stream as a broken connection would. */
    void cut() {
        if (!response.ended()) {
            cancel();
            request.connection().close();
            Channels.cutSoon(Channels.of(request));
        }
    }

    @Override
    public boolean isReady() {
        return !isOver() && !response.writeQueueFull();
    }

    @Override
    public void next(byte[] result) {
        write(Buffer.buffer(NEXT.length() + result.length + END_OF_EVENT.length())
                .appendBuffer(NEXT)
                .appendBytes(result)
                .appendBuffer(END_OF_EVENT));
    }

    /** They did not wait. */
    @Override
    public void flush() {}

    @Override
    public void error(List<GraphQLError> errors) {
        next(writer.bytes(Map.of("errors", AnswerWriter.errors(errors))));
        complete();
    }

    @Override
    public void complete() {
        if (!isOver()) {
            response.end(COMPLETE);
        }
    }

    private void write(Buffer event) {
        if (!isOver()) {
            response.write(event);
        }
    }

    private boolean isOver() {
        return response.ended() || response.closed();
    }
}
