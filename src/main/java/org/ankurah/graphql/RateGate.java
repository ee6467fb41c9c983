package org.ankurah.graphql;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Stands behind {@link OriginGate} and sends away whoever has asked too often from one address, before anything is
 * read of what it sends: whether that is a request, one that makes no sense, a wrong token or another WebSocket.
 */
@Singleton
public class RateGate {

    private static final int ROUTE_ORDER = OriginGate.ROUTE_ORDER + 1;

    private static final AnswerWriter WRITER = new AnswerWriter();

    private final Rates rates;

    RateGate(Rates rates) {
        this.rates = rates;
    }

    void register(@Observes Router router) {
        router.routeWithRegex(OriginGate.PATHS).order(ROUTE_ORDER).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        try {
            rates.fromAddress(routing.request().remoteAddress(), 1);
        } catch (TooFastException tooFast) {
            refuse(routing, tooFast);
            return;
        }
        routing.next();
    }

    private static void refuse(RoutingContext routing, TooFastException tooFast) {
        byte[] json = WRITER.bytes(Map.of("errors", AnswerWriter.errors(List.of(ApiErrors.of(tooFast)))));
        // What follows is read and thrown away, so that the client gets to read the answer.
        routing.request().resume();
        routing.response()
                .setStatusCode(TooFastException.STATUS)
                .putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(tooFast.retryAfterSeconds()))
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(Buffer.buffer(json));
    }
}
