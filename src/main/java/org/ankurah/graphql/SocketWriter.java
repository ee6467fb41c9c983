package org.ankurah.graphql;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Writes messages to one WebSocket from bytes that are there already. Vert.x takes texts only, which are encoded anew
 * for each socket, and sends each message by itself.
 *
 * <p>Whoever writes on the socket's event loop, here or through Vert.x, is sent in that order; and so is whoever writes
 * elsewhere, one thread at a time, since both hand it to the loop as a task.
 */
final class SocketWriter {

    /** Clients may refuse larger frames; a longer message travels in several. */
    private static final int LARGEST_FRAME = 65_536;

    private final ChannelHandlerContext channel;
    private final boolean binary;

    /**
     * @param channel what carries the socket
     * @param binary whether messages are bytes, and not text
     */
    SocketWriter(ChannelHandlerContext channel, boolean binary) {
        this.channel = channel;
        this.binary = binary;
    }

    /** Writes a message that consists of these parts, which may be used again; {@link #flush} sends it. */
    @SuppressWarnings("FutureReturnValueIgnored") // What a socket that is gone does not take is of no use to anybody.
    void write(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuf message = channel.alloc().buffer(length, length);
        for (byte[] part : parts) {
            message.writeBytes(part);
        }
        boolean first = true;
        do {
            ByteBuf bytes = message.readRetainedSlice(Math.min(LARGEST_FRAME, message.readableBytes()));
            boolean last = !message.isReadable();
            channel.write(frame(bytes, first, last));
            first = false;
        } while (message.isReadable());
        message.release();
    }

    private WebSocketFrame frame(ByteBuf bytes, boolean first, boolean last) {
        if (!first) {
            return new ContinuationWebSocketFrame(last, 0, bytes);
        }
        return binary ? new BinaryWebSocketFrame(last, 0, bytes) : new TextWebSocketFrame(last, 0, bytes);
    }

    /** Sends what was written. */
    void flush() {
        channel.flush();
    }

    /** How many bytes wait for the client to read them, beyond what may. */
    long excess() {
        return channel.channel().bytesBeforeWritable();
    }
}
