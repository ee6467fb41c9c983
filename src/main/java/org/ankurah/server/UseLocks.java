package org.ankurah.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a data directory, kept as file locks, since the operating system takes those back from a killed
 * server. One lock lets a single server at a time start or stop PostgreSQL; the other is shared by all servers
 * that use it, so that the last one to leave knows that it is the last.
 */
final class UseLocks implements AutoCloseable {

    /** Longer than any start of PostgreSQL, recovery included, that another server may be busy with. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path turnFile;
    private final FileChannel useChannel;
    private @Nullable FileLock use;

    UseLocks(Path directory) throws IOException {
        Files.createDirectories(directory);
        this.turnFile = directory.resolve("start.lock");
        this.useChannel = open(directory.resolve("use.lock"));
    }

    /** Waits until no other server is starting or stopping PostgreSQL; the turn ends when the result is closed. */
    FileChannel takeTurn() throws IOException {
        FileChannel channel = open(turnFile);
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (tryLock(channel, false) == null) {
            if (System.nanoTime() > deadline) {
                channel.close();
                throw new IOException("Another server has been starting or stopping PostgreSQL for too long; "
                        + turnFile.toAbsolutePath() + " is locked.");
            }
            pause();
        }
        return channel;
    }

    /** Counts this server among the users. */
    void enter() throws IOException {
        use = tryLock(useChannel, true);
    }

    /** Leaves; true when no other server uses the directory. To be called during a turn. */
    boolean leave() throws IOException {
        if (use != null) {
            use.release();
            use = null;
        }
        FileLock alone = tryLock(useChannel, false);
        if (alone == null) {
            return false;
        }
        alone.release();
        return true;
    }

    @Override
    public void close() throws IOException {
        useChannel.close();
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Null when someone else holds it, in another process or in this one. */
    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", e);
        }
    }
}
