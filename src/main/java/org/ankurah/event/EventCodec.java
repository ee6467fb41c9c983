package org.ankurah.event;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The binary forms of an event. Both begin with a version and are deterministic: equal events, equal bytes.
 *
 * <ul>
 *   <li>The <em>body</em> is what a log keeps beside an event's ids, collection and actor: nonce, lifecycle and
 *       operations, complete to the scale of a decimal and the order of a document's members. That of an erased event
 *       is a version of its own and nothing else.
 *   <li>The <em>canonical bytes</em> are what an id is the check of: everything but the id's own digest half, and but
 *       the entity id of a genesis, which is that id. Documents are {@linkplain JsonCodec#canonical brought into one
 *       order}. They are only ever digested, so there is nothing that reads them.
 * </ul>
 *
 * <p>Changing either breaks stored data: the golden file of the tests says so.
 */
public final class EventCodec {

    private static final int BODY_VERSION = 1;
    private static final int ERASED_BODY_VERSION = 2;
    private static final int CANONICAL_VERSION = 1;

    private static final int SET = 1;
    private static final int INCREMENT = 2;
    private static final int INCREMENT_BY = 3;
    private static final int EDIT = 4;

    private static final int UNCHANGED = 0;
    private static final int RESTORED = 1;
    private static final int DELETED = 2;
    private static final int PURGED = 3;

    private EventCodec() {}

    /** The body of an event. */
    public static byte[] encodeBody(Event event) {
        if (event.isErased()) {
            return erasedBody();
        }
        BinaryWriter out = new BinaryWriter();
        out.writeByte(BODY_VERSION);
        writeContent(out, event.nonce(), event.lifecycle(), event.operations());
        return out.toByteArray();
    }

    /** The body of every erased event. */
    public static byte[] erasedBody() {
        return new byte[] {ERASED_BODY_VERSION};
    }

    /**
     * Puts an event together from what is stored of it.
     *
     * @throws MalformedBytesException when the body is cut off, damaged or of an unknown version
     */
    public static Event decode(
            Ulid id,
            String collection,
            Ulid entityId,
            Clock parents,
            Ulid transactionId,
            @Nullable String actor,
            byte[] body) {
        BinaryReader in = new BinaryReader(body);
        int version = in.readByte();
        boolean erased = version == ERASED_BODY_VERSION;
        if (!erased && version != BODY_VERSION) {
            throw in.malformed("an event of the unknown version " + version);
        }
        long nonce = erased ? 0 : in.readFixed64();
        Lifecycle lifecycle = erased ? Lifecycle.ERASED : readLifecycle(in);
        SortedMap<String, Operation> operations = erased ? Collections.emptySortedMap() : readOperations(in);
        in.expectEnd();
        return new Event(id, collection, entityId, parents, transactionId, actor, nonce, operations, lifecycle);
    }

    /**
     * What an event's id is the check of; of the id itself only the clock half counts.
     *
     * @throws IllegalArgumentException when the event is erased
     */
    static byte[] canonical(Event event) {
        BinaryWriter out = new BinaryWriter();
        out.writeByte(CANONICAL_VERSION);
        out.writeFixed64(event.id().high());
        out.writeString(event.collection());
        out.writeBoolean(!event.isGenesis());
        if (!event.isGenesis()) {
            out.writeUlid(event.entityId());
        }
        out.writeVarint(event.parents().ids().size());
        event.parents().ids().forEach(out::writeUlid);
        out.writeUlid(event.transactionId());
        out.writeBoolean(event.actor() != null);
        if (event.actor() != null) {
            out.writeString(event.actor());
        }
        SortedMap<String, Operation> operations = new TreeMap<>(event.operations());
        operations.replaceAll((name, operation) -> canonical(operation));
        writeContent(out, event.nonce(), event.lifecycle(), operations);
        return out.toByteArray();
    }

    private static Operation canonical(Operation operation) {
        if (operation instanceof Operation.Set set) {
            return new Operation.Set(canonical(set.value()));
        }
        return operation instanceof Operation.Edit edit
                ? new Operation.Edit(edit.backend(), canonical(edit.content()))
                : operation;
    }

    private static Value canonical(Value value) {
        if (value instanceof Value.Doc doc) {
            return new Value.Doc(JsonCodec.canonical(doc.value()));
        }
        if (value instanceof Value.Items items) {
            return new Value.Items(
                    items.value().stream().map(EventCodec::canonical).toList());
        }
        return value;
    }

    private static void writeContent(
            BinaryWriter out, long nonce, Lifecycle lifecycle, SortedMap<String, Operation> operations) {
        out.writeFixed64(nonce);
        out.writeByte(code(lifecycle));
        out.writeVarint(operations.size());
        operations.forEach((name, operation) -> {
            out.writeString(name);
            writeOperation(out, operation);
        });
    }

    private static void writeOperation(BinaryWriter out, Operation operation) {
        if (operation instanceof Operation.Set set) {
            out.writeByte(SET);
            ValueCodec.write(out, set.value());
        } else if (operation instanceof Operation.Increment increment) {
            if (increment.by() instanceof Value.Int whole) {
                out.writeByte(INCREMENT);
                out.writeSignedVarint(whole.value());
            } else {
                out.writeByte(INCREMENT_BY);
                ValueCodec.write(out, increment.by());
            }
        } else if (operation instanceof Operation.Edit edit) {
            out.writeByte(EDIT);
            out.writeString(edit.backend());
            ValueCodec.write(out, edit.content());
        }
    }

    private static int code(Lifecycle lifecycle) {
        return switch (lifecycle) {
            case UNCHANGED -> UNCHANGED;
            case RESTORED -> RESTORED;
            case DELETED -> DELETED;
            case PURGED -> PURGED;
            case ERASED -> throw new IllegalArgumentException("the content of an erased event is not known");
        };
    }

    private static Lifecycle readLifecycle(BinaryReader in) {
        int code = in.readByte();
        return switch (code) {
            case UNCHANGED -> Lifecycle.UNCHANGED;
            case RESTORED -> Lifecycle.RESTORED;
            case DELETED -> Lifecycle.DELETED;
            case PURGED -> Lifecycle.PURGED;
            default -> throw in.malformed("an unknown lifecycle " + code);
        };
    }

    private static SortedMap<String, Operation> readOperations(BinaryReader in) {
        int count = in.readCount();
        SortedMap<String, Operation> operations = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.readString();
            int kind = in.readByte();
            operations.put(
                    name,
                    switch (kind) {
                        case SET -> new Operation.Set(ValueCodec.read(in));
                        case INCREMENT -> new Operation.Increment(in.readSignedVarint());
                        case INCREMENT_BY -> new Operation.Increment(ValueCodec.read(in));
                        case EDIT -> new Operation.Edit(in.readString(), ValueCodec.read(in));
                        default -> throw in.malformed("an operation of the unknown kind " + kind);
                    });
        }
        return operations;
    }
}
