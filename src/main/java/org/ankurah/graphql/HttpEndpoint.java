package org.ankurah.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.ankurah.graphql.GraphqlRequest.Transport;
import org.ankurah.value.AnkurahException;
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

    private static final String JSON = "application/json";
    private static final String GRAPHQL_JSON = "application/graphql-response+json";

    private static final AnswerWriter WRITER = new AnswerWriter();

    private final RequestExecutor executor;
    private final HttpRequestReader reader;
    private final Admission admission;
    private final Logins logins;

    HttpEndpoint(
            RequestExecutor executor,
            GraphqlLimits limits,
            PersistedDocuments documents,
            Rates rates,
            Admission admission,
            Logins logins) {
        this.executor = executor;
        this.reader = new HttpRequestReader(limits, documents, rates, HttpEndpoint::refuse);
        this.admission = admission;
        this.logins = logins;
    }

    void register(@Observes Router router) {
        router.route(PATH).order(ROUTE_ORDER).handler(this::handle).failureHandler(HttpEndpoint::recover);
    }

    /** Something in front of this endpoint gave up, such as the decoding of the URL. */
    private static void recover(RoutingContext routing) {
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
        logins.login(
                routing,
                () -> reader.read(routing, Transport.POST, Transport.GET, read -> execute(routing, read)),
                failure -> RefusedRequest.answer(routing, failure, HttpEndpoint::refuse));
    }

    private void execute(RoutingContext routing, Posted posted) {
        if (admission.isStopping()) {
            routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            refuse(routing, 503, AnkurahException.unavailable("The server stops. Try again."));
            return;
        }
        if (posted.batch()) {
            executeAll(routing, posted.requests());
            return;
        }
        executor.execute(posted.first())
                .subscribe()
                .with(result -> answer(routing, result), failure -> refuse(routing, 500, failure));
    }

    /** One after the other, so that each sees what those ahead of it have written. */
    private void executeAll(RoutingContext routing, List<GraphqlRequest> requests) {
        Multi.createFrom()
                .iterable(requests)
                .onItem()
                .transformToUniAndConcatenate(executor::execute)
                .map(AnswerWriter::response)
                .collect()
                .asList()
                .subscribe()
                .with(answers -> send(routing, 200, WRITER.bytes(answers)), failure -> refuse(routing, 500, failure));
    }

    private void answer(RoutingContext routing, ExecutionResult result) {
        boolean nothingRan = !result.isDataPresent() && !result.getErrors().isEmpty();
        int status = nothingRan && acceptsGraphqlJson(routing) ? 400 : 200;
        send(routing, status, WRITER.bytes(AnswerWriter.response(result)));
    }

    private static void refuse(RoutingContext routing, int status, @Nullable Throwable failure) {
        Throwable reason = failure == null ? new IllegalStateException("failed without a reason") : failure;
        GraphQLError error = ApiErrors.of(reason);
        send(routing, status, WRITER.bytes(Map.of("errors", AnswerWriter.errors(List.of(error)))));
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
}
