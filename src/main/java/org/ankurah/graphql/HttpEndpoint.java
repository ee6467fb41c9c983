package org.ankurah.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * GraphQL over HTTP at {@code /graphql}. It stands in front of SmallRye's handler and answers every request but
 * WebSocket upgrades, for SmallRye's answers malformed requests with plain text or a server error, strips line
 * breaks from documents and mistakes the operation name of GET requests. Execution is still SmallRye's.
 *
 * <p>Status codes follow the GraphQL-over-HTTP draft: a request that cannot be read is a 4xx. One that can be read
 * is a 200, unless nothing was executed and the client accepts {@code application/graphql-response+json}, which
 * tells an error of GraphQL from one of a proxy and makes a 400 safe.
 */
@Singleton
public class HttpEndpoint {

    static final String PATH = "/graphql";

    /** Behind authentication and authorisation (-200, -100) but before SmallRye's handlers (-99 and later). */
    static final int ROUTE_ORDER = -100 + 1;

    /** A body beyond the limit is read to its end, so that the client gets to read the answer, but not forever. */
    private static final int DRAIN_FACTOR = 8;

    private static final String JSON = "application/json";
    private static final String GRAPHQL_JSON = "application/graphql-response+json";
    private static final String DOCUMENT = "application/graphql";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String ALLOWED = "GET, POST, OPTIONS";

    private final RequestExecutor executor;
    private final RequestReader reader;
    private final GraphqlLimits limits;
    private final AnswerWriter writer = new AnswerWriter();

    HttpEndpoint(RequestExecutor executor, GraphqlLimits limits) {
        this.executor = executor;
        this.reader = new RequestReader(limits);
        this.limits = limits;
    }

    void register(@Observes Router router) {
        router.route(PATH).order(ROUTE_ORDER).handler(this::handle).failureHandler(this::recover);
    }

    /** Something in front of this endpoint gave up, such as the decoding of the URL. */
    private void recover(RoutingContext routing) {
        boolean clientsFault = routing.statusCode() >= 400 && routing.statusCode() < 500;
        if (clientsFault) {
            refuse(routing, routing.statusCode(), AnkurahException.badQuery("The request cannot be read."));
        } else {
            refuse(routing, 500, routing.failure());
        }
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
            routing.next();
            return;
        }
        switch (request.method().name()) {
            case "POST" -> readBody(routing);
            case "GET" -> attempt(routing, () -> readParameters(routing));
            case "OPTIONS" ->
                routing.response()
                        .putHeader(HttpHeaders.ALLOW, ALLOWED)
                        .setStatusCode(204)
                        .end();
            default -> {
                routing.response().putHeader(HttpHeaders.ALLOW, ALLOWED);
                refuse(routing, 405, AnkurahException.badQuery("Use POST, or GET for queries."));
            }
        }
    }

    private void readBody(RoutingContext routing) {
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
                refuse(
                        routing,
                        413,
                        AnkurahException.limitExceeded("The request's body is larger than " + limits.bodyBytes()
                                + " bytes. Split it into several requests."));
            } else {
                attempt(
                        routing,
                        () -> parseBody(request, body.getBytes())
                                .withIdempotencyKey(request.getHeader(IDEMPOTENCY_KEY))
                                .withAdminKey(request.getHeader(AdminKey.HEADER)));
            }
        });
        request.resume();
    }

    /** Runs the request that the reading gives, or answers what is wrong with it. */
    private void attempt(RoutingContext routing, Reading reading) {
        GraphqlRequest request;
        try {
            request = reading.read();
        } catch (UnsupportedTypeException e) {
            refuse(routing, 415, AnkurahException.badQuery(String.valueOf(e.getMessage())));
            return;
        } catch (AnkurahException e) {
            refuse(routing, e.code() == ErrorCode.LIMIT_EXCEEDED ? 413 : 400, e);
            return;
        }
        executor.execute(request)
                .subscribe()
                .with(result -> answer(routing, result), failure -> refuse(routing, 500, failure));
    }

    private GraphqlRequest parseBody(HttpServerRequest request, byte[] body) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String essence = type == null ? JSON : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type != null && !isUtf8(type)) {
            throw new UnsupportedTypeException("Only UTF-8 is understood, not " + type + ".");
        }
        return switch (essence) {
            case JSON, GRAPHQL_JSON, "application/graphql+json" -> reader.readJson(GraphqlRequest.Transport.POST, body);
            case DOCUMENT -> reader.readDocument(body);
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

    private GraphqlRequest readParameters(RoutingContext routing) {
        MultiMap parameters;
        try {
            parameters = routing.queryParams();
        } catch (RuntimeException e) {
            throw AnkurahException.badQuery("The URL's parameters are not encoded properly.");
        }
        return reader.readParameters(
                parameters.get("query"), parameters.get("operationName"), parameters.get("variables"));
    }

    private void answer(RoutingContext routing, ExecutionResult result) {
        boolean nothingRan = !result.isDataPresent() && !result.getErrors().isEmpty();
        int status = nothingRan && acceptsGraphqlJson(routing) ? 400 : 200;
        send(routing, status, writer.bytes(AnswerWriter.response(result)));
    }

    private void refuse(RoutingContext routing, int status, @Nullable Throwable failure) {
        Throwable reason = failure == null ? new IllegalStateException("failed without a reason") : failure;
        GraphQLError error = ApiErrors.of(reason);
        send(routing, status, writer.bytes(Map.of("errors", AnswerWriter.errors(List.of(error)))));
    }

    private static void send(RoutingContext routing, int status, byte[] json) {
        HttpServerResponse response = routing.response();
        if (response.ended() || response.closed()) {
            return;
        }
        String type = acceptsGraphqlJson(routing) ? GRAPHQL_JSON : JSON;
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8")
                .end(Buffer.buffer(json));
    }

    private static boolean acceptsGraphqlJson(RoutingContext routing) {
        String accept = routing.request().getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(GRAPHQL_JSON);
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
