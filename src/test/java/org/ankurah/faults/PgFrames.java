package org.ankurah.faults;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of PostgreSQL's protocol from one direction of a connection.
 *
 * <p>A message is a type of one byte, a length of four that counts itself, and a body. Only the first message of a
 * client has no type. See the <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">formats
 * of messages</a>.
 */
final class PgFrames {

    /** Stands for the type that the first message of a client does not have. */
    static final char STARTUP = '^';

    /** Far beyond what tests send: something else would be no message of this protocol. */
    private static final int LONGEST = 64 << 20;

    private static final int LENGTH_BYTES = 4;

    private final DataInputStream in;
    private boolean untyped;

    /** @param fromClient whether the first message has no type */
    PgFrames(InputStream in, boolean fromClient) {
        this.in = new DataInputStream(in);
        this.untyped = fromClient;
    }

    /** One message, with the bytes that it travels as. */
    record Frame(char type, byte[] bytes) {

        /** Whether it is the text of a statement that begins so. */
        boolean isStatement(String start) {
            int head = 1 + LENGTH_BYTES;
            return type == 'Q'
                    && new String(bytes, head, bytes.length - head, StandardCharsets.UTF_8)
                            .toUpperCase(java.util.Locale.ROOT)
                            .startsWith(start);
        }

        /** Whether a text of plain letters is in it. */
        boolean has(String text) {
            return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
        }
    }

    /** The next message; null at the end. */
    @Nullable
    Frame next() throws IOException {
        int type = STARTUP;
        if (!untyped) {
            type = in.read();
            if (type < 0) {
                return null;
            }
        }
        int length;
        try {
            length = in.readInt();
        } catch (EOFException end) {
            return null;
        }
        if (length < LENGTH_BYTES || length > LONGEST) {
            throw new IOException("no message of PostgreSQL's protocol: type " + (char) type + ", length " + length);
        }
        ByteBuffer frame = ByteBuffer.allocate((untyped ? 0 : 1) + length);
        if (!untyped) {
            frame.put((byte) type);
        }
        frame.putInt(length);
        in.readFully(frame.array(), frame.position(), length - LENGTH_BYTES);
        untyped = false;
        return new Frame((char) type, frame.array());
    }
}
