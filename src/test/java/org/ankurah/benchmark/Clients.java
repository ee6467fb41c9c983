package org.ankurah.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * HTTP clients that each send a POST, wait for the answer and send the next one, over a connection each that stays
 * open. All of them run on the caller's thread and read no more of an answer than its length and whether it tells of
 * an error: they share the processors with what they measure.
 */
final class Clients {

    /** Answers of creates are far smaller; a longer one takes a larger buffer. */
    private static final int FIRST_BUFFER = 8_192;

    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final URI url;
    private final int count;
    private final Supplier<String> bodies;

    /**
     * Prepares clients.
     *
     * @param bodies the JSON bodies that they send
     */
    Clients(URI url, int count, Supplier<String> bodies) {
        this.url = url;
        this.count = count;
        this.bodies = bodies;
    }

    /**
     * What clients got done together.
     *
     * @param seconds from the first request to the last answer
     * @param nanos how long each answer took, ascending
     * @param cpuNanos what the clients themselves took of the processors
     */
    record Done(double seconds, long[] nanos, long cpuNanos) {

        int requests() {
            return nanos.length;
        }

        double perSecond() {
            return requests() / seconds;
        }

        /** The least time in milliseconds that so many per cent of the answers did not exceed. */
        double percentile(int percent) {
            return nanos[(int) Math.ceil(nanos.length * percent / 100.0) - 1] / 1e6;
        }
    }

    /** Lets all clients send for so long, and waits for the last answers. */
    Done run(double seconds) throws IOException {
        LongStream.Builder nanos = LongStream.builder();
        long cpu = cpuNanos();
        long began = System.nanoTime();
        long end = began + (long) (seconds * 1e9);
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
                channel.configureBlocking(false);
                Client client = new Client(channel);
                channel.register(selector, SelectionKey.OP_READ, client);
                client.send(request());
            }
            while (!selector.keys().isEmpty()) {
                selector.select(key -> {
                    Client client = (Client) key.attachment();
                    if (client.hasAnswer()) {
                        long now = System.nanoTime();
                        nanos.add(now - client.sentAt);
                        if (now < end) {
                            client.send(request());
                        } else {
                            client.close();
                        }
                    }
                });
                selector.selectNow();
            }
        }
        long[] sorted = nanos.build().toArray();
        Arrays.sort(sorted);
        return new Done((System.nanoTime() - began) / 1e9, sorted, cpuNanos() - cpu);
    }

    private ByteBuffer request() {
        byte[] body = bodies.get().getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** One client and the answer that it waits for. */
    private static final class Client {

        private final SocketChannel channel;
        private ByteBuffer answer = ByteBuffer.allocate(FIRST_BUFFER);
        private long sentAt;

        Client(SocketChannel channel) {
            this.channel = channel;
        }

        void send(ByteBuffer request) {
            answer.clear();
            sentAt = System.nanoTime();
            try {
                while (request.hasRemaining()) {
                    channel.write(request);
                }
            } catch (IOException e) {
                throw new IllegalStateException("The server took no request", e);
            }
        }

        /** Reads what has come; true if the answer is complete. */
        boolean hasAnswer() {
            try {
                if (channel.read(answer) < 0) {
                    throw new EOFException("The server closed the connection");
                }
            } catch (IOException e) {
                throw new IllegalStateException("The server gave no answer", e);
            }
            if (!answer.hasRemaining()) {
                answer = ByteBuffer.allocate(answer.capacity() * 4).put(answer.flip());
            }
            return isComplete(answer.array(), answer.position());
        }

        private static boolean isComplete(byte[] bytes, int length) {
            int end = 0;
            while (!Arrays.equals(bytes, end, end + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                if (++end + END_OF_HEAD.length > length) {
                    return false;
                }
            }
            String head = new String(bytes, 0, end, StandardCharsets.US_ASCII).toLowerCase(java.util.Locale.ROOT);
            int body = end + END_OF_HEAD.length;
            int at = head.indexOf("content-length:") + "content-length:".length();
            int stop = head.indexOf('\r', at);
            int size = Integer.parseInt(
                    head.substring(at, stop < 0 ? head.length() : stop).strip());
            if (length < body + size) {
                return false;
            }
            String start = new String(bytes, body, Math.min(size, 200), StandardCharsets.UTF_8);
            if (!head.startsWith("http/1.1 200") || start.contains("\"errors\"")) {
                throw new IllegalStateException("The server answered: " + head + "\n\n" + start);
            }
            return true;
        }

        void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
