package org.ankurah.storage.kv;

/**
 * An ordered map from bytes to bytes, keys compared unsigned and from the left. What a {@link KeyValueEngine} needs of a
 * store, and nothing more. Safe to use from any thread; every method may block on a disk or a network.
 *
 * <p>Failures are unchecked: an {@link org.ankurah.value.AnkurahException} with {@code UNAVAILABLE} when trying again
 * may help, anything else when it will not.
 */
public interface KeyValueStorage extends AutoCloseable {

    /** All that was written before, and nothing of what is written later. */
    Snapshot snapshot();

    /**
     * Writes a batch, whole or not at all. Batches written one after the other survive a crash as a beginning of their
     * sequence: none without those before it.
     *
     * @param synced whether it has survived any crash, of the machine too, once this returns; otherwise the last batches
     *     may be lost with the machine
     */
    void write(WriteBatch batch, boolean synced);

    /** Closes the store; nothing may be under way, and snapshots must be closed before. */
    @Override
    void close();
}
