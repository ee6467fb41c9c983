package org.ankurah.server;

import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Keeps an embedded PostgreSQL running: starts it again when it has died. Meanwhile reads and writes fail, and the pool
 * finds it when it is back, on whichever port. Several servers on one data directory each have a keeper; the first
 * to notice starts it, and the others find it running.
 */
final class PostgresKeeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PostgresKeeper.class);

    /** To look costs the reading of two small files. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** After a start that failed; a PostgreSQL without disk or memory is not helped by being started all the time. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final EmbeddedPostgres postgres;
    private final Thread thread = new Thread(this::keep, "postgresql-keeper");
    private volatile boolean closed;

    PostgresKeeper(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** From here on it is nobody's task to start it; waits for a start that is under way. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        Duration pause = PAUSE;
        while (!closed) {
            try {
                Thread.sleep(pause.toMillis());
                pause = look() ? PAUSE : longer(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Whether it runs, at last. */
    private boolean look() {
        try {
            if (!postgres.isRunning()) {
                startAgain();
            }
            return true;
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                LOG.errorf("The embedded PostgreSQL does not start; it will be tried again. %s", e.getMessage());
            }
            return false;
        }
    }

    private void startAgain() throws IOException {
        LOG.warn("The embedded PostgreSQL has died. It is started again; until then nothing can be read or written.");
        long began = System.nanoTime();
        postgres.startAgain();
        LOG.infof(
                "The embedded PostgreSQL runs again on port %d, after %d ms.",
                postgres.port(), Duration.ofNanos(System.nanoTime() - began).toMillis());
    }
}
