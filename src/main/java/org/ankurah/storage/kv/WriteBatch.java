package org.ankurah.storage.kv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts and deletes that are written together; of several for one key the last counts. For one thread. */
public final class WriteBatch {

    private final List<Entry> entries = new ArrayList<>();

    public void put(byte[] key, byte[] value) {
        entries.add(new Entry(key, value));
    }

    /** Deletes a key, whether it is there or not. */
    public void delete(byte[] key) {
        entries.add(new Entry(key, null));
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** What is to be done, in order. */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * A put or a delete.
     *
     * @param value null to delete the key
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, and only read
    public record Entry(byte[] key, byte @Nullable [] value) {}
}
