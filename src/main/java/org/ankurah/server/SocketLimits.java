package org.ankurah.server;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** Lets WebSocket messages be as large as the bodies of requests; clients send each in one frame. */
@Singleton
public class SocketLimits implements HttpServerOptionsCustomizer {

    private final ServerConfig config;

    SocketLimits(ServerConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        int bytes = config.limits().bodyBytes();
        options.setMaxWebSocketFrameSize(bytes).setMaxWebSocketMessageSize(bytes);
    }
}
