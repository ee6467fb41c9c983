package org.ankurah.event;

import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The binary forms of an event. Both begin with a version and are deterministic: equal events, equal bytes.
 *
 * <ul>
 *   <li>The <em>body</em> is what a log keeps beside an event's ids, collection and actor: nonce, deletion and
 *       operations, complete to the scale of a decimal and the order of a document's members.
 *   <li>The <em>canonical bytes</em> are what an id is the check of: everything but the id's own digest half, and but
 *       the entity id of a genesis, which is that id. Documents are {@linkplain JsonCodec#canonical brought into one
 *       order}. They are only ever digested, so there is nothing that reads them.
 * </ul>
 *
 * <p>Changing either breaks stored data: the golden file of the tests says so.
 */
public final class EventCodec {

    private static final int BODY_VERSION = 1;
    private static final int CANONICAL_VERSION = 1;

    private static final int SET = 1;
    private static final int INCREMENT = 2;

    private static final int NOT_SAID = 0;
    private static final int RESTORED = 1;
    private static final int DELETED = 2;

    private EventCodec() {}

    /** The body of an event. */
    public static byte[] encodeBody(Event event) {
        BinaryWriter out = new BinaryWriter();
        out.writeByte(BODY_VERSION);
        writeContent(out, event.nonce(), event.deleted(), event.operations());
        return out.toByteArray();
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
        if (version != BODY_VERSION) {
            throw in.malformed("an event of the unknown version " + version);
        }
        long nonce = in.readFixed64();
        Boolean deleted = readDeleted(in);
        SortedMap<String, Operation> operations = readOperations(in);
        in.expectEnd();
        return new Event(id, collection, entityId, parents, transactionId, actor, nonce, operations, deleted);
    }

    /** What an event's id is the check of; of the id itself only the clock half counts. */
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
        writeContent(out, event.nonce(), event.deleted(), operations);
        return out.toByteArray();
    }

    private static Operation canonical(Operation operation) {
        return operation instanceof Operation.Set set ? new Operation.Set(canonical(set.value())) : operation;
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
            BinaryWriter out, long nonce, @Nullable Boolean deleted, SortedMap<String, Operation> operations) {
        out.writeFixed64(nonce);
        out.writeByte(deleted == null ? NOT_SAID : deleted ? DELETED : RESTORED);
        out.writeVarint(operations.size());
        operations.forEach((name, operation) -> {
            out.writeString(name);
            if (operation instanceof Operation.Set set) {
                out.writeByte(SET);
                ValueCodec.write(out, set.value());
            } else if (operation instanceof Operation.Increment increment) {
                out.writeByte(INCREMENT);
                out.writeSignedVarint(increment.by());
            }
        });
    }

    private static @Nullable Boolean readDeleted(BinaryReader in) {
        int deleted = in.readByte();
        return switch (deleted) {
            case NOT_SAID -> null;
            case RESTORED -> false;
            case DELETED -> true;
            default -> throw in.malformed("an unknown kind of deletion " + deleted);
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
                        default -> throw in.malformed("an operation of the unknown kind " + kind);
                    });
        }
        return operations;
    }
}
