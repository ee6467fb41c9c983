package org.ankurah.server;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Lets WebSocket messages be as large as the bodies of requests, as clients send each in one frame, and be packed only
 * if the operator wants it: Vert.x would pack for every client that offers to unpack, one by one.
 */
@Singleton
public class SocketLimits implements HttpServerOptionsCustomizer {

    /** Messages are small JSON, where more effort finds little more. */
    private static final int FASTEST = 1;

    private final ServerConfig config;

    SocketLimits(ServerConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        int bytes = config.limits().bodyBytes();
        options.setMaxWebSocketFrameSize(bytes).setMaxWebSocketMessageSize(bytes);
        options.setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(config.compression())
                .setWebSocketCompressionLevel(FASTEST)
                .setWebSocketAllowServerNoContext(true);
    }
}
