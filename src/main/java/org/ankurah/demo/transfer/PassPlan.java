package org.ankurah.demo.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.demo.transfer.FileRecord.RefKeys;
import org.ankurah.demo.transfer.StoreSchema.Collection;
import org.ankurah.demo.transfer.StoreSchema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which pass over the file each entity is created, so that the targets of its references exist by
 * then.
 *
 * <p>An entity is created in the first pass in which everything that it refers to stands before it or was
 * created in an earlier pass. A file in dependency order therefore takes one pass, and one in any order a few.
 * What is left lies on or behind a circle (or a very long chain against the file's order): of that, references
 * that are optional are left out on create and set by an update at the end. A circle of required references
 * cannot be created at all.
 */
final class PassPlan {

    /** Chains against the file's order longer than this are set by updates instead: each pass reads the file. */
    private static final int MAX_ORDERED_PASSES = 12;

    private final StoreSchema schema;
    private final Path file;
    private final KeyTable keys;
    private int passes;
    private int planned;

    private PassPlan(StoreSchema schema, Path file, KeyTable keys) {
        this.schema = schema;
        this.file = file;
        this.keys = keys;
    }

    /**
     * Writes the pass of each entity into its entry and returns the number of passes.
     *
     * @throws TransferException when required references form a circle
     */
    static int make(StoreSchema schema, Path file, KeyTable keys) throws IOException, TransferException {
        PassPlan plan = new PassPlan(schema, file, keys);
        while (plan.planned < keys.size()) {
            boolean progress = plan.passes < MAX_ORDERED_PASSES && plan.pass(false) == null;
            FileRecord stuck = progress ? null : plan.pass(true);
            if (stuck != null) {
                throw new TransferException(
                        file + " cannot be imported; nothing was written.\n  line " + stuck.line() + ": the "
                                + stuck.collection() + " \"" + stuck.key()
                                + "\" lies on or behind a circle of required references");
            }
        }
        return plan.passes;
    }

    /** Plans what it can; returns the first entity that is left if that was nothing, otherwise null. */
    private @Nullable FileRecord pass(boolean defer) throws IOException, TransferException {
        int before = planned;
        int number = passes + 1;
        List<FileRecord> left = new ArrayList<>(1);
        RecordReader.forEach(file, record -> {
            KeyTable.Entry entry = keys.of(record);
            if (entry.pass != 0) {
                return;
            }
            if (ready(record, defer, null)) {
                entry.pass = number;
                entry.deferred = !ready(record, false, entry);
                planned++;
            } else if (left.isEmpty()) {
                left.add(record);
            }
        });
        if (planned == before) {
            return left.get(0);
        }
        passes = number;
        return null;
    }

    /** Whether the targets are planned; {@code self} is not yet there when its own references are set. */
    private boolean ready(FileRecord record, boolean requiredOnly, KeyTable.@Nullable Entry self) {
        Collection collection = schema.get(record.collection());
        for (Map.Entry<String, RefKeys> refs : record.refs().entrySet()) {
            Field field = collection.fields().get(refs.getKey());
            String target = field == null ? null : field.target();
            if (field == null || target == null || (requiredOnly && !field.required())) {
                continue;
            }
            for (String key : refs.getValue().keys()) {
                KeyTable.Entry entry = keys.get(target, key);
                if (entry.pass == 0 || entry == self) {
                    return false;
                }
            }
        }
        return true;
    }
}
