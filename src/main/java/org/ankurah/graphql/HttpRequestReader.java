package org.ankurah.graphql;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.ankurah.graphql.GraphqlRequest.Transport;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;

/** Reads GraphQL requests that come by HTTP, whatever is answered to them. */
final class HttpRequestReader {

    /** A body beyond the limit is read to its end, so that the client gets to read the answer, but not forever. */
    private static final int DRAIN_FACTOR = 8;

    private static final String JSON = "application/json";
    private static final String DOCUMENT = "application/graphql";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final RequestReader reader;
    private final GraphqlLimits limits;

    HttpRequestReader(GraphqlLimits limits) {
        this.reader = new RequestReader(limits);
        this.limits = limits;
    }

    /** Takes what was read: exactly one of the two. */
    interface Taker {

        /** A request, well-formed. */
        void take(GraphqlRequest request);

        /** It cannot be read, which is the client's fault; the status says how. */
        void refuse(int status, AnkurahException reason);
    }

    /** The request in a body. */
    void readBody(RoutingContext routing, Transport transport, Taker taker) {
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
                taker.refuse(
                        413,
                        AnkurahException.limitExceeded("The request's body is larger than " + limits.bodyBytes()
                                + " bytes. Split it into several requests."));
            } else {
                attempt(
                        () -> parseBody(request, transport, body.getBytes())
                                .withIdempotencyKey(request.getHeader(IDEMPOTENCY_KEY))
                                .withAdminKey(request.getHeader(AdminKey.HEADER)),
                        taker);
            }
        });
        request.resume();
    }

    /** The request in the parameters of a URL. */
    void readParameters(RoutingContext routing, Transport transport, Taker taker) {
        attempt(() -> parseParameters(routing, transport), taker);
    }

    private static void attempt(Reading reading, Taker taker) {
        GraphqlRequest request;
        try {
            request = reading.read();
        } catch (UnsupportedTypeException e) {
            taker.refuse(415, AnkurahException.badQuery(String.valueOf(e.getMessage())));
            return;
        } catch (AnkurahException e) {
            taker.refuse(e.code() == ErrorCode.LIMIT_EXCEEDED ? 413 : 400, e);
            return;
        }
        taker.take(request);
    }

    private GraphqlRequest parseBody(HttpServerRequest request, Transport transport, byte[] body) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String essence = type == null ? JSON : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type != null && !isUtf8(type)) {
            throw new UnsupportedTypeException("Only UTF-8 is understood, not " + type + ".");
        }
        return switch (essence) {
            case JSON, "application/graphql-response+json", "application/graphql+json" ->
                reader.readJson(transport, body);
            case DOCUMENT -> reader.readDocument(transport, body);
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
                transport, parameters.get("query"), parameters.get("operationName"), parameters.get("variables"));
    }

    /** Reads a request that has arrived in full. */
    @FunctionalInterface
    private interface Reading {
        GraphqlRequest read();
    }

    /** The body is of a kind that is not even looked at. */
    private static final class UnsupportedTypeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnsupportedTypeException(String message) {
            super(message);
        }
    }
}
