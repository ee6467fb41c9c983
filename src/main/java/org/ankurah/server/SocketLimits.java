package org.ankurah.server;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Lets WebSocket messages be as large as the bodies of requests, as clients send each in one frame, and be packed only
 * if the operator wants it, as that is done for each client anew.
 */
@Singleton
public class SocketLimits implements HttpServerOptionsCustomizer {

    private final ServerSettings settings;

    SocketLimits(ServerSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        int bytes = settings.clients().messageBytes();
        options.setMaxWebSocketFrameSize(bytes).setMaxWebSocketMessageSize(bytes);
        options.setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(settings.clients().compression());
    }
}
