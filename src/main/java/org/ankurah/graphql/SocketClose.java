package org.ankurah.graphql;

import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;

/** Why the server closes a WebSocket, with the codes that the protocol gives to clients. */
enum SocketClose {
    /** A message is not one of the protocol's. */
    BAD_MESSAGE(4400),
    /** An operation came before the greeting was acknowledged. */
    NOT_GREETED(4401),
    /** The client does not speak our sub-protocol. */
    PROTOCOL_NOT_SPOKEN(4406),
    /** The greeting did not come in time. */
    GREETING_TOO_LATE(4408),
    /** An operation came under an id that is in use. */
    ID_IN_USE(4409),
    /** A second greeting came. */
    GREETED_TWICE(4429),
    /** The server stops, or the client does not answer any more; the code is WebSocket's own. */
    GOING_AWAY(1001);

    /** A close frame holds 125 bytes, two of which are the code. */
    private static final int MAX_REASON_BYTES = 123;

    private final short code;

    SocketClose(int code) {
        this.code = (short) code;
    }

    /** Closes the socket, unless it is closed. */
    void close(ServerWebSocket socket, String reason) {
        if (!socket.isClosed()) {
            socket.close(code, shortened(reason));
        }
    }

    private static String shortened(String reason) {
        String text = reason;
        while (text.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }
}
