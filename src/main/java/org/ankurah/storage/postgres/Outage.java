package org.ankurah.storage.postgres;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells the log of a trouble that many requests run into: when it begins, now and then as long as it lasts, and when
 * it is over, with the number of requests that failed. Thread-safe.
 */
final class Outage {

    /** While the trouble lasts it is told again after so long. */
    private static final Duration REMINDER = Duration.ofMinutes(1);

    /** Requests may still succeed in between: only after so long without a failure it is over. */
    private static final Duration CALM = Duration.ofSeconds(2);

    private final Logger log;
    private final Level level;
    private final String trouble;
    private final String over;
    private final LongSupplier nanoTime;

    /** Read without the lock by requests that succeed, which is nearly all of them. */
    private volatile boolean lasting;

    // Guarded by this.
    private long failures;
    private long began;
    private long last;
    private long told;

    /**
     * @param trouble what is wrong
     * @param over what to say when it is not any more
     * @param nanoTime the clock
     */
    Outage(Logger log, Level level, String trouble, String over, LongSupplier nanoTime) {
        this.log = log;
        this.level = level;
        this.trouble = trouble;
        this.over = over;
        this.nanoTime = nanoTime;
    }

    /** A request failed because of it. */
    synchronized void failed(String why) {
        long now = nanoTime.getAsLong();
        if (!lasting) {
            lasting = true;
            failures = 0;
            began = now;
            told = now;
            log.log(level, trouble + ": " + why);
        } else if (now - told >= REMINDER.toNanos()) {
            told = now;
            log.log(level, trouble + " since " + seconds(now) + " s; " + failures + " requests failed. Now: " + why);
        }
        failures++;
        last = now;
    }

    /** A request was answered. */
    void succeeded() {
        if (lasting) {
            end();
        }
    }

    private synchronized void end() {
        long now = nanoTime.getAsLong();
        if (lasting && now - last >= CALM.toNanos()) {
            lasting = false;
            log.log(Level.INFO, over + " after " + seconds(last) + " s; " + failures + " requests failed.");
        }
    }

    private long seconds(long now) {
        return Duration.ofNanos(now - began).toSeconds();
    }
}
