package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.node.Context;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.node.NodeOptions;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes stop before the disk is full, reads go on, and writes go on when there is room. */
class DiskGuardTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Model
    record Note(@Required String text) {}

    @Test
    void writesWaitForRoomAndReadsDoNot() {
        AtomicLong free = new AtomicLong(1_000);
        try (DiskGuard guard = new DiskGuard(free::get, 500);
                Node node = Node.open(
                                new MemoryEngine(),
                                RecordModels.read(List.of(Note.class)),
                                NodeOptions.defaults().withWriteGate(guard))
                        .await()
                        .atMost(PATIENCE)) {
            guard.start();
            Context context = node.context(Identity.ANONYMOUS);
            write(context);

            free.set(499);
            Awaitility.await().atMost(PATIENCE).until(() -> guard.closedBecause() != null);
            assertThat(refusal(context)).satisfies(refused -> {
                assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(refused).hasMessageContaining("disk").hasMessageContaining("room");
            });
            assertThat(context.fetch(Note.class, "").await().atMost(PATIENCE)).hasSize(1);

            free.set(500);
            Awaitility.await().atMost(PATIENCE).until(() -> guard.closedBecause() == null);
            write(context);
        }
    }

    @Test
    void looksAtTheRealDisk(@TempDir Path directory) {
        try (DiskGuard tight = new DiskGuard(directory, Long.MAX_VALUE);
                DiskGuard loose = new DiskGuard(directory, 0)) {
            tight.look();
            loose.look();

            assertThat(tight.closedBecause()).isNotNull();
            assertThat(loose.closedBecause()).isNull();
        }
    }

    @Test
    void whatCannotBeFoundOutChangesNothing() {
        AtomicLong free = new AtomicLong(0);
        try (DiskGuard guard = new DiskGuard(
                () -> {
                    if (free.get() < 0) {
                        throw new UncheckedIOException(new NoSuchFileException("data"));
                    }
                    return free.get();
                },
                1)) {
            guard.look();
            free.set(-1);
            guard.look();

            assertThat(guard.closedBecause()).isNotNull();
        }
    }

    private static void write(Context context) {
        context.transact(t -> t.create(new Note("text"))).await().atMost(PATIENCE);
    }

    private static AnkurahException refusal(Context context) {
        try {
            write(context);
        } catch (AnkurahException refused) {
            return refused;
        }
        throw new AssertionError("nothing was refused");
    }
}
