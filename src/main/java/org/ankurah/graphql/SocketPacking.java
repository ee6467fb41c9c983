package org.ankurah.graphql;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of one socket are packed: WebSocket's permessage-deflate. Vert.x knows it too, but not in Quarkus,
 * and unpacks without a limit.
 */
final class SocketPacking {

    /** Messages are small JSON, where more effort finds little more. */
    private static final int LEVEL = 1;

    private static final String UNPACKING = "unpacking";

    private final WebSocketServerExtension agreed;

    private SocketPacking(WebSocketServerExtension agreed) {
        this.agreed = agreed;
    }

    /**
     * Agrees to the first of the client's offers that fits, and says so in the answer, which is still to be sent.
     *
     * @param messageBytes how large a frame may be, unpacked
     * @return null if there is none
     */
    static @Nullable SocketPacking agree(HttpServerRequest request, int messageBytes) {
        String offers = request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
        if (offers == null) {
            return null;
        }
        PerMessageDeflateServerExtensionHandshaker handshaker = new PerMessageDeflateServerExtensionHandshaker(
                LEVEL,
                ZlibCodecFactory.isSupportingWindowSizeAndMemLevel(),
                PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE,
                true,
                false,
                messageBytes);
        for (WebSocketExtensionData offer : WebSocketExtensionUtil.extractExtensions(offers)) {
            WebSocketServerExtension extension = handshaker.handshakeExtension(offer);
            if (extension != null) {
                request.response()
                        .putHeader(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, text(extension.newReponseData()));
                return new SocketPacking(extension);
            }
        }
        return null;
    }

    private static String text(WebSocketExtensionData extension) {
        StringBuilder text = new StringBuilder(extension.name());
        extension
                .parameters()
                .forEach((name, value) -> text.append("; ").append(name).append(value == null ? "" : "=" + value));
        return text.toString();
    }

    /** Packs and unpacks from now on. To be called on the socket's event loop. */
    void begin(ChannelHandlerContext vertx) {
        vertx.pipeline()
                .addBefore(vertx.name(), UNPACKING, agreed.newExtensionDecoder())
                .addBefore(vertx.name(), "packing", agreed.newExtensionEncoder());
    }

    /**
     * Gives up unpacking, if there was any. Netty's decoder fails once more at the end of a connection whose bytes it
     * did not understand, and then nobody behind it hears of that end.
     */
    static void end(ChannelPipeline pipeline) {
        if (pipeline.get(UNPACKING) != null) {
            pipeline.remove(UNPACKING);
        }
    }
}
