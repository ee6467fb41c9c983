package org.ankurah.server;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.ankurah.graphql.SocketEndpoint;
import org.ankurah.graphql.StreamEndpoint;
import org.ankurah.node.Node;
import org.jspecify.annotations.Nullable;

/** Has running subscriptions go on under new rights when the policy changes, and end when their key is revoked. */
@Singleton
public class RightsWatch {

    /** How often a server asks whether others have made or revoked keys. */
    private static final long ASK_MS = 1_000;

    /** For a database that has just answered. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SocketEndpoint sockets;
    private final StreamEndpoint streams;
    private final Vertx vertx;

    private volatile @Nullable Long asking;

    RightsWatch(SocketEndpoint sockets, StreamEndpoint streams, Vertx vertx) {
        this.vertx = vertx;
        this.sockets = sockets;
        this.streams = streams;
    }

    void begin(@Observes NodeOpened opened) {
        Runnable changed = () -> {
            sockets.rightsChanged();
            streams.rightsChanged();
        };
        Node node = opened.node();
        node.policy().onChange(changed);
        node.apiKeys().onRevoked(id -> {
            sockets.revoked(id);
            streams.revoked(id);
        });
        // Before the first request comes with one of them.
        node.apiKeys().refresh().await().atMost(PATIENCE);
        // A database that is away has others who say so.
        asking = vertx.setPeriodic(
                ASK_MS, timer -> node.apiKeys().refresh().subscribe().with(done -> {}, failed -> {}));
    }

    /** What others do while this server stops is no concern of it any more. */
    void end(@Observes ShutdownEvent stop) {
        Long timer = asking;
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
