package org.ankurah.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final AtomicLong nanos = new AtomicLong();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void linesComeNowAndThenWithRateAndTimeLeft() {
        Progress progress = progress(false, 10_000, 1_000);

        advance(progress, Duration.ofSeconds(1), 500);
        advance(progress, Duration.ofSeconds(4), 1_500);
        advance(progress, Duration.ofSeconds(1), 500);

        assertThat(text().lines()).containsExactly("3,000 of 10,000 imported (30%), 400/s, 18 s left");
        assertThat(progress.summary()).isEqualTo("2,500 imported in 6.0 s (417/s)");
    }

    @Test
    void terminalHasOneLineThatChanges() {
        Progress progress = progress(true, 0, 0);

        advance(progress, Duration.ofSeconds(1), 500);
        advance(progress, Duration.ofSeconds(1), 500);
        progress.end();

        assertThat(text()).doesNotContain("\n").contains("\r500 imported, 500/s ", "\r1,000 imported, 500/s ");
        assertThat(text()).endsWith(" ".repeat(70) + "\r");
    }

    private void advance(Progress progress, Duration time, long count) {
        nanos.addAndGet(time.toNanos());
        progress.add(count);
    }

    private Progress progress(boolean terminal, long total, long before) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new Progress(out, terminal, nanos::get, "imported", total, before);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
