package org.ankurah.server;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.ankurah.graphql.SocketEndpoint;
import org.ankurah.graphql.StreamEndpoint;

/** Has running subscriptions go on under new rights when the policy changes. */
@Singleton
public class RightsWatch {

    private final SocketEndpoint sockets;
    private final StreamEndpoint streams;

    RightsWatch(SocketEndpoint sockets, StreamEndpoint streams) {
        this.sockets = sockets;
        this.streams = streams;
    }

    void begin(@Observes NodeOpened opened) {
        Runnable changed = () -> {
            sockets.rightsChanged();
            streams.rightsChanged();
        };
        opened.node().policy().onChange(changed);
    }
}
