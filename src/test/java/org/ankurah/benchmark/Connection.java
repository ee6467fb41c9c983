package org.ankurah.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A client's connection to a server, served by a {@link ClientLoop}. */
abstract class Connection {

    /** Bytes of the blank line that ends a head. */
    private static final int END_OF_HEAD = 4;

    private final SocketChannel channel;
    private byte @Nullable [] rest;

    Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes in what has come, as far as it is complete; the rest comes again, with more behind it.
     *
     * @param input its array holds what is between position and limit
     * @param now when it came
     */
    abstract void received(ByteBuffer input, long now);

    /** Reads what has come into a buffer that all connections share. */
    final void read(ByteBuffer shared) {
        shared.clear();
        if (rest != null) {
            shared.put(rest);
            rest = null;
        }
        try {
            if (channel.read(shared) < 0) {
                throw new EOFException("The server closed the connection");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The server gave no answer", e);
        }
        long now = System.nanoTime();
        received(shared.flip(), now);
        if (shared.limit() == shared.capacity() && shared.position() == 0) {
            throw new IllegalStateException("The server sent more than expected");
        }
        if (shared.hasRemaining()) {
            rest = new byte[shared.remaining()];
            shared.get(rest);
        }
    }

    final void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The server took no request", e);
        }
    }

    final void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a head ends that begins at the buffer's position, the blank line included; -1 if that is still to come. */
    static int endOfHead(ByteBuffer input) {
        byte[] bytes = input.array();
        for (int i = input.position(); i <= input.limit() - END_OF_HEAD; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + END_OF_HEAD;
            }
        }
        return -1;
    }
}
