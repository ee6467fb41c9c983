package org.ankurah.graphql;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import org.jspecify.annotations.Nullable;

/**
 * One client on a WebSocket, whatever is spoken there: that it is alive, that it reads what it is sent, who it is, and
 * how it ends. Messages arrive on the socket's event loop.
 */
abstract class SocketLine {

    private final ServerWebSocket socket;
    private final ChannelHandlerContext channel;
    private final boolean binary;
    private final SocketWriter out;
    private final Admission admission;
    private final SocketIdentity identity;
    private boolean pulseOpen;
    private volatile boolean ended;

    /**
     * @param channel what carries the socket
     * @param identity who is on it
     * @param binary whether messages are bytes, and not text
     */
    SocketLine(
            ServerWebSocket socket,
            ChannelHandlerContext channel,
            Admission admission,
            SocketIdentity identity,
            boolean binary) {
        this.socket = socket;
        this.channel = channel;
        this.binary = binary;
        this.out = new SocketWriter(channel, binary);
        this.admission = admission;
        this.identity = identity;
    }

    /** All is ready for messages to come. */
    void begin() {}

    /** A message came. */
    abstract void receive(Buffer message);

    /** The time for the greeting is over. */
    abstract void expectGreeting();

    /** The socket takes more again. */
    abstract void drained();

    /** The socket is gone: nothing runs on. */
    abstract void stop();

    /** Whether messages are bytes, and not text. */
    boolean isBinary() {
        return binary;
    }

    Admission admission() {
        return admission;
    }

    SocketIdentity identity() {
        return identity;
    }

    SocketWriter out() {
        return out;
    }

    /** Asks for a sign of life; a client that gave none since the last time is gone. */
    void pulse() {
        if (pulseOpen) {
            end(SocketClose.GOING_AWAY, "No sign of life.");
            return;
        }
        pulseOpen = true;
        socket.writePing(Buffer.buffer());
    }

    void pulseAnswered() {
        pulseOpen = false;
    }

    /** The server goes away. */
    void sendAway() {
        end(SocketClose.GOING_AWAY, "The server stops.");
    }

    /** A key was revoked. */
    void revoked(String keyId) {
        identity.revoke(keyId);
    }

    /** The policy may say something else of whoever is on it. */
    void rightsChanged() {
        identity.askRights();
    }

    /** Closes the socket and ends all that runs on it. Whatever still comes from the client is ignored. */
    void end(SocketClose why, String reason) {
        closed();
        why.close(socket, channel, reason);
    }

    boolean hasEnded() {
        return ended;
    }

    /** The socket is gone. */
    void closed() {
        ended = true;
        identity.close();
        stop();
    }

    /** Whether the socket takes more without piling up. One that is closed takes nothing, and its queue may not be asked. */
    boolean isReady() {
        return !socket.isClosed() && !socket.writeQueueFull();
    }

    /** What the client said that it speaks, and was agreed to; null if nothing was. */
    @Nullable
    String subProtocol() {
        return socket.subProtocol();
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    /** Sends what was written. */
    void flush() {
        out.flush();
        if (isOpen() && out.excess() > admission.limits().unreadBytes()) {
            end(SocketClose.TRY_LATER, "Too much waits for the client to read it.");
        }
    }
}
