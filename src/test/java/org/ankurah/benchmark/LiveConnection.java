package org.ankurah.benchmark;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket that speaks graphql-transport-ws. Of what comes it reads no more than which rows it tells of: clients
 * share the processors with what they measure.
 */
final class LiveConnection extends Connection {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int MASK_BYTES = 4;

    private final Listener listener;
    private boolean upgraded;

    LiveConnection(SocketChannel channel, Listener listener) {
        super(channel);
        this.listener = listener;
    }

    /** What happens on a connection. */
    interface Listener {

        /** A message that tells of no row: the greeting was answered, or a live query has begun. */
        void acknowledged();

        /** A message tells of a row. */
        void row(int number, long now);
    }

    /** Asks for the WebSocket and greets. */
    void greet(String host, String path) {
        write(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    /** Starts a live query. */
    void subscribe(int id, String payload) {
        send(TEXT, "{\"type\":\"subscribe\",\"id\":\"%d\",\"payload\":%s}".formatted(id, payload));
    }

    @Override
    void received(ByteBuffer input, long now) {
        if (!upgraded) {
            int end = endOfHead(input);
            if (end < 0) {
                return;
            }
            String head =
                    new String(input.array(), input.position(), end - input.position(), StandardCharsets.US_ASCII);
            if (!head.startsWith("HTTP/1.1 101")) {
                throw new IllegalStateException("The server gave no WebSocket: " + head);
            }
            upgraded = true;
            input.position(end);
            send(TEXT, "{\"type\":\"connection_init\"}");
        }
        while (takeFrame(input, now)) {
            // Until no whole frame is left.
        }
    }

    private boolean takeFrame(ByteBuffer input, long now) {
        int start = input.position();
        if (input.remaining() < 2) {
            return false;
        }
        int length = input.get(start + 1);
        int payload = start + 2;
        if (length == SHORT_LENGTH) {
            payload += Short.BYTES;
            length = input.limit() < payload ? Integer.MAX_VALUE : Short.toUnsignedInt(input.getShort(start + 2));
        } else if (length == LONG_LENGTH) {
            payload += Long.BYTES;
            length = input.limit() < payload ? Integer.MAX_VALUE : Math.toIntExact(input.getLong(start + 2));
        }
        if (input.limit() - payload < length) {
            return false;
        }
        input.position(payload + length);
        switch (input.get(start) & 0xf) {
            case CLOSE -> throw new IllegalStateException("The server closed a WebSocket: " + text(input, payload));
            case PING -> send(PONG, text(input, payload));
            case PONG -> {}
            default -> takeMessage(input, payload, now);
        }
        return true;
    }

    /** A row is known by its name, which is in quotes. */
    private void takeMessage(ByteBuffer input, int from, long now) {
        byte[] bytes = input.array();
        int end = input.position();
        boolean rows = false;
        for (int i = from; i < end; i++) {
            if (bytes[i] == Subject.MARK) {
                int number = 0;
                while (bytes[++i] != '"') {
                    number = number * 10 + bytes[i] - '0';
                }
                listener.row(number, now);
                rows = true;
            }
        }
        if (!rows) {
            String message = text(input, from);
            if (message.contains("error")) {
                throw new IllegalStateException("The server sent: " + message);
            }
            listener.acknowledged();
        }
    }

    private static String text(ByteBuffer input, int from) {
        return new String(input.array(), from, input.position() - from, StandardCharsets.UTF_8);
    }

    /** Sends a frame. A client masks what it sends; with zeros that is no work. */
    private void send(int opcode, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(2 + Short.BYTES + MASK_BYTES + payload.length);
        frame.put((byte) (FINAL | opcode));
        if (payload.length < SHORT_LENGTH) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | SHORT_LENGTH)).putShort((short) payload.length);
        }
        write(frame.putInt(0).put(payload).flip());
    }
}
