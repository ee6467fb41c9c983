package org.ankurah.graphql;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of the frames that one client sends. It reads no faster than the client may send, and nothing while
 * the client does not read itself: so what it is owed cannot pile up. On the socket's event loop only.
 */
final class SocketInbox {

    private final ServerWebSocket socket;
    private final SocketLine line;
    private final Vertx vertx;
    private final int messageBytes;
    private final TokenBucket pace;

    /** The frames of a message whose last one has not come yet. */
    private @Nullable Buffer begun;

    private boolean tooFast;
    private boolean unread;

    SocketInbox(ServerWebSocket socket, SocketLine line, Vertx vertx, TransportLimits limits) {
        this.socket = socket;
        this.line = line;
        this.vertx = vertx;
        this.messageBytes = limits.messageBytes();
        this.pace = new TokenBucket(limits.messagesPerSecond(), limits.messageBurst(), System::nanoTime);
    }

    /** A frame came. */
    void receive(WebSocketFrame frame) {
        if (line.hasEnded()) {
            return;
        }
        if (line.isBinary() ? frame.isText() : frame.isBinary()) {
            line.end(
                    SocketClose.BAD_MESSAGE,
                    line.isBinary() ? "Messages are binary, not text." : "Messages are text, not binary.");
        } else if (frame.isText() || frame.isBinary() || frame.isContinuation()) {
            collect(frame.binaryData(), frame.isFinal());
        }
        keepPace();
    }

    /** The client reads again. */
    void drained() {
        unread = false;
        goOn();
    }

    private void collect(Buffer part, boolean last) {
        int length = part.length() + (begun == null ? 0 : begun.length());
        if (length > messageBytes) {
            begun = null;
            line.end(SocketClose.TOO_LARGE, "A message holds at most " + messageBytes + " bytes.");
            return;
        }
        Buffer message = begun == null ? part : begun.appendBuffer(part);
        if (!last) {
            begun = begun == null ? Buffer.buffer().appendBuffer(part) : message;
            return;
        }
        begun = null;
        line.receive(message);
    }

    private void keepPace() {
        long wait = pace.take();
        if (wait > 0 && !tooFast) {
            tooFast = true;
            vertx.setTimer(wait, timer -> {
                tooFast = false;
                goOn();
            });
        }
        unread = !line.hasEnded() && !line.isReady();
        // Each time, as Vert.x asks for one more frame after each ping.
        if (tooFast || unread) {
            socket.pause();
        }
    }

    private void goOn() {
        if (!tooFast && !unread) {
            socket.resume();
        }
    }
}
