package org.ankurah.storage.kv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in memory, as long as the process lives.
 *
 * <p>Each key has a chain of versions, the newest first; a snapshot is the number of a batch, and sees of each key the
 * newest version that is not younger. Versions that no snapshot sees are dropped when their key is written again, a
 * deleted key when the snapshots that saw it are closed.
 */
public final class MemoryStorage implements KeyValueStorage {

    private final ConcurrentNavigableMap<byte[], Version> versions =
            new ConcurrentSkipListMap<>(Arrays::compareUnsigned);

    // Guarded by this.
    private final NavigableMap<Long, Integer> open = new TreeMap<>();
    private final List<byte[]> deleted = new ArrayList<>();
    private long batches;

    /** A value, or null for none, that a key has from a batch on. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, and only read
    private record Version(
            long batch, byte @Nullable [] value, @Nullable Version older) {

        @Nullable
        Version asOf(long asked) {
            Version version = this;
            while (version != null && version.batch > asked) {
                version = version.older;
            }
            return version;
        }
    }

    @Override
    public synchronized Snapshot snapshot() {
        open.merge(batches, 1, Integer::sum);
        return new View(batches);
    }

    @Override
    public synchronized void write(WriteBatch batch, boolean synced) {
        long number = batches + 1;
        for (WriteBatch.Entry entry : batch.entries()) {
            Version before = versions.get(entry.key());
            Version kept = before == null ? null : seen(before);
            if (entry.value() == null && kept == null) {
                versions.remove(entry.key());
                continue;
            }
            versions.put(entry.key(), new Version(number, entry.value(), kept));
            if (entry.value() == null) {
                deleted.add(entry.key());
            }
        }
        batches = number;
        sweep();
    }

    /** The versions that open snapshots see. */
    private @Nullable Version seen(Version newest) {
        Version seen = null;
        for (long batch : open.keySet()) {
            Version version = newest.asOf(batch);
            if (version != null && (seen == null || seen.batch != version.batch)) {
                seen = new Version(version.batch, version.value, seen);
            }
        }
        return seen;
    }

    private synchronized void closed(long batch) {
        open.computeIfPresent(batch, (any, count) -> count == 1 ? null : count - 1);
        sweep();
    }

    /** Takes out deleted keys that no snapshot sees. */
    private void sweep() {
        if (open.isEmpty() || open.firstKey() == batches) {
            for (byte[] key : deleted) {
                versions.computeIfPresent(key, (any, version) -> version.value == null ? null : version);
            }
            deleted.clear();
        }
    }

    @Override
    public void close() {}

    private final class View implements Snapshot {

        private final long batch;
        private boolean closed;

        View(long batch) {
            this.batch = batch;
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            Version version = versions.get(key);
            Version seen = version == null ? null : version.asOf(batch);
            return seen == null ? null : seen.value;
        }

        @Override
        public List<byte @Nullable []> getAll(List<byte[]> keys) {
            List<byte @Nullable []> values = new ArrayList<>(keys.size());
            keys.forEach(key -> values.add(get(key)));
            return values;
        }

        @Override
        public Scan scan(KeyRange range, boolean backwards) {
            if (range.isEmpty()) {
                return new Walk(List.<Map.Entry<byte[], Version>>of().iterator(), batch);
            }
            NavigableMap<byte[], Version> part = versions.subMap(range.from(), true, range.to(), false);
            return new Walk((backwards ? part.descendingMap() : part).entrySet().iterator(), batch);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                closed(batch);
            }
        }
    }

    private static final class Walk implements Snapshot.Scan {

        private final Iterator<Map.Entry<byte[], Version>> entries;
        private final long batch;
        private byte[] key = new byte[0];
        private byte[] value = key;

        Walk(Iterator<Map.Entry<byte[], Version>> entries, long batch) {
            this.entries = entries;
            this.batch = batch;
        }

        @Override
        public boolean next() {
            while (entries.hasNext()) {
                Map.Entry<byte[], Version> entry = entries.next();
                Version seen = entry.getValue().asOf(batch);
                if (seen != null && seen.value != null) {
                    key = entry.getKey();
                    value = seen.value;
                    return true;
                }
            }
            return false;
        }

        @Override
        public byte[] key() {
            return key;
        }

        @Override
        public byte[] value() {
            return value;
        }

        @Override
        public void close() {}
    }
}
