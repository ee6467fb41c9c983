package org.ankurah.graphql;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.function.BiConsumer;

/**
 * Stands behind where a socket's bytes become frames. Frames that are too large, packed or not, or against the rules
 * close the socket with a code and a reason, where Vert.x would just cut the connection.
 */
final class SocketGuard extends ChannelInboundHandlerAdapter {

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
    static void protect(ChannelHandlerContext vertx, BiConsumer<SocketClose, String> violated) {
        vertx.pipeline().addBefore(vertx.name(), SocketGuard.class.getName(), new SocketGuard(violated));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable failure) {
        if (broken) {
            return;
        }
        if (!(failure instanceof DecoderException)) {
            channel.fireExceptionCaught(failure);
            return;
        }
        broken = true;
        // Nothing that follows can be understood. It is read all the same for a while: a connection that is cut while
        // the client still sends is reset, and the client would not see why.
        channel.pipeline().addFirst(new Discarding());
        SocketPacking.end(channel.pipeline());
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
