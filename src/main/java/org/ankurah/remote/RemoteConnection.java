package org.ankurah.remote;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ankurah.node.Node;
import org.ankurah.signal.MutableSignal;
import org.ankurah.signal.Signal;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Connects an ephemeral node to a server in another process, by WebSocket, and connects it again whenever the
 * connection is lost: after a pause that grows from attempt to attempt and is drawn at random, so that the nodes of a
 * server that was away do not all come at once. It ends when it is closed, or when the server says that trying again
 * cannot help. Safe to use from any thread.
 *
 * <pre>{@code
 * RemoteConnection connection = RemoteConnection.connect(URI.create("ws://localhost:8080/sync"), node);
 * }</pre>
 */
public final class RemoteConnection implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RemoteConnection.class.getName());

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** What a server sends in one message is bounded there, but for a single entity that is larger. */
    private static final int LARGEST_MESSAGE = 256 << 20;

    private final URI server;
    private final Node node;
    private final RemoteOptions options;
    private final Vertx vertx;
    private final WebSocketClient client;
    private final Context loop;
    private final MutableSignal<RemoteState> state = MutableSignal.of(RemoteState.CONNECTING);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable AnkurahException problem;

    // On the event loop only.
    private @Nullable RemoteCarrier carrier;
    private @Nullable String refusedToken;
    private int attempts;
    private boolean told;

    private RemoteConnection(URI server, Node node, RemoteOptions options) {
        this.server = server;
        this.node = node;
        this.options = options;
        this.vertx = options.vertx() == null ? Vertx.vertx() : options.vertx();
        this.loop = vertx.getOrCreateContext();
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setMaxFrameSize(LARGEST_MESSAGE)
                .setMaxMessageSize(LARGEST_MESSAGE));
    }

    /**
     * Connects as nobody in particular.
     *
     * @param server where it is, such as {@code wss://example.org/sync}
     * @param follower an ephemeral node
     * @throws IllegalArgumentException when the address is none of a WebSocket, or the node is not ephemeral
     */
    public static RemoteConnection connect(URI server, Node follower) {
        return connect(server, follower, RemoteOptions.DEFAULT);
    }

    /** The same with options. */
    public static RemoteConnection connect(URI server, Node follower, RemoteOptions options) {
        String scheme = server.getScheme();
        if (server.getHost() == null || !("ws".equals(scheme) || "wss".equals(scheme))) {
            throw new IllegalArgumentException(
                    "the address of a server is like wss://example.org/sync, and not " + server);
        }
        if (!follower.isEphemeral()) {
            throw new IllegalArgumentException("only an ephemeral node follows another one");
        }
        RemoteConnection connection = new RemoteConnection(server, follower, options);
        connection.loop.runOnContext(now -> connection.attempt());
        return connection;
    }

    /** How it stands, now and from now on. */
    public Signal<RemoteState> state() {
        return state;
    }

    /** Why it waits or has ended; null while nothing is known to be wrong. */
    public @Nullable AnkurahException problem() {
        return problem;
    }

    /** Ends it for good. The node goes on with what it holds. Again is fine. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            loop.runOnContext(now -> end());
        }
    }

    private void end() {
        RemoteCarrier current = carrier;
        carrier = null;
        if (current != null) {
            current.close();
            current.lost();
        }
        state.set(RemoteState.ENDED);
        client.close();
        if (options.vertx() == null) {
            vertx.close();
        }
    }

    private void attempt() {
        if (closed.get()) {
            return;
        }
        state.set(RemoteState.CONNECTING);
        Uni<@Nullable String> token = options.token() == null
                ? Uni.createFrom().nullItem()
                : Uni.createFrom()
                        .deferred(() -> Objects.requireNonNull(options.token()).get());
        token.subscribe()
                .with(
                        found -> loop.runOnContext(now -> attempt(found)),
                        failure -> loop.runOnContext(now -> waitAndTryAgain(
                                AnkurahException.unavailable("No token could be had: " + failure.getMessage()))));
    }

    private void attempt(@Nullable String token) {
        if (closed.get()) {
            return;
        }
        if (token != null && token.equals(refusedToken)) {
            stop(Objects.requireNonNull(problem));
            return;
        }
        boolean secure = "wss".equals(server.getScheme());
        int port = server.getPort() < 0 ? (secure ? 443 : 80) : server.getPort();
        WebSocketConnectOptions to = new WebSocketConnectOptions()
                .setHost(server.getHost())
                .setPort(port)
                .setSsl(secure)
                .setURI(server.getRawPath() + (server.getRawQuery() == null ? "" : "?" + server.getRawQuery()));
        client.connect(to)
                .onComplete(
                        socket -> loop.runOnContext(now -> connected(socket, token)),
                        failure -> loop.runOnContext(now -> waitAndTryAgain(AnkurahException.unavailable(
                                "The server cannot be reached: " + failure.getMessage()))));
    }

    private void connected(WebSocket socket, @Nullable String token) {
        if (closed.get()) {
            socket.close();
            return;
        }
        carrier = new RemoteCarrier(socket, node, vertx, loop, new RemoteCarrier.Ends() {
            @Override
            public void welcomed() {
                attempts = 0;
                told = false;
                refusedToken = null;
                problem = null;
                state.set(RemoteState.IN_TOUCH);
            }

            @Override
            public void ended(AnkurahException reason, boolean forGood) {
                carrier = null;
                boolean otherToken = reason.code() == ErrorCode.UNAUTHENTICATED && options.token() != null;
                if (forGood && !otherToken) {
                    stop(reason);
                } else {
                    refusedToken = otherToken ? token : refusedToken;
                    waitAndTryAgain(reason);
                }
            }
        });
        carrier.open(token);
    }

    private void stop(AnkurahException reason) {
        problem = reason;
        LOG.log(Level.ERROR, "The connection to {0} ended: {1}", server, reason.getMessage());
        close();
    }

    private void waitAndTryAgain(AnkurahException reason) {
        if (closed.get()) {
            return;
        }
        problem = reason;
        long most = options.firstPause().toMillis() << Math.min(attempts++, 20);
        long pause = ThreadLocalRandom.current()
                .nextLong(1 + Math.min(most, options.longestPause().toMillis()));
        if (!told) {
            // Once per outage: it may last.
            told = true;
            LOG.log(Level.WARNING, "No connection to {0}: {1} It is tried again.", server, reason.getMessage());
        }
        state.set(RemoteState.WAITING);
        vertx.setTimer(Math.max(1, pause), timer -> loop.runOnContext(now -> attempt()));
    }
}
