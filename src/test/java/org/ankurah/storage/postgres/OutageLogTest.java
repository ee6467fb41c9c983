package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An outage is told once, whatever number of requests it fails. */
class OutageLogTest {

    private final List<String> lines = new ArrayList<>();
    private long seconds = 100;
    private final Outage outage = new Outage(
            new Recorder(lines),
            Level.WARNING,
            "It is down",
            "It is up again",
            () -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void itsBeginningAndItsEndAreToldWithTheNumberOfFailures() {
        outage.succeeded();
        for (int i = 0; i < 1_000; i++) {
            outage.failed("connection refused");
        }
        seconds += 7;
        outage.failed("connection refused");
        seconds += 3;
        outage.succeeded();
        outage.succeeded();

        assertThat(lines)
                .containsExactly(
                        "WARNING It is down: connection refused",
                        "INFO It is up again after 7 s; 1001 requests failed.");
    }

    @Test
    void successesAmongFailuresEndNothing() {
        outage.failed("timeout");
        outage.succeeded();
        seconds += 1;
        outage.failed("timeout");
        outage.succeeded();

        assertThat(lines).containsExactly("WARNING It is down: timeout");
    }

    @Test
    void oneThatLastsIsToldAgainAfterAMinute() {
        outage.failed("first");
        seconds += 61;
        outage.failed("second");
        outage.failed("third");

        assertThat(lines)
                .containsExactly(
                        "WARNING It is down: first", "WARNING It is down since 61 s; 1 requests failed. Now: second");
    }

    /** Keeps what is logged. */
    private record Recorder(List<String> lines) implements Logger {

        @Override
        public String getName() {
            return "recorder";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                Object @Nullable ... parameters) {
            lines.add(level + " " + format);
        }
    }
}
