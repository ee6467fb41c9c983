package org.ankurah.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Clock;
import org.ankurah.event.Operation;
import org.ankurah.event.ValueCodec;
import org.ankurah.merge.Change;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A digest of what a transaction wants, by which its repetition is told from another one under the same key. Ids that
 * the transaction gives to what it creates do not count: a repetition has given others.
 */
final class RequestDigest {

    private static final int CREATE = 1;
    private static final int UPDATE = 2;
    private static final int DELETE = 3;
    private static final int RESTORE = 4;
    private static final int PURGE = 5;
    private static final int MADE = 6;

    private static final int SET = 1;
    private static final int INCREMENT = 2;
    private static final int EDIT = 3;

    private final BinaryWriter out = new BinaryWriter();

    /** The ids of what is created, by their place. */
    private final Map<Ulid, Value> created = new HashMap<>();

    private RequestDigest() {}

    static byte[] of(Transaction transaction) {
        RequestDigest digest = new RequestDigest();
        transaction.writes().forEach(digest::add);
        return new JvmDigest().sha256(digest.out.toByteArray());
    }

    private void add(PendingWrite write) {
        if (write instanceof PendingWrite.Create create) {
            created.put(write.id(), new Value.Str("#" + created.size()));
            out.writeByte(CREATE);
            out.writeString(write.model().collection());
            create.genesis().operations().forEach(this::add);
            return;
        }
        if (write instanceof PendingWrite.Made made) {
            out.writeByte(MADE);
            out.writeUlid(made.event().id());
            return;
        }
        if (write instanceof PendingWrite.Update update) {
            out.writeByte(UPDATE);
            addHead(update.ifHead());
            out.writeVarint(update.changes().size());
            new TreeMap<>(update.changes()).forEach(this::add);
        } else if (write instanceof PendingWrite.Delete delete) {
            out.writeByte(DELETE);
            addHead(delete.ifHead());
        } else if (write instanceof PendingWrite.Restore) {
            out.writeByte(RESTORE);
        } else {
            out.writeByte(PURGE);
        }
        out.writeString(write.model().collection());
        add(new Value.Id(write.id()));
    }

    private void addHead(@Nullable Clock head) {
        List<Ulid> ids = head == null ? List.of() : head.ids();
        out.writeBoolean(head != null);
        out.writeVarint(ids.size());
        ids.forEach(out::writeUlid);
    }

    private void add(String name, Operation operation) {
        out.writeString(name);
        if (operation instanceof Operation.Set set) {
            out.writeByte(SET);
            add(set.value());
        } else if (operation instanceof Operation.Increment increment) {
            out.writeByte(INCREMENT);
            add(increment.by());
        } else if (operation instanceof Operation.Edit edit) {
            out.writeByte(EDIT);
            out.writeString(edit.backend());
            add(edit.content());
        }
    }

    private void add(String name, Change change) {
        out.writeString(name);
        if (change instanceof Change.SetTo set) {
            out.writeByte(SET);
            add(set.value());
        } else if (change instanceof Change.Edit edit) {
            out.writeByte(EDIT);
            out.writeString(edit.kind());
            add(edit.argument());
        }
    }

    private void add(Value value) {
        ValueCodec.write(out, steady(value));
    }

    private Value steady(Value value) {
        if (value instanceof Value.Items items) {
            List<Value> steady = new ArrayList<>();
            items.value().forEach(item -> steady.add(steady(item)));
            return new Value.Items(steady);
        }
        return value instanceof Value.Id id ? created.getOrDefault(id.value(), value) : value;
    }
}
