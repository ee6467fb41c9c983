package org.ankurah.node;

import java.util.Map;
import org.ankurah.event.Operation;
import org.ankurah.merge.Change;
import org.ankurah.value.Json;
import org.ankurah.value.Value;

/** Estimates how many bytes a transaction takes: what it holds of text, bytes and documents, and some for each part. */
final class TransactionSize {

    private static final long PART = 64;

    private TransactionSize() {}

    static long of(Transaction transaction) {
        return transaction.writes().stream().mapToLong(TransactionSize::of).sum();
    }

    private static long of(PendingWrite write) {
        long size = PART;
        if (write instanceof PendingWrite.Create create) {
            for (Operation operation : create.genesis().operations().values()) {
                size += of(operation);
            }
        } else if (write instanceof PendingWrite.Update update) {
            for (Change change : update.changes().values()) {
                size += of(change);
            }
        }
        return size;
    }

    private static long of(Operation operation) {
        if (operation instanceof Operation.Set set) {
            return of(set.value());
        }
        return operation instanceof Operation.Edit edit ? of(edit.content()) : PART;
    }

    private static long of(Change change) {
        return change instanceof Change.SetTo set ? of(set.value()) : of(((Change.Edit) change).argument());
    }

    private static long of(Value value) {
        if (value instanceof Value.Str text) {
            return PART + text.value().length();
        }
        if (value instanceof Value.Bytes bytes) {
            return PART + bytes.value().length;
        }
        if (value instanceof Value.Items items) {
            return PART + items.value().stream().mapToLong(TransactionSize::of).sum();
        }
        return value instanceof Value.Doc document ? PART + of(document.value()) : PART;
    }

    private static long of(Json document) {
        if (document instanceof Json.Str text) {
            return PART + text.value().length();
        }
        if (document instanceof Json.Arr array) {
            return PART + array.value().stream().mapToLong(TransactionSize::of).sum();
        }
        if (document instanceof Json.Obj object) {
            long size = PART;
            for (Map.Entry<String, Json> member : object.value().entrySet()) {
                size += member.getKey().length() + of(member.getValue());
            }
            return size;
        }
        return PART;
    }
}
