package org.ankurah.graphql;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;

/**
 * Why the server closes a WebSocket, with the codes that clients know. Those from 4400 on are the protocol's, the
 * others WebSocket's own. Clients of npm's graphql-ws come back after {@link #GOING_AWAY}, {@link #TRY_LATER} and
 * {@link #GREETING_TOO_LATE}; the others tell of mistakes that would be made again.
 */
enum SocketClose {
    /** All is said. */
    DONE(1000),
    /** A message is not one of the protocol's. */
    BAD_MESSAGE(4400),
    /** An operation came before the greeting was acknowledged. */
    NOT_GREETED(4401),
    /** The token or key of the greeting is not good. */
    FORBIDDEN(4403),
    /** The client does not speak our sub-protocol. */
    PROTOCOL_NOT_SPOKEN(4406),
    /** The greeting did not come in time. */
    GREETING_TOO_LATE(4408),
    /** An operation came under an id that is in use. */
    ID_IN_USE(4409),
    /** A second greeting came. */
    GREETED_TWICE(4429),
    /** The server stops, or the client does not answer any more. */
    GOING_AWAY(1001),
    /** Frames do not follow the rules of WebSockets. */
    BAD_FRAME(1002),
    /** Text is not UTF-8. */
    BAD_TEXT(1007),
    /** A message is larger than messages may be. */
    TOO_LARGE(1009),
    /** The server has too many clients, or too much waits for this one. */
    TRY_LATER(1013);

    /** A close frame holds 125 bytes, two of which are the code. */
    private static final int MAX_REASON_BYTES = 123;

    private final short code;

    SocketClose(int code) {
        this.code = (short) code;
    }

    /**
     * Closes the socket, unless it is closed, and cuts the connection if the client does not do its part.
     *
     * @param channel what carries the socket
     */
    void close(ServerWebSocket socket, ChannelHandlerContext channel, String reason) {
        if (socket.isClosed()) {
            return;
        }
        socket.close(code, shortened(reason));
        Channels.cutSoon(channel);
    }

    private static String shortened(String reason) {
        String text = reason.length() > MAX_REASON_BYTES ? reason.substring(0, MAX_REASON_BYTES) : reason;
        while (text.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }
}
