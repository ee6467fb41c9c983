package org.ankurah.node.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is saved comes back the same, whatever happens in between; and nothing else comes back. */
abstract class BackupContract {

    private static final Models MODELS = UpkeepModels.ALL.models();
    private static final int ALL = 1_000_000;

    @TempDir
    Path directory;

    private final EngineUnderTest first = underTest(getClass());
    private final EngineUnderTest second = underTest(Second.class);
    private StorageEngine from;
    private StorageEngine to;

    /** Gives its name to another store. */
    private static final class Second {}

    abstract EngineUnderTest underTest(Class<?> name);

    @BeforeEach
    void open() {
        from = open(first);
        to = open(second);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private static StorageEngine open(EngineUnderTest store) {
        store.clear();
        StorageEngine engine = store.engine();
        Await.done(engine.open(MODELS));
        return engine;
    }

    @Test
    void emptyStoreComesBackEmpty() throws Exception {
        Restore.Report report = restore(save());

        assertThat(report.position()).isZero();
    }

    @Test
    void restoredStoreIsTheSame() {
        Seeds.each(
                "BackupContract",
                6,
                random -> unchecked(() -> {
                    open();
                    RandomHistory history = new RandomHistory(random, from);
                    history.commit(60);
                    Path file = save();

                    Restore.Report report = restore(file);

                    assertThat(report.before()).isZero();
                    assertThat(report.position()).isEqualTo(Await.done(from.position()));
                    assertSame(history.ids());
                    history.commit(1);
                    assertThat(log(from)).hasSizeGreaterThan(log(to).size());
                }));
    }

    @Test
    void interruptedRestoreGoesOn() {
        Seeds.each(
                "BackupContract, interrupted",
                4,
                random -> unchecked(() -> {
                    open();
                    RandomHistory history = new RandomHistory(random, from);
                    history.commit(1_500);
                    Path file = save();
                    int all = (int) (long) Await.done(from.position());
                    for (int stop = 0; stop < 4; stop++) {
                        long left = all - Await.done(to.position());
                        Watcher watcher = stopping(random.nextInt((int) (all + left)));
                        assertThatThrownBy(() -> Restore.run(to, MODELS, file, watcher))
                                .hasMessage("stopped");
                    }

                    Restore.Report report = restore(file);
                    Restore.Report again = restore(file);

                    assertSame(history.ids());
                    assertThat(report.position()).isEqualTo(Await.done(from.position()));
                    assertThat(again.before()).isEqualTo(again.position());
                }));
    }

    /** Throws once so many events were checked and restored. */
    private static Watcher stopping(long at) {
        return new Watcher() {
            private long left = at;

            @Override
            public void begin(String verb, long total) {}

            @Override
            public void done(long count) {
                left -= count;
                if (left <= 0) {
                    throw new IllegalStateException("stopped");
                }
            }
        };
    }

    @Test
    void backupIsOfOneMomentWhileOthersCommit() throws Exception {
        RandomHistory history = new RandomHistory(new Random(1), from);
        history.commit(100);
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> history.commit(300));

        Path file = save();
        others.join();
        Restore.Report report = restore(file);

        assertThat(report.position()).isBetween(100L, Await.done(from.position()));
        // The contents of some may have been erased since.
        assertThat(places(to)).isEqualTo(places(from).subList(0, (int) report.position()));
        assertThat(verify(to)).isEmpty();
    }

    @Test
    void storeThatHoldsSomethingElseIsLeftAlone() throws Exception {
        new RandomHistory(new Random(1), from).commit(20);
        new RandomHistory(new Random(2), to).commit(2);
        List<CommittedEvent> before = log(to);
        Path file = save();

        assertThatThrownBy(() -> restore(file))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("something else than this backup, from position 1 on");
        assertThat(log(to)).isEqualTo(before);
    }

    @Test
    void storeThatWentOnIsLeftAlone() throws Exception {
        RandomHistory history = new RandomHistory(new Random(1), from);
        history.commit(20);
        Path file = save();
        history.commit(1);

        assertThatThrownBy(() -> Restore.run(from, MODELS, file, Watcher.NOBODY))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("holds all of this backup and more");
    }

    @Test
    void restoreStopsWhenOthersWrite() throws Exception {
        new RandomHistory(new Random(1), from).commit(2_000);
        Path file = save();
        RandomHistory others = new RandomHistory(new Random(2), to);
        Watcher meddling = new Watcher() {
            private boolean restoring;

            @Override
            public void begin(String verb, long total) {
                restoring = verb.contains("restored");
            }

            @Override
            public void done(long count) {
                if (restoring) {
                    others.commit();
                }
            }
        };

        assertThatThrownBy(() -> Restore.run(to, MODELS, file, meddling)).hasMessageContaining("Somebody else writes");
    }

    @Test
    void eventsOfLostModelsComeBack() throws Exception {
        new RandomHistory(new Random(1), from).commit(20);
        Path file = save();
        StorageEngine fewer = second.engine();
        Await.done(fewer.open(UpkeepModels.MAKERS.models()));

        Restore.Report report = Restore.run(fewer, UpkeepModels.MAKERS.models(), file, Watcher.NOBODY);

        assertThat(report.strangers()).containsOnlyKeys("thing");
        assertThat(log(to)).isEqualTo(log(from));
    }

    @Test
    void anyChangedByteIsNoticedBeforeAnythingIsWritten() throws Exception {
        new RandomHistory(new Random(1), from).commit(30);
        byte[] text = decompressed(save());
        Seeds.each(
                "BackupContract, changed byte",
                40,
                random -> unchecked(() -> {
                    byte[] changed = text.clone();
                    int at = random.nextInt(changed.length);
                    changed[at] ^= (byte) (1 << random.nextInt(8));

                    assertThatThrownBy(() -> restore(compressed(changed)))
                            .as("byte " + at)
                            .isInstanceOf(BackupException.class);
                    assertThat(Await.done(to.position())).isZero();
                }));
    }

    @Test
    void anyCutIsNoticedBeforeAnythingIsWritten() throws Exception {
        new RandomHistory(new Random(1), from).commit(30);
        Path file = save();
        byte[] whole = Files.readAllBytes(file);
        byte[] text = decompressed(file);
        Seeds.each(
                "BackupContract, cut",
                30,
                random -> unchecked(() -> {
                    Path cut = directory.resolve("cut");
                    Files.write(cut, Arrays.copyOf(whole, random.nextInt(whole.length)));
                    Path shorter = compressed(Arrays.copyOf(text, random.nextInt(text.length)));

                    assertThatThrownBy(() -> restore(cut)).isInstanceOf(BackupException.class);
                    assertThatThrownBy(() -> restore(shorter)).isInstanceOf(BackupException.class);
                    assertThat(Await.done(to.position())).isZero();
                }));
    }

    @Test
    void eachKindOfDamageHasItsMessage() throws Exception {
        new RandomHistory(new Random(1), from).commit(10);
        List<String> lines = new String(decompressed(save())).lines().toList();
        int last = lines.size();
        // The last event, as no purge has erased it.
        int event = last - 3;

        assertRefused(List.of(), "cut off behind line 0");
        assertRefused(List.of("{\"a\":1}"), "is no backup");
        assertRefused(lines.subList(1, last), "its first line is missing");
        assertRefused(with(lines, 0, lines.get(0).replace("\"version\":1", "\"version\":9")), "in the format 9");
        assertRefused(lines.subList(0, 5), "cut off behind line 5");
        assertRefused(lines.subList(0, last - 2), "cut off behind line " + (last - 2));
        assertRefused(lines.subList(0, last - 1), "cut off behind line " + (last - 1));
        assertRefused(with(lines, 3, "nonsense"), "line 4 cannot be read: it is no JSON");
        assertRefused(with(lines, 3, "{\"id\":\"x\"}"), "line 4 cannot be read: it has no position");
        assertRefused(without(lines, 3), "line 4, position 4: position 3 is missing");
        assertRefused(
                with(lines, event, lines.get(event).replaceAll("\"transaction\":\"....", "\"transaction\":\"0000")),
                "line " + (event + 1) + ", position " + event + ", ",
                "its id was made for other content");
        assertRefused(
                with(
                        lines,
                        3,
                        lines.get(3).replaceAll("\"committedAt\":\"[^\"]*", "\"committedAt\":\"1999-01-01T00:00:00Z")),
                "something between the lines 1 and " + last + " was changed");
        assertRefused(
                with(lines, last - 2, lines.get(last - 2).replaceAll("\"events\":\\d+", "\"events\":1")), "its totals");
        List<String> more = new ArrayList<>(lines);
        more.add("more");
        assertRefused(more, "goes on behind its last line");
        Path plain = directory.resolve("plain");
        Files.write(plain, lines);
        assertThatThrownBy(() -> restore(plain)).hasMessageContaining("not compressed with gzip");
    }

    private void assertRefused(List<String> lines, String... message) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        Path file = compressed(text.toString().getBytes());
        assertThatThrownBy(() -> restore(file))
                .isInstanceOf(BackupException.class)
                .message()
                .contains(message);
        assertThat(Await.done(to.position())).isZero();
    }

    private static List<String> with(List<String> lines, int at, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(at, line);
        return changed;
    }

    private static List<String> without(List<String> lines, int at) {
        List<String> changed = new ArrayList<>(lines);
        changed.remove(at);
        return changed;
    }

    private Path save() throws IOException, BackupException {
        Path file = directory.resolve("backup");
        try (OutputStream out = Files.newOutputStream(file)) {
            Backup.write(from, MODELS, Instant.EPOCH, out, Watcher.NOBODY);
        }
        return file;
    }

    private Restore.Report restore(Path file) throws IOException, BackupException {
        return Restore.run(to, MODELS, file, Watcher.NOBODY);
    }

    private void assertSame(List<Ulid> ids) {
        assertThat(log(to)).isEqualTo(log(from));
        for (ModelDescriptor model : MODELS.all()) {
            Map<Ulid, EntityState> saved = Await.done(from.load(model.collection(), new HashSet<>(ids)));
            Map<Ulid, EntityState> restored = Await.done(to.load(model.collection(), new HashSet<>(ids)));
            assertThat(restored).containsOnlyKeys(saved.keySet());
            restored.forEach((id, state) ->
                    assertThat(state.encode()).isEqualTo(saved.get(id).encode()));
        }
        // Which compares every column as well.
        assertThat(verify(to)).isEmpty();
    }

    private static List<CommittedEvent> log(StorageEngine engine) {
        return Await.done(engine.log(0, ALL));
    }

    private static List<String> places(StorageEngine engine) {
        return log(engine).stream()
                .map(event -> event.position() + " " + event.event().id())
                .toList();
    }

    private static List<Finding> verify(StorageEngine engine) {
        List<Finding> found = new ArrayList<>();
        Verification.run(engine, MODELS, Watcher.NOBODY, found::add);
        return found;
    }

    private static byte[] decompressed(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private Path compressed(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text);
        }
        return Files.write(directory.resolve("changed"), bytes.toByteArray());
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void unchecked(Step step) {
        try {
            step.run();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
