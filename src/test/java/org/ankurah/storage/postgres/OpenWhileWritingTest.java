package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestWriter;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

/** Servers start on a database that others write to: neither is disturbed. */
class OpenWhileWritingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STARTS = 40;

    @Test
    void startingServersAndCommitsDoNotBlockEachOther() throws Exception {
        try (PostgresUnderTest under = new PostgresUnderTest(getClass())) {
            StorageEngine writing = under.engine();
            writing.open(TestModels.ALL).await().atMost(PATIENCE);
            TestWriter writer = new TestWriter(writing);
            AtomicBoolean done = new AtomicBoolean();
            Thread thread = new Thread(() -> {
                while (!done.get()) {
                    writer.create(TestModels.MAKER, Map.of("name", new Value.Str("m")));
                }
            });
            AtomicBoolean failed = new AtomicBoolean();
            thread.setUncaughtExceptionHandler((where, failure) -> failed.set(true));
            thread.start();

            try {
                for (int i = 0; i < STARTS; i++) {
                    Uni.join()
                            .all(List.of(
                                    under.engine().open(TestModels.ALL),
                                    under.engine().open(TestModels.ALL)))
                            .andFailFast()
                            .await()
                            .atMost(PATIENCE);
                }
            } finally {
                done.set(true);
                thread.join(PATIENCE.toMillis());
            }

            assertThat(failed).as("a commit failed").isFalse();
            assertThat(writing.position().await().atMost(PATIENCE)).isPositive();
        }
    }
}
