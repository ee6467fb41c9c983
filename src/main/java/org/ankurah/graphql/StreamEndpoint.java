package org.ankurah.graphql;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ankurah.graphql.GraphqlRequest.Transport;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * GraphQL over server-sent events at {@code /graphql/stream}, for clients that proxies keep from WebSockets. Each
 * operation has a request of its own, by POST, or by GET unless it is a mutation; its results are events of the
 * answer.
 *
 * <p>A request that cannot be read is a 4xx. What is wrong with one that can be read is told in the stream, as
 * browsers' event sources show nothing of any other answer.
 *
 * <p>Protocol: <a href="https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md">graphql-sse</a>, distinct
 * connections mode
 */
@Singleton
public class StreamEndpoint {

    static final String PATH = HttpEndpoint.PATH + "/stream";

    private static final String EVENTS = "text/event-stream";
    private static final String RETRY_AFTER_SECONDS = "1";

    private static final AnswerWriter WRITER = new AnswerWriter();

    private final RequestExecutor executor;
    private final HttpRequestReader reader;
    private final Admission admission;
    private final Logins logins;
    private final Vertx vertx;

    /** Each with the context on which it is served. */
    private final Map<StreamOutlet, Context> streams = new ConcurrentHashMap<>();

    StreamEndpoint(
            RequestExecutor executor,
            GraphqlLimits limits,
            PersistedDocuments documents,
            Rates rates,
            Admission admission,
            Logins logins,
            Vertx vertx) {
        this.executor = executor;
        this.reader = new HttpRequestReader(limits, documents, rates, StreamEndpoint::refuse);
        this.admission = admission;
        this.logins = logins;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.route(PATH)
                .order(HttpEndpoint.ROUTE_ORDER)
                .handler(this::handle)
                .failureHandler(routing -> fail(routing, routing.statusCode()));
    }

    /** Cuts all streams that are not complete, so that clients open them again elsewhere or later. */
    public void closeAll() {
        streams.forEach((stream, context) -> context.runOnContext(now -> stream.cut()));
    }

    /** A key was revoked: what runs with it ends. From any thread. */
    public void revoked(String keyId) {
        streams.forEach((stream, context) -> context.runOnContext(now -> stream.revoked(keyId)));
    }

    /** The policy has changed: each stream goes on with what its client may do now. From any thread. */
    public void rightsChanged() {
        streams.forEach((stream, context) -> context.runOnContext(now -> stream.askRights(logins)));
    }

    private void handle(RoutingContext routing) {
        logins.login(
                routing,
                () -> reader.read(
                        routing, Transport.STREAM_POST, Transport.STREAM_GET, posted -> open(routing, posted)),
                failure -> RefusedRequest.answer(routing, failure, StreamEndpoint::refuse));
    }

    private static boolean acceptsEvents(@Nullable String accept) {
        if (accept == null) {
            return true;
        }
        for (String range : accept.split(",", -1)) {
            String type = range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            if (type.equals(EVENTS) || type.equals("text/*") || type.equals("*/*")) {
                return true;
            }
        }
        return false;
    }

    private void open(RoutingContext routing, Posted posted) {
        HttpServerResponse response = routing.response();
        if (response.closed()) {
            return;
        }
        if (posted.batch()) {
            refuse(routing, 400, AnkurahException.badQuery("An event stream is of one operation, not of a batch."));
            return;
        }
        if (!acceptsEvents(routing.request().getHeader(HttpHeaders.ACCEPT))) {
            refuse(routing, 406, AnkurahException.badQuery("The answer is " + EVENTS + ", which must be accepted."));
            return;
        }
        if (!admission.connect()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            refuse(routing, 503, AnkurahException.unavailable("The server has too many clients, or stops. Try again."));
            return;
        }
        admission.operationBegins();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, EVENTS + "; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                // Asks nginx not to gather what is meant to arrive at once.
                .putHeader("X-Accel-Buffering", "no");
        StreamOutlet stream = new StreamOutlet(routing.request(), response);
        streams.put(stream, vertx.getOrCreateContext());
        long pulse =
                vertx.setPeriodic(admission.limits().patience().streamPulse().toMillis(), timer -> stream.pulse());
        response.exceptionHandler(broken -> {});
        response.drainHandler(drained -> stream.drained());
        response.closeHandler(closed -> finish(stream, pulse));
        response.endHandler(ended -> finish(stream, pulse));
        Caller caller = logins.withRights(posted.first().caller());
        stream.start(executor, admission, posted.first().by(caller));
        stream.endAt(vertx, caller.until());
    }

    /** A stream is over, however; this may be called twice. */
    private void finish(StreamOutlet stream, long pulse) {
        if (streams.remove(stream) != null) {
            vertx.cancelTimer(pulse);
            stream.cancel();
            admission.operationEnds();
            admission.disconnect();
        }
    }

    /** Something in front of this endpoint gave up, such as the decoding of the URL. */
    private static void fail(RoutingContext routing, int status) {
        Throwable failure = routing.failure();
        if (failure == null || (status >= 400 && status < 500)) {
            refuse(routing, Math.max(status, 400), AnkurahException.badQuery("The request cannot be read."));
        } else {
            refuse(routing, 500, failure);
        }
    }

    private static void refuse(RoutingContext routing, int status, Throwable reason) {
        HttpServerResponse response = routing.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        byte[] json = WRITER.bytes(Map.of("errors", AnswerWriter.errors(List.of(ApiErrors.of(reason)))));
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(Buffer.buffer(json));
    }
}
