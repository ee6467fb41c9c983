package org.ankurah.storage.tikv;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tikv.shade.com.google.protobuf.ByteString;

/**
 * The record that says who writes to a store.
 *
 * @param id of one opening of the store
 * @param renewed a timestamp of the cluster from right before the record was written
 * @param name of the process, for people
 */
record Holder(String id, long renewed, String name) {

    private static final String FORMAT = "1";

    /** Timestamps of the cluster are milliseconds, and a counter in so many bits. */
    private static final int COUNTER_BITS = 18;

    /** Milliseconds from the last renewal to a timestamp, by the cluster's clock. */
    long age(long timestamp) {
        return (timestamp >> COUNTER_BITS) - (renewed >> COUNTER_BITS);
    }

    Holder at(long timestamp) {
        return new Holder(id, timestamp, name);
    }

    ByteString encode() {
        return ByteString.copyFromUtf8(String.join("\n", FORMAT, id, Long.toString(renewed), name));
    }

    /** @param bytes null if there is no record */
    static @Nullable Holder decode(@Nullable ByteString bytes) {
        if (bytes == null) {
            return null;
        }
        String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\n", 4);
        if (lines.length != 4 || !lines[0].equals(FORMAT)) {
            throw new IllegalStateException("Under this prefix TiKV holds something else than a store of ours.");
        }
        return new Holder(lines[1], Long.parseLong(lines[2]), lines[3]);
    }
}
