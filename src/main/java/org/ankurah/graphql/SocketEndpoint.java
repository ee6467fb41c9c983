package org.ankurah.graphql;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ankurah.node.Node;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * What clients reach by WebSocket: other nodes at {@code /sync}, and GraphQL at {@code /graphql}, sub-protocol {@code
 * graphql-transport-ws}. The latter stands in front of
 * SmallRye's handler, which throws at a {@code connection_init} with a null payload, waits for ever for one that
 * does not come, lets a stream that fails fall silent, and sends whatever there is to a client that does not read.
 */
@Singleton
public class SocketEndpoint {

    static final String SYNC_PATH = "/sync";

    static final String PROTOCOL = "graphql-transport-ws";

    /** Before SmallRye's handler of upgrades, which stands where {@link HttpEndpoint} does. */
    private static final int ROUTE_ORDER = HttpEndpoint.ROUTE_ORDER - 1;

    /** Sockets that are told at once that they are too many. */
    private static final int MAX_TURNED_AWAY = 1_000;

    private static final String RETRY_AFTER_SECONDS = "1";

    private final RequestExecutor executor;
    private final RequestReader reader;
    private final Admission admission;
    private final Logins logins;
    private final Rates rates;
    private final Instance<Node> node;
    private final Vertx vertx;

    /** Each with the context on which it is served. */
    private final Map<SocketLine, Context> sessions = new ConcurrentHashMap<>();

    private final Map<EventExecutor, StartQueue.Lanes> starts = new ConcurrentHashMap<>();
    private final AtomicInteger turnedAway = new AtomicInteger();

    SocketEndpoint(
            RequestExecutor executor,
            GraphqlLimits limits,
            PersistedDocuments documents,
            Rates rates,
            Admission admission,
            Logins logins,
            Instance<Node> node,
            Vertx vertx) {
        this.executor = executor;
        this.reader = new RequestReader(limits, documents);
        this.rates = rates;
        this.admission = admission;
        this.logins = logins;
        this.node = node;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.route(HttpEndpoint.PATH).order(ROUTE_ORDER).handler(routing -> handle(routing, this::graphql));
        router.route(SYNC_PATH).order(ROUTE_ORDER).handler(routing -> handle(routing, this::sync));
    }

    /**
     * Sends all clients away, so that they connect again elsewhere or later. Each is told on its own event loop, so
     * behind the answers that are under way there.
     */
    public void closeAll() {
        sessions.forEach((session, context) -> context.runOnContext(now -> session.sendAway()));
    }

    /** A key was revoked: what runs with it ends. From any thread. */
    public void revoked(String keyId) {
        sessions.forEach((session, context) -> context.runOnContext(now -> session.revoked(keyId)));
    }

    /** The policy has changed: each client goes on with what it may do now. From any thread. */
    public void rightsChanged() {
        sessions.forEach((session, context) -> context.runOnContext(now -> session.rightsChanged()));
    }

    /** What serves a socket that was just opened; null if it is closed already. */
    private interface Service {
        @Nullable
        SocketLine begin(
                ServerWebSocket socket,
                HttpServerRequest request,
                ChannelHandlerContext channel,
                SocketIdentity identity);
    }

    private void handle(RoutingContext routing, Service service) {
        HttpServerRequest request = routing.request();
        if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
            routing.next();
            return;
        }
        if (admission.connect()) {
            TransportLimits limits = admission.limits();
            SocketPacking packing = limits.compression() ? SocketPacking.agree(request, limits.messageBytes()) : null;
            request.toWebSocket()
                    .onSuccess(socket -> open(socket, request, packing, service))
                    .onFailure(failure -> {
                        admission.disconnect();
                        routing.fail(400);
                    });
        } else {
            turnAway(routing);
        }
    }

    /** Says in a way that clients understand that they are to come back; when too many are being told, just no. */
    private void turnAway(RoutingContext routing) {
        if (turnedAway.incrementAndGet() > MAX_TURNED_AWAY) {
            turnedAway.decrementAndGet();
            routing.response()
                    .setStatusCode(503)
                    .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .end();
            return;
        }
        HttpServerRequest request = routing.request();
        request.toWebSocket()
                .onSuccess(socket -> {
                    socket.closeHandler(closed -> turnedAway.decrementAndGet());
                    socket.exceptionHandler(broken -> {});
                    String reason = admission.isStopping() ? "The server stops." : "The server has too many clients.";
                    SocketClose.TRY_LATER.close(socket, Channels.of(request), reason);
                })
                .onFailure(failure -> {
                    turnedAway.decrementAndGet();
                    routing.fail(400);
                });
    }

    /** One for all sockets of an event loop. */
    private StartQueue.Lanes startsOf(ChannelHandlerContext channel) {
        return starts.computeIfAbsent(channel.executor(), StartQueue.Lanes::of);
    }

    private SocketLine graphql(
            ServerWebSocket socket, HttpServerRequest request, ChannelHandlerContext channel, SocketIdentity identity) {
        return new SocketSession(
                socket,
                channel,
                executor,
                reader,
                rates.of(request.remoteAddress()),
                admission,
                identity,
                startsOf(channel));
    }

    private @Nullable SocketLine sync(
            ServerWebSocket socket, HttpServerRequest request, ChannelHandlerContext channel, SocketIdentity identity) {
        try {
            return new SyncSession(socket, channel, node.get(), admission, identity);
        } catch (AnkurahException starting) {
            SocketClose.TRY_LATER.close(socket, channel, String.valueOf(starting.getMessage()));
            return null;
        }
    }

    private void open(
            ServerWebSocket socket, HttpServerRequest request, @Nullable SocketPacking packing, Service service) {
        ChannelHandlerContext channel = Channels.of(request);
        if (packing != null) {
            packing.begin(channel);
        }
        socket.exceptionHandler(broken -> {});
        SocketIdentity identity = new SocketIdentity(
                logins, vertx, Credentials.of(request.headers()), Logins.address(request.remoteAddress()));
        SocketLine line = service.begin(socket, request, channel, identity);
        if (line == null) {
            admission.disconnect();
        } else {
            serve(socket, channel, line);
        }
    }

    private void serve(ServerWebSocket socket, ChannelHandlerContext channel, SocketLine line) {
        SocketInbox inbox = new SocketInbox(socket, line, vertx, admission.limits());
        sessions.put(line, vertx.getOrCreateContext());
        TransportLimits.Patience patience = admission.limits().patience();
        long greeting = vertx.setTimer(patience.greeting().toMillis(), timer -> line.expectGreeting());
        long pulse = vertx.setPeriodic(patience.socketPulse().toMillis(), timer -> line.pulse());
        socket.pongHandler(pong -> line.pulseAnswered());
        socket.frameHandler(inbox::receive);
        socket.drainHandler(drained -> {
            inbox.drained();
            line.drained();
        });
        socket.closeHandler(closed -> {
            vertx.cancelTimer(greeting);
            vertx.cancelTimer(pulse);
            if (sessions.remove(line) != null) {
                admission.disconnect();
            }
            line.closed();
        });
        socket.exceptionHandler(broken -> line.closed());
        SocketGuard.protect(channel, (why, reason) -> {
            admission.messageRefused();
            line.end(why, reason);
        });
        line.begin();
    }
}
