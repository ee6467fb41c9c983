package org.ankurah.graphql;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.function.Consumer;
import org.ankurah.graphql.GraphqlRequest.Transport;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;

/** Reads GraphQL requests that come by HTTP, whatever is answered to them. Those it cannot read it has refused. */
final class HttpRequestReader {

    /** A body beyond the limit is read to its end, so that the client gets to read the answer, but not forever. */
    private static final int DRAIN_FACTOR = 8;

    private static final String JSON = "application/json";
    private static final String DOCUMENT = "application/graphql";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String ALLOWED = "GET, POST, OPTIONS";

    private final RequestReader reader;
    private final GraphqlLimits limits;
    private final Rates rates;
    private final Refusing refusing;

    HttpRequestReader(GraphqlLimits limits, PersistedDocuments documents, Rates rates, Refusing refusing) {
        this.reader = new RequestReader(limits, documents);
        this.limits = limits;
        this.rates = rates;
        this.refusing = refusing;
    }

    /** Answers a request that cannot be read or comes too soon, which is the client's fault; the status says how. */
    @FunctionalInterface
    interface Refusing {
        void refuse(RoutingContext routing, int status, Throwable reason);
    }

    /**
     * Reads what there is.
     *
     * @param post how it has come if it is in a body
     * @param get how it has come if it is in the parameters of the URL
     * @param taker takes well-formed requests that do not come too often; any others are answered without it
     */
    void read(RoutingContext routing, Transport post, Transport get, Consumer<Posted> taker) {
        switch (routing.request().method().name()) {
            case "POST" -> readBody(routing, post, taker);
            case "GET" ->
                attempt(routing, () -> Posted.of(parseParameters(routing, get).by(Caller.of(routing))), taker);
            case "OPTIONS" ->
                routing.response()
                        .putHeader(HttpHeaders.ALLOW, ALLOWED)
                        .setStatusCode(204)
                        .end();
            default -> {
                routing.response().putHeader(HttpHeaders.ALLOW, ALLOWED);
                refusing.refuse(routing, 405, AnkurahException.badQuery("Use POST, or GET unless it is a mutation."));
            }
        }
    }

    private void readBody(RoutingContext routing, Transport transport, Consumer<Posted> taker) {
        HttpServerRequest request = routing.request();
        Buffer body = Buffer.buffer();
        long[] received = {0};
        request.handler(chunk -> {
            received[0] += chunk.length();
            if (received[0] <= limits.bodyBytes()) {
                body.appendBuffer(chunk);
            } else if (received[0] > (long) limits.bodyBytes() * DRAIN_FACTOR) {
                request.connection().close();
            }
        });
        request.endHandler(end -> {
            if (received[0] > limits.bodyBytes()) {
                refusing.refuse(
                        routing,
                        413,
                        AnkurahException.limitExceeded("The request's body is larger than " + limits.bodyBytes()
                                + " bytes. Split it into several requests."));
            } else {
                attempt(routing, () -> parsePost(routing, transport, body.getBytes()), taker);
            }
        });
        request.resume();
    }

    private Posted parsePost(RoutingContext routing, Transport transport, byte[] body) {
        HttpServerRequest request = routing.request();
        Posted posted = parseBody(request, transport, body);
        String key = request.getHeader(IDEMPOTENCY_KEY);
        if (key != null && posted.batch()) {
            throw AnkurahException.badQuery("The header " + IDEMPOTENCY_KEY
                    + " belongs to one request. In a batch give each mutation the argument idempotencyKey.");
        }
        Caller caller = Caller.of(routing);
        return posted.each(each -> each.withIdempotencyKey(key).by(caller));
    }

    private void attempt(RoutingContext routing, Reading reading, Consumer<Posted> taker) {
        Posted posted;
        try {
            posted = reading.read();
            int operations = posted.requests().size();
            rates.fromAddress(routing.request().remoteAddress(), operations - 1);
            rates.ofIdentity(posted.first().caller().identity(), operations);
        } catch (TooFastException e) {
            routing.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(e.retryAfterSeconds()));
            refusing.refuse(routing, TooFastException.STATUS, e);
            return;
        } catch (UnsupportedTypeException e) {
            refusing.refuse(routing, 415, AnkurahException.badQuery(String.valueOf(e.getMessage())));
            return;
        } catch (AnkurahException e) {
            refusing.refuse(routing, e.code() == ErrorCode.LIMIT_EXCEEDED ? 413 : 400, e);
            return;
        }
        taker.accept(posted);
    }

    private Posted parseBody(HttpServerRequest request, Transport transport, byte[] body) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null) {
            throw new UnsupportedTypeException("The content type must be given: " + JSON + ".");
        }
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!isUtf8(type)) {
            throw new UnsupportedTypeException("Only UTF-8 is understood, not " + type + ".");
        }
        return switch (essence) {
            case JSON, "application/graphql-response+json", "application/graphql+json" ->
                reader.readJson(transport, body);
            case DOCUMENT -> Posted.of(reader.readDocument(transport, body));
            default -> throw new UnsupportedTypeException("The content type must be " + JSON + ".");
        };
    }

    private static boolean isUtf8(String type) {
        int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return true;
        }
        String charset =
                type.substring(at + "charset=".length()).replace("\"", "").strip();
        return charset.regionMatches(true, 0, "utf-8", 0, 5) || charset.regionMatches(true, 0, "utf8", 0, 4);
    }

    private GraphqlRequest parseParameters(RoutingContext routing, Transport transport) {
        MultiMap parameters;
        try {
            parameters = routing.queryParams();
        } catch (RuntimeException e) {
            throw AnkurahException.badQuery("The URL's parameters are not encoded properly.");
        }
        return reader.readParameters(
                transport,
                parameters.get("query"),
                parameters.get("operationName"),
                parameters.get("variables"),
                parameters.get("extensions"));
    }

    /** Reads a request that has arrived in full. */
    @FunctionalInterface
    private interface Reading {
        Posted read();
    }

    /** The body is of a kind that is not even looked at. */
    private static final class UnsupportedTypeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnsupportedTypeException(String message) {
            super(message);
        }
    }
}
