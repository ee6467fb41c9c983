package org.ankurah.graphql;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionDecoder;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Stands where a socket's bytes become frames. Frames that are too large or against the rules close the socket with
 * a code and a reason, where Vert.x would just cut the connection; and packed frames are unpacked no further than a
 * message may be large, where Vert.x has no limit.
 */
final class SocketGuard extends ChannelInboundHandlerAdapter {

    private static final String PACKING = "permessage-deflate";

    private final BiConsumer<SocketClose, String> violated;
    private boolean broken;

    private SocketGuard(BiConsumer<SocketClose, String> violated) {
        this.violated = violated;
    }

    /**
     * Guards a socket that was just opened. To be called on its event loop.
     *
     * @param vertx where Vert.x takes the frames from
     * @param violated is told how to close it, at most once
     */
    static void protect(ChannelHandlerContext vertx, int messageBytes, BiConsumer<SocketClose, String> violated) {
        ChannelPipeline pipeline = vertx.pipeline();
        pipeline.addBefore(vertx.name(), SocketGuard.class.getName(), new SocketGuard(violated));
        WebSocketExtensionDecoder unbounded = pipeline.get(WebSocketExtensionDecoder.class);
        if (unbounded != null) {
            pipeline.replace(unbounded, "bounded unpacking", unpacking(messageBytes));
        }
    }

    /** An unpacking that remembers earlier messages, which is right for clients that start each anew as well. */
    private static WebSocketExtensionDecoder unpacking(int messageBytes) {
        int most = PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE;
        return new PerMessageDeflateServerExtensionHandshaker(0, false, most, false, false, messageBytes)
                .handshakeExtension(new WebSocketExtensionData(PACKING, Map.of()))
                .newExtensionDecoder();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable failure) {
        if (!(failure instanceof DecoderException)) {
            channel.fireExceptionCaught(failure);
            return;
        }
        if (broken) {
            return;
        }
        broken = true;
        // Nothing that follows can be understood. It is read all the same for a while: a connection that is cut while
        // the client still sends is reset, and the client would not see why.
        channel.pipeline().addFirst(new Discarding());
        if (isTooLarge(failure)) {
            violated.accept(SocketClose.TOO_LARGE, "A message is too large.");
        } else {
            violated.accept(SocketClose.BAD_FRAME, "Frames do not follow the rules of WebSockets.");
        }
        channel.flush();
    }

    private static boolean isTooLarge(Throwable failure) {
        if (failure instanceof CorruptedWebSocketFrameException corrupted) {
            return corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        }
        return failure instanceof DecompressionException;
    }

    /** Throws away what comes in. */
    private static final class Discarding extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext channel, Object bytes) {
            ReferenceCountUtil.release(bytes);
        }
    }
}
