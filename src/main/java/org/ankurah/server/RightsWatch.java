package org.ankurah.server;

import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.ankurah.graphql.SocketEndpoint;
import org.ankurah.graphql.StreamEndpoint;
import org.ankurah.node.Node;

/** Has running subscriptions go on under new rights when the policy changes, and end when their key is revoked. */
@Singleton
public class RightsWatch {

    /** How often a server asks whether others have made or revoked keys. */
    private static final long ASK_MS = 1_000;

    private final SocketEndpoint sockets;
    private final StreamEndpoint streams;
    private final Vertx vertx;

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
        // A database that is away has others who say so.
        vertx.setPeriodic(ASK_MS, timer -> node.apiKeys().refresh().subscribe().with(done -> {}, failed -> {}));
    }
}
