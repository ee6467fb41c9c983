package org.ankurah.storage.rocksdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.kv.IndexLimits;
import org.ankurah.storage.kv.KeyValueEngine;
import org.ankurah.storage.kv.ThreadWorkers;
import org.jspecify.annotations.Nullable;

/** A directory of its own for one test class. As only one engine at a time may use it, all share the same. */
public final class RocksUnderTest implements EngineUnderTest {

    private static final IndexLimits EAGER = new IndexLimits(4, 1, 20);

    private final Path directory;
    private @Nullable KeyValueEngine engine;

    public RocksUnderTest() {
        try {
            directory = Files.createTempDirectory("ankurah-rocks");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void clear() {
        end();
        delete(directory);
    }

    /** Closes the engine, and makes one that finds what it has left. */
    StorageEngine reopened() {
        end();
        return engine();
    }

    @Override
    public StorageEngine engine() {
        if (engine != null) {
            return engine;
        }
        try {
            KeyValueEngine opened = new KeyValueEngine(RocksStorage.open(directory), new ThreadWorkers(), false, EAGER);
            engine = opened;
            return opened;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void end() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    @Override
    public void close() {
        end();
        delete(directory);
    }

    private static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
