package org.ankurah.storage.kv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store as of one moment. For one thread at a time; costs the store something until it is closed. */
public interface Snapshot extends AutoCloseable {

    /** The value of a key, or null. Not to be changed. */
    byte @Nullable [] get(byte[] key);

    /** The values of some keys, in their order: as many elements, null where there is none. */
    List<byte @Nullable []> getAll(List<byte[]> keys);

    /** Goes through a range of keys, in order or backwards. It ends with the snapshot at the latest. */
    Scan scan(KeyRange range, boolean backwards);

    /** Closes the snapshot and its scans. */
    @Override
    void close();

    /** A walk through entries. Stands before the first one at its beginning. */
    interface Scan extends AutoCloseable {

        /** Goes on to the next entry. False when there is none, then and ever after; then there is no key to ask for. */
        boolean next();

        /** The key of the entry. Not to be changed. */
        byte[] key();

        /** The value of the entry. Not to be changed. */
        byte[] value();

        @Override
        void close();
    }
}
