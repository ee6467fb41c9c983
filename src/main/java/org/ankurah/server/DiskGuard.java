package org.ankurah.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ankurah.node.WriteGate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Refuses writes while the disk under the embedded PostgreSQL is nearly full. A PostgreSQL that cannot write its own
 * log any more stops and does not start again; with some room left it goes on answering reads, and writing goes on by
 * itself once there is room.
 */
final class DiskGuard implements WriteGate, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DiskGuard.class);

    /** Far less than the time in which a busy server fills the room that is kept. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final long MEGABYTE = 1 << 20;

    private final LongSupplier free;
    private final long least;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "disk-guard");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable String reason;

    /** @param least bytes that have to be free; 0 to let the disk fill up */
    DiskGuard(Path directory, long least) {
        this(() -> freeSpace(directory), least);
    }

    /** @param free tells how many bytes are free */
    DiskGuard(LongSupplier free, long least) {
        this.free = free;
        this.least = least;
    }

    private static long freeSpace(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks now, and from time to time. */
    void start() {
        look();
        Future<?> unused = looking.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    @Override
    public @Nullable String closedBecause() {
        return reason;
    }

    /** What cannot be found out changes nothing. */
    void look() {
        long now;
        try {
            now = free.getAsLong();
        } catch (RuntimeException e) {
            LOG.debug("The free space of the disk is not known", e);
            return;
        }
        if (now >= least) {
            if (reason != null) {
                LOG.infof("The disk has room again (%d MB); writes are possible.", now / MEGABYTE);
            }
            reason = null;
        } else {
            if (reason == null) {
                LOG.errorf(
                        "The disk of ankurah.data-dir is nearly full: %d MB are free, and %d MB have to be"
                                + " (ankurah.min-free-space). Nothing is written until there is room; reads go on.",
                        now / MEGABYTE, least / MEGABYTE);
            }
            reason = "The disk of the server is nearly full, so nothing can be written. Reading goes on, and writing"
                    + " works again once there is room.";
        }
    }
}
