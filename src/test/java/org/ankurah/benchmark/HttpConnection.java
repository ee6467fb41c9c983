package org.ankurah.benchmark;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * An HTTP connection that stays open and carries one request at a time. Of an answer it reads no more than its length
 * and whether it tells of an error.
 */
final class HttpConnection extends Connection {

    /** Answers begin with their errors, if there are any. */
    private static final int LOOKED_AT = 200;

    private final String host;
    private LongConsumer answered = now -> {};

    HttpConnection(SocketChannel channel, String host) {
        super(channel);
        this.host = host;
    }

    /**
     * Sends a request.
     *
     * @param whenAnswered is told when the answer came
     */
    void send(Subject.Post post, LongConsumer whenAnswered) {
        answered = whenAnswered;
        byte[] body = post.body().getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + post.path() + " HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        write(ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip());
    }

    @Override
    void received(ByteBuffer input, long now) {
        int body = endOfHead(input);
        if (body < 0) {
            return;
        }
        byte[] bytes = input.array();
        String head = new String(bytes, input.position(), body - input.position(), StandardCharsets.US_ASCII)
                .toLowerCase(Locale.ROOT);
        int at = head.indexOf("content-length:") + "content-length:".length();
        int size = Integer.parseInt(head.substring(at, head.indexOf('\r', at)).strip());
        if (input.limit() < body + size) {
            return;
        }
        input.position(body + size);
        String start = new String(bytes, body, Math.min(size, LOOKED_AT), StandardCharsets.UTF_8);
        if (!head.startsWith("http/1.1 200") || start.contains("\"errors\"")) {
            throw new IllegalStateException("The server answered: " + head + start);
        }
        answered.accept(now);
    }
}
