package org.ankurah.graphql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** A WebSocket of which the bytes are chosen by the test, so also ones that no client would send. */
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int LAST = 0x80;
    static final int PACKED = 0x40;

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final String answer;

    /** A frame of the server: its first byte and what is in it. */
    record Frame(int head, byte[] payload) {

        int kind() {
            return head & 0xf;
        }

        String text() {
            return new String(payload, UTF_8);
        }

        int closeCode() {
            assertThat(kind()).as(text()).isEqualTo(CLOSE);
            return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }

        String closeReason() {
            return new String(payload, 2, payload.length - 2, UTF_8);
        }
    }

    private RawSocket(URI http, List<String> headers) throws IOException {
        socket = new Socket(http.getHost(), http.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        StringBuilder request = new StringBuilder(
                "GET /graphql HTTP/1.1\r\nHost: " + http.getHost()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                        + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        out.write(request.append("\r\n").toString().getBytes(ISO_8859_1));
        answer = readHead();
    }

    /** Connects; the answer may be any. */
    static RawSocket connect(URI http, String... headers) {
        try {
            return new RawSocket(http, List.of(headers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects and is welcome. */
    static RawSocket greeted(URI http, String... headers) {
        RawSocket socket = connect(http, headers);
        socket.text("{\"type\": \"connection_init\"}");
        assertThat(socket.read().text()).contains("connection_ack");
        return socket;
    }

    /** The message that begins an operation; what is given is put into it as it is. */
    static String subscribe(String id, String query) {
        return "{\"type\": \"subscribe\", \"id\": \"" + id + "\", \"payload\": {\"query\": \"" + query + "\"}}";
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    /** The server's answer to the handshake. */
    String answer() {
        return answer;
    }

    void text(String message) {
        frame(LAST | TEXT, message.getBytes(UTF_8));
    }

    /** Sends a frame; its mask is 0, so that it travels as it is. */
    void frame(int head, byte[] payload) {
        try {
            ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
            DataOutputStream data = new DataOutputStream(frame);
            head(data, head, payload.length);
            data.write(payload);
            out.write(frame.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that a frame of so many bytes comes, and sends as many zeros as the server takes. */
    void endless(int head, long length) {
        byte[] zeros = new byte[1 << 16];
        try {
            head(out, head, length);
            for (long sent = 0; sent < length; sent += zeros.length) {
                out.write(zeros);
            }
        } catch (IOException cut) {
            // The server has had enough; why, it has said before.
        }
    }

    private static void head(DataOutputStream to, int head, long length) throws IOException {
        to.write(head);
        if (length < 126) {
            to.write(0x80 | (int) length);
        } else if (length < 65_536) {
            to.write(0x80 | 126);
            to.writeShort((int) length);
        } else {
            to.write(0x80 | 127);
            to.writeLong(length);
        }
        to.writeInt(0);
    }

    /** The next frame of the server. */
    Frame read() {
        try {
            int head = in.read();
            assertThat(head).as("a frame; the connection was cut").isNotNegative();
            int length = in.read();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame(head, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame that is no ping. */
    Frame skipPings() {
        Frame frame = read();
        while (frame.kind() == PING) {
            frame = read();
        }
        return frame;
    }

    /** The next message, whatever it was cut into. */
    String message() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        Frame frame;
        do {
            frame = skipPings();
            message.writeBytes(frame.payload());
        } while ((frame.head() & LAST) == 0);
        return message.toString(UTF_8);
    }

    /** How the server closes the socket; what else comes before is skipped. */
    Frame readClose() {
        for (Frame frame = read(); ; frame = read()) {
            if (frame.kind() == CLOSE) {
                return frame;
            }
        }
    }

    /** Whether the server ends the connection, within the time that reading may take. */
    boolean isCut() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Cuts the connection without a word. */
    @Override
    public void close() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
