package org.ankurah.graphql;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** Does something once a time has come, on the event loop on which it was made. */
final class Deadline {

    /** Timers that would run for longer are set anew, as clocks are set and machines sleep. */
    private static final long LONGEST_TIMER_MS = Duration.ofMinutes(10).toMillis();

    private final Vertx vertx;
    private final Instant time;
    private final Runnable task;
    private long timer;
    private boolean over;

    Deadline(Vertx vertx, Instant time, Runnable task) {
        this.vertx = vertx;
        this.time = time;
        this.task = task;
        arm();
    }

    private void arm() {
        long left = Duration.between(Instant.now(), time).toMillis() + 1;
        timer = vertx.setTimer(Math.max(1, Math.min(left, LONGEST_TIMER_MS)), fired -> {
            if (Instant.now().isBefore(time)) {
                arm();
            } else if (!over) {
                over = true;
                task.run();
            }
        });
    }

    /** It is not to be done any more. Again is fine. */
    void cancel() {
        over = true;
        vertx.cancelTimer(timer);
    }
}
