package org.ankurah.demo.transfer;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a file and what is known of each: the only part of a file that is held in memory. */
final class KeyTable {

    private final Map<String, Map<String, Entry>> entries = new HashMap<>();
    private int size;

    /** One entity of the file. */
    static final class Entry {

        final int line;
        final long digest;
        /** In which pass over the file it is created, from 1; 0 while that is not decided. */
        int pass;
        /** Whether some of its references are set by an update after everything is created. */
        boolean deferred;
        /** Whether that update was made. */
        boolean linked;
        /** Its id on the server, once it is created. */
        @Nullable
        String id;

        Entry(int line, long digest) {
            this.line = line;
            this.digest = digest;
        }
    }

    /** Adds a key; returns the entry that has it already, or null when it is new. */
    @Nullable
    Entry add(FileRecord record) {
        Entry added = new Entry(record.line(), record.digest());
        Entry known = entries.computeIfAbsent(record.collection(), c -> new HashMap<>())
                .putIfAbsent(record.key(), added);
        size += known == null ? 1 : 0;
        return known;
    }

    @Nullable
    Entry find(String collection, String key) {
        Map<String, Entry> keys = entries.get(collection);
        return keys == null ? null : keys.get(key);
    }

    /** The entry of a key that was checked before. */
    Entry get(String collection, String key) {
        Entry entry = find(collection, key);
        if (entry == null) {
            throw new IllegalStateException("unknown key " + key + " of " + collection);
        }
        return entry;
    }

    /**
     * The entry of a line that was checked before.
     *
     * @throws TransferException when the line is not the one that was checked
     */
    Entry of(FileRecord record) throws TransferException {
        Entry entry = find(record.collection(), record.key());
        if (entry == null || entry.line != record.line() || entry.digest != record.digest()) {
            throw new TransferException("line " + record.line() + ": the file changed while it was read.");
        }
        return entry;
    }

    int size() {
        return size;
    }
}
