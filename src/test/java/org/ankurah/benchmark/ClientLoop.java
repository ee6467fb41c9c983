package org.ankurah.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Serves connections on the caller's thread: all clients of a benchmark together are one thread. */
final class ClientLoop implements AutoCloseable {

    /** More than any message, and any number of them that one connection has to read at a time. */
    private static final int BUFFER = 1 << 20;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    ClientLoop() throws IOException {
        selector = Selector.open();
    }

    /** Connects to a server. */
    <C extends Connection> C connect(InetSocketAddress address, Function<SocketChannel, C> kind) {
        try {
            SocketChannel channel = SocketChannel.open(address);
            C connection = kind.apply(channel);
            channel.configureBlocking(false);
            channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, connection);
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException("The server takes no connection", e);
        }
    }

    /** Serves until the condition holds, which is asked again whenever something came, or the time is over. */
    boolean serve(long until, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                selector.select(
                        key -> ((Connection) key.attachment()).read(buffer),
                        Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return true;
    }

    /** Serves until the condition holds, which must be within so long. */
    void await(Duration patience, String what, BooleanSupplier condition) {
        if (!serve(System.nanoTime() + patience.toNanos(), condition)) {
            throw new IllegalStateException("Waited in vain for " + what);
        }
    }

    /** Serves for so long. */
    void serveFor(double seconds) {
        serve(System.nanoTime() + (long) (seconds * 1e9), () -> false);
    }

    @Override
    public void close() throws IOException {
        selector.keys().forEach(key -> ((Connection) key.attachment()).close());
        selector.close();
    }
}
