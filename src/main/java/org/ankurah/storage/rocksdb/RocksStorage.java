package org.ankurah.storage.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ankurah.storage.kv.KeyRange;
import org.ankurah.storage.kv.KeyValueStorage;
import org.ankurah.storage.kv.Snapshot;
import org.ankurah.storage.kv.WriteBatch;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.Filter;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Status;
import org.rocksdb.WriteOptions;

/**
 * Keeps everything in files of one directory, which one process may open at a time.
 *
 * <p>A batch goes to RocksDB's log before anything else. Whatever kills the process, all batches are there afterwards;
 * if the machine dies, those that were synced and those before them are.
 */
public final class RocksStorage implements KeyValueStorage {

    /** Blocks of files that are kept in memory, unpacked. */
    private static final long CACHE_BYTES = 64L << 20;

    /** What is gathered in memory before a file is made of it. */
    private static final long MEMTABLE_BYTES = 32L << 20;

    /** One key in a hundred that is not there is looked for in vain. */
    private static final double BLOOM_BITS = 10;

    private static final int KEPT_LOGS = 2;

    private static final Duration LONGEST_USE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Cache cache;
    private final Filter filter;
    private final Options options;
    private final RocksDB database;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();

    // Guarded by this: what uses the database must end before it is closed, or the process would crash.
    private int uses;
    private boolean closing;

    private RocksStorage(Path directory) throws RocksDBException {
        cache = new LRUCache(CACHE_BYTES);
        filter = new BloomFilter(BLOOM_BITS);
        options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setKeepLogFileNum(KEPT_LOGS)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(filter)
                        .setOptimizeFiltersForMemory(true));
        database = RocksDB.open(options, directory.toString());
    }

    /**
     * Opens the store of a directory, which is made if it is not there.
     *
     * @throws IOException that says what to do when the directory cannot be used, or somebody else uses it
     */
    public static RocksStorage open(Path directory) throws IOException {
        Files.createDirectories(directory);
        RocksDB.loadLibrary();
        try {
            return new RocksStorage(directory);
        } catch (RocksDBException failure) {
            String reason = String.valueOf(failure.getMessage());
            if (reason.contains("LOCK")) {
                throw new IOException(
                        "The store in " + directory.toAbsolutePath() + " is in use by another process: only one at a"
                                + " time can open it.",
                        failure);
            }
            throw new IOException(
                    "The store in " + directory.toAbsolutePath() + " cannot be opened: " + reason, failure);
        }
    }

    @Override
    public Snapshot snapshot() {
        begin();
        return new View();
    }

    private synchronized void begin() {
        if (closing) {
            throw AnkurahException.unavailable("The store is closed.");
        }
        uses++;
    }

    private synchronized void end() {
        uses--;
        notifyAll();
    }

    @Override
    public void write(WriteBatch batch, boolean sync) {
        begin();
        try (org.rocksdb.WriteBatch entries = new org.rocksdb.WriteBatch()) {
            for (WriteBatch.Entry entry : batch.entries()) {
                if (entry.value() == null) {
                    entries.delete(entry.key());
                } else {
                    entries.put(entry.key(), entry.value());
                }
            }
            database.write(sync ? synced : unsynced, entries);
        } catch (RocksDBException failure) {
            throw visible(failure);
        } finally {
            end();
        }
    }

    /** Waits for open snapshots; where one is never closed, the process ends with the store open, which is no harm. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        long deadline = System.nanoTime() + LONGEST_USE.toNanos();
        try {
            while (uses > 0 && System.nanoTime() < deadline) {
                wait(PAUSE.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (uses > 0) {
            return;
        }
        database.close();
        synced.close();
        unsynced.close();
        options.close();
        filter.close();
        cache.close();
    }

    /** A full disk may have room again; what RocksDB cannot go on from is told as it is. */
    private static RuntimeException visible(RocksDBException failure) {
        Status status = failure.getStatus();
        boolean full = status != null && status.getSubCode() == Status.SubCode.NoSpace;
        return full
                ? AnkurahException.unavailable("The disk of the store is full. Nothing was written.")
                : new IllegalStateException("RocksDB: " + failure.getMessage(), failure);
    }

    private final class View implements Snapshot {

        private final org.rocksdb.Snapshot snapshot;
        private final ReadOptions reading;
        private final List<Walk> walks = new ArrayList<>();
        private boolean closed;

        View() {
            this.snapshot = database.getSnapshot();
            this.reading = new ReadOptions().setSnapshot(snapshot);
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            try {
                return database.get(reading, key);
            } catch (RocksDBException failure) {
                throw visible(failure);
            }
        }

        @Override
        public List<byte @Nullable []> getAll(List<byte[]> keys) {
            try {
                return keys.isEmpty() ? List.of() : database.multiGetAsList(reading, keys);
            } catch (RocksDBException failure) {
                throw visible(failure);
            }
        }

        @Override
        public Scan scan(KeyRange range, boolean backwards) {
            Walk walk = new Walk(database, snapshot, range, backwards);
            walks.add(walk);
            return walk;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                walks.forEach(Walk::close);
                reading.close();
                database.releaseSnapshot(snapshot);
                snapshot.close();
                end();
            }
        }
    }

    private static final class Walk implements Snapshot.Scan {

        private final Slice lower;
        private final Slice upper;
        private final ReadOptions reading;
        private final RocksIterator iterator;
        private final boolean backwards;
        private boolean begun;
        private boolean ended;
        private boolean closed;

        Walk(RocksDB database, org.rocksdb.Snapshot snapshot, KeyRange range, boolean backwards) {
            this.backwards = backwards;
            // An empty range must not have bounds in the wrong order.
            lower = new Slice(range.from());
            upper = new Slice(range.isEmpty() ? range.from() : range.to());
            reading = new ReadOptions()
                    .setSnapshot(snapshot)
                    .setIterateLowerBound(lower)
                    .setIterateUpperBound(upper);
            iterator = database.newIterator(reading);
        }

        @Override
        public boolean next() {
            if (ended) {
                // RocksDB goes astray behind its end.
                return false;
            }
            if (begun && backwards) {
                iterator.prev();
            } else if (begun) {
                iterator.next();
            } else if (backwards) {
                iterator.seekToLast();
            } else {
                iterator.seekToFirst();
            }
            begun = true;
            if (iterator.isValid()) {
                return true;
            }
            ended = true;
            try {
                iterator.status();
                return false;
            } catch (RocksDBException failure) {
                throw visible(failure);
            }
        }

        @Override
        public byte[] key() {
            return iterator.key();
        }

        @Override
        public byte[] value() {
            return iterator.value();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                iterator.close();
                reading.close();
                lower.close();
                upper.close();
            }
        }
    }
}
