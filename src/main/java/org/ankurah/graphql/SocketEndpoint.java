package org.ankurah.graphql;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * GraphQL over WebSocket at {@code /graphql}, sub-protocol {@code graphql-transport-ws}. It stands in front of
 * SmallRye's handler, which throws at a {@code connection_init} with a null payload, waits for ever for one that
 * does not come, lets a stream that fails fall silent, and sends whatever there is to a client that does not read.
 */
@Singleton
public class SocketEndpoint {

    static final String PROTOCOL = "graphql-transport-ws";

    /** Before SmallRye's handler of upgrades, which stands where {@link HttpEndpoint} does. */
    private static final int ROUTE_ORDER = HttpEndpoint.ROUTE_ORDER - 1;

    private final RequestExecutor executor;
    private final GraphqlLimits limits;
    private final Vertx vertx;
    private final Set<SocketSession> sessions = ConcurrentHashMap.newKeySet();

    SocketEndpoint(RequestExecutor executor, GraphqlLimits limits, Vertx vertx) {
        this.executor = executor;
        this.limits = limits;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.route(HttpEndpoint.PATH).order(ROUTE_ORDER).handler(this::handle);
    }

    /** The number of clients that are connected. */
    public int open() {
        return sessions.size();
    }

    /** Sends all clients away, so that they connect again elsewhere or later. */
    public void closeAll() {
        sessions.forEach(SocketSession::sendAway);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
            routing.next();
            return;
        }
        request.toWebSocket().onSuccess(this::open).onFailure(failure -> routing.fail(400));
    }

    private void open(ServerWebSocket socket) {
        if (!PROTOCOL.equals(socket.subProtocol())) {
            SocketClose.PROTOCOL_NOT_SPOKEN.close(socket, "Use the sub-protocol " + PROTOCOL + ".");
            return;
        }
        SocketSession session = new SocketSession(socket, executor, new RequestReader(limits));
        sessions.add(session);
        long greeting = vertx.setTimer(SocketSession.GREETING_MILLIS, timer -> session.expectGreeting());
        long pulse = vertx.setPeriodic(SocketSession.PULSE_MILLIS, timer -> session.pulse());
        socket.pongHandler(pong -> session.pulseAnswered());
        socket.textMessageHandler(session::receive);
        socket.binaryMessageHandler(message -> SocketClose.BAD_MESSAGE.close(socket, "Messages are text, not binary."));
        socket.drainHandler(drained -> session.drained());
        socket.closeHandler(closed -> {
            vertx.cancelTimer(greeting);
            vertx.cancelTimer(pulse);
            sessions.remove(session);
            session.closed();
        });
        socket.exceptionHandler(broken -> session.closed());
    }
}
