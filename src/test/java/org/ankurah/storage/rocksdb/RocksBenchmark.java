package org.ankurah.storage.rocksdb;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.query.Fetch;
import org.ankurah.query.Parameters;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestWriter;
import org.ankurah.storage.kv.KeyRange;
import org.ankurah.storage.kv.KeyValueEngine;
import org.ankurah.storage.kv.Snapshot;
import org.ankurah.storage.kv.ThreadWorkers;
import org.ankurah.value.Value;

/**
 * Prints how many creates a second an engine on RocksDB commits, one or a hundred per commit, one commit after the
 * other; how often the disk syncs; and how long a page by an index takes beside a raw walk through as many states.
 *
 * <p>Run its {@code main} with the test class path; the argument is a directory on the disk in question.
 */
final class RocksBenchmark {

    private static final int ROWS = 100_000;
    private static final int PAGE = 1_000;
    private static final int ROUNDS = 300;
    private static final long SECONDS = 4;

    private RocksBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path parent = Files.createDirectories(Path.of(arguments[0]));
        System.out.printf("disk: %,d syncs/s%n", syncs(parent));
        commits(parent, false);
        commits(parent, true);
        reads(parent);
    }

    private static long syncs(Path parent) throws IOException {
        Path file = Files.createTempFile(parent, "sync", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long end = System.nanoTime() + SECONDS * 1_000_000_000L;
            long count = 0;
            while (System.nanoTime() < end) {
                channel.write(ByteBuffer.allocate(500));
                channel.force(false);
                count++;
            }
            return count / SECONDS;
        } finally {
            Files.delete(file);
        }
    }

    private static void commits(Path parent, boolean synced) throws IOException {
        for (int size : new int[] {1, 1, 100}) {
            Path directory = Files.createTempDirectory(parent, "commits");
            try (KeyValueEngine engine =
                    new KeyValueEngine(RocksStorage.open(directory), new ThreadWorkers(), synced)) {
                await(engine.open(TestModels.ALL));
                TestWriter writer = new TestWriter(engine);
                long end = System.nanoTime() + SECONDS * 1_000_000_000L;
                long count = 0;
                while (System.nanoTime() < end) {
                    writer.commit(creates(writer, size, (int) count));
                    count += size;
                }
                System.out.printf(
                        "%s, %d per commit: %,d creates/s%n", synced ? "synced" : "unsynced", size, count / SECONDS);
            }
        }
    }

    private static List<TestWriter.Step> creates(TestWriter writer, int size, int from) {
        List<TestWriter.Step> steps = new ArrayList<>();
        for (int i = from; i < from + size; i++) {
            steps.add(writer.creating(
                    TestModels.THING, Map.of("title", new Value.Str("title " + i), "year", new Value.Int(i % 100))));
        }
        return steps;
    }

    private static void reads(Path parent) throws IOException {
        Path directory = Files.createTempDirectory(parent, "reads");
        RocksStorage store = RocksStorage.open(directory);
        try (KeyValueEngine engine = new KeyValueEngine(store, new ThreadWorkers(), false)) {
            await(engine.open(TestModels.ALL));
            TestWriter writer = new TestWriter(engine);
            for (int i = 0; i < ROWS; i += PAGE) {
                writer.commit(creates(writer, PAGE, i));
            }
            Selection selection = SelectionParser.parse(TestModels.ALL, TestModels.THING, "year = 7", Parameters.NONE);
            for (int round = 0; round < 3; round++) {
                System.out.printf(
                        "page of %,d by index: %,d us; raw entries and gets: %,d us%n",
                        PAGE,
                        micros(() -> await(engine.fetch(Fetch.first(selection, PAGE)))),
                        micros(() -> raw(store)));
            }
        }
    }

    /** The entries of the index on the year, which is the third that the models ask for, and the states of their entities. */
    private static void raw(RocksStorage store) {
        byte[] index = ByteBuffer.allocate(14)
                .put((byte) 'x')
                .putInt(3)
                .put((byte) 1)
                .putLong(7 ^ Long.MIN_VALUE)
                .array();
        KeyRange range = KeyRange.of(index);
        int found = 0;
        try (Snapshot snapshot = store.snapshot();
                Snapshot.Scan scan = snapshot.scan(range, false)) {
            List<byte[]> keys = new ArrayList<>();
            while (keys.size() < PAGE && scan.next()) {
                byte[] key = scan.key();
                keys.add(ByteBuffer.allocate(7 + 16)
                        .put("sthing\0".getBytes(StandardCharsets.UTF_8))
                        .put(key, key.length - 16, 16)
                        .array());
                if (keys.size() == 256) {
                    found += snapshot.getAll(keys).size();
                    keys.clear();
                }
            }
            found += snapshot.getAll(keys).size();
        }
        if (found != PAGE) {
            throw new IllegalStateException("found " + found);
        }
    }

    private static long micros(Runnable work) {
        long began = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            work.run();
        }
        return (System.nanoTime() - began) / ROUNDS / 1_000;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
