package org.ankurah.merge;

import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of what is kept of one property: a number, then its content. Registers and counters, which almost all
 * are, have numbers of their own. Stored states hold these numbers, so they never change.
 */
final class PropertyCodec {

    private static final int REGISTER = 1;
    private static final int COUNTER = 2;
    private static final int COUNTER_UPON_REGISTER = 3;

    /** Of another backend: its label and its bytes follow. */
    private static final int LABELLED = 4;

    private PropertyCodec() {}

    static void write(BinaryWriter out, PropertyState property) {
        if (property instanceof Register register) {
            out.writeByte(REGISTER);
            LwwBackend.INSTANCE.write(out, register);
        } else if (property instanceof CounterState counter) {
            writeCounter(out, counter);
        } else if (property instanceof Unread unread) {
            writeLabelled(out, unread.label(), unread.content().value());
        } else {
            BinaryWriter content = new BinaryWriter();
            property.backend().write(content, property);
            writeLabelled(out, property.backend().label(), content.toByteArray());
        }
    }

    private static void writeCounter(BinaryWriter out, CounterState counter) {
        if (counter.base() == null) {
            out.writeByte(COUNTER);
        } else {
            out.writeByte(COUNTER_UPON_REGISTER);
            LwwBackend.INSTANCE.write(out, counter.base());
        }
        CounterBackend.INSTANCE.write(out, counter);
    }

    private static void writeLabelled(BinaryWriter out, String label, byte[] content) {
        out.writeByte(LABELLED);
        out.writeString(label);
        out.writeBytes(content);
    }

    static PropertyState read(BinaryReader in) {
        int kind = in.readByte();
        return switch (kind) {
            case REGISTER -> LwwBackend.INSTANCE.read(in);
            case COUNTER -> CounterBackend.INSTANCE.read(in);
            case COUNTER_UPON_REGISTER -> {
                Register base = LwwBackend.INSTANCE.read(in);
                yield new CounterState(base, CounterBackend.INSTANCE.read(in).sum());
            }
            case LABELLED -> readLabelled(in.readString(), in.readBytes());
            default -> throw in.malformed("a property of the unknown kind " + kind);
        };
    }

    /** Brings what is stored into the terms of the property as the model declares it now. */
    static PropertyState adopt(
            PropertyDescriptor property, PropertyState stored, @Nullable PropertyState underOtherName) {
        PropertyBackend backend = Backends.of(property);
        PropertyState adopted = backend.adopt(readable(backend, stored));
        if (adopted instanceof Register register) {
            adopted = new Register(Widening.widen(property, register.value()), register.writer());
        }
        return underOtherName == null ? adopted : backend.join(adopted, underOtherName);
    }

    private static PropertyState readLabelled(String label, byte[] content) {
        PropertyBackend backend = Backends.builtIn(label);
        return backend == null ? new Unread(label, new Value.Bytes(content)) : read(backend, content);
    }

    private static PropertyState readable(PropertyBackend backend, PropertyState stored) {
        return stored instanceof Unread unread && unread.label().equals(backend.label())
                ? read(backend, unread.content().value())
                : stored;
    }

    private static PropertyState read(PropertyBackend backend, byte[] content) {
        BinaryReader in = new BinaryReader(content);
        PropertyState read = backend.read(in);
        in.expectEnd();
        return read;
    }
}
