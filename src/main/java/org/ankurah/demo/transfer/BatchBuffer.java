package org.ankurah.demo.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.demo.transfer.FileRecord.RefKeys;
import org.ankurah.demo.transfer.StoreSchema.Collection;
import org.ankurah.demo.transfer.StoreSchema.Field;

/**
 * Gathers consecutive records of one collection into batches. No record travels with one that it refers to: that
 * one must have its id first.
 */
final class BatchBuffer {

    /** Keeps a request far below the size that servers refuse, whatever the entities hold. */
    private static final int MAX_CHARS = 1 << 20;

    private final StoreSchema schema;
    private final int maxRecords;
    private final Sink sink;
    private final List<FileRecord> pending = new ArrayList<>();
    private final Set<String> pendingKeys = new HashSet<>();
    private int chars;

    /** Takes batches that are complete. */
    interface Sink {
        void send(Batch batch) throws IOException, TransferException;
    }

    BatchBuffer(StoreSchema schema, int maxRecords, Sink sink) {
        this.schema = schema;
        this.maxRecords = maxRecords;
        this.sink = sink;
    }

    void add(FileRecord record) throws IOException, TransferException {
        int length = record.values().toString().length();
        if (!fits(record, length)) {
            flush();
        }
        pending.add(record);
        pendingKeys.add(record.key());
        chars += length;
    }

    /** Sends what is pending. */
    void flush() throws IOException, TransferException {
        if (pending.isEmpty()) {
            return;
        }
        sink.send(new Batch(schema.get(pending.get(0).collection()), pending));
        pending.clear();
        pendingKeys.clear();
        chars = 0;
    }

    private boolean fits(FileRecord record, int length) {
        return pending.isEmpty()
                || (pending.size() < maxRecords
                        && chars + length <= MAX_CHARS
                        && pending.get(0).collection().equals(record.collection())
                        && !refersToPending(record));
    }

    private boolean refersToPending(FileRecord record) {
        Collection collection = schema.get(record.collection());
        for (Map.Entry<String, RefKeys> refs : record.refs().entrySet()) {
            Field field = collection.fields().get(refs.getKey());
            boolean own = field != null && collection.name().equals(field.target());
            if (own && refs.getValue().keys().stream().anyMatch(pendingKeys::contains)) {
                return true;
            }
        }
        return false;
    }
}
