package org.ankurah.merge;

import java.math.BigDecimal;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.ValueCodec;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
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

    private static final int DECIMAL_COUNTER = 5;
    private static final int DECIMAL_COUNTER_UPON_REGISTER = 6;

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
        BigDecimal decimals = counter.decimals();
        if (counter.base() == null) {
            out.writeByte(decimals == null ? COUNTER : DECIMAL_COUNTER);
        } else {
            out.writeByte(decimals == null ? COUNTER_UPON_REGISTER : DECIMAL_COUNTER_UPON_REGISTER);
            LwwBackend.INSTANCE.write(out, counter.base());
        }
        CounterBackend.INSTANCE.write(out, counter);
        if (decimals != null) {
            ValueCodec.write(out, new Value.Decimal(decimals));
        }
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
                yield CounterBackend.INSTANCE.read(in).upon(base);
            }
            case DECIMAL_COUNTER -> readDecimals(in, null);
            case DECIMAL_COUNTER_UPON_REGISTER -> readDecimals(in, LwwBackend.INSTANCE.read(in));
            case LABELLED -> readLabelled(in.readString(), in.readBytes());
            default -> throw in.malformed("a property of the unknown kind " + kind);
        };
    }

    private static CounterState readDecimals(BinaryReader in, @Nullable Register base) {
        CounterState whole = CounterBackend.INSTANCE.read(in).upon(base);
        if (!(ValueCodec.read(in) instanceof Value.Decimal decimals)) {
            throw in.malformed("a counter of decimals without a decimal");
        }
        return whole.plus(decimals);
    }

    /** Brings what is stored into the terms of the property as the model declares it now. */
    static PropertyState adopt(
            PropertyDescriptor property, PropertyState stored, @Nullable PropertyState underOtherName) {
        PropertyBackend backend = Backends.of(property);
        PropertyState adopted = backend.adopt(widen(property, readable(backend, stored)));
        if (adopted instanceof Register register) {
            adopted = new Register(Widening.widen(property, register.value()), register.writer());
        }
        adopted = settle(property, adopted);
        return underOtherName == null ? adopted : backend.join(adopted, underOtherName);
    }

    /** Before another backend takes it over. */
    private static PropertyState widen(PropertyDescriptor property, PropertyState stored) {
        if (stored instanceof Register register) {
            Value widened = Widening.tryToWiden(property, register.value());
            return widened == null ? stored : new Register(widened, register.writer());
        }
        if (stored instanceof CounterState counter && counter.base() != null) {
            return counter.upon((Register) widen(property, counter.base()));
        }
        return stored;
    }

    /** A state in the property's type: what was counted in whole numbers may be a counter of decimals now. */
    static PropertyState settle(PropertyDescriptor property, PropertyState state) {
        return state instanceof CounterState counter && property.type() == Scalar.DECIMAL
                ? counter.inDecimals()
                : state;
    }

    private static PropertyState readLabelled(String label, byte[] content) {
        PropertyBackend backend = Backends.builtIn(label, label);
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
