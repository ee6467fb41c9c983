package org.ankurah.merge;

import java.math.BigDecimal;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Numbers;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/** {@code counter}: the sum of all increments, upon the last value from before the property was a counter. */
enum CounterBackend implements PropertyBackend {
    INSTANCE;

    /** The kind of edit that adds; its argument is the amount. */
    static final String INCREMENT = "increment";

    @Override
    public String label() {
        return Backend.COUNTER.label();
    }

    @Override
    public PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation) {
        CounterState current = before == null ? CounterState.ZERO : adopt(before);
        if (operation instanceof Operation.Increment increment) {
            return current.plus(increment.by());
        }
        PropertyState written = LwwBackend.INSTANCE.apply(current.base(), eventId, operation);
        return current.upon(LwwBackend.INSTANCE.adopt(written));
    }

    @Override
    public PropertyState join(PropertyState left, PropertyState right) {
        return adopt(left).plus(adopt(right));
    }

    /** The value of a former plain property becomes what is counted upon. */
    @Override
    public CounterState adopt(PropertyState stored) {
        return stored instanceof CounterState counter
                ? counter
                : CounterState.ZERO.upon(LwwBackend.INSTANCE.adopt(stored));
    }

    /** The whole sum alone; {@link PropertyCodec} writes what it is counted upon, and the sum of decimals. */
    @Override
    public void write(BinaryWriter out, PropertyState state) {
        out.writeSignedVarint(((CounterState) state).sum());
    }

    @Override
    public CounterState read(BinaryReader in) {
        return new CounterState(null, in.readSignedVarint(), null);
    }

    @Override
    public @Nullable Operation operation(
            PropertyDescriptor property, @Nullable PropertyState before, Change change, Writer writer) {
        Value now = PropertyBackend.value(property, before);
        if (change instanceof Change.Edit edit && edit.kind().equals(INCREMENT)) {
            return increment(property, now, exact(property, edit.argument()));
        }
        if (change instanceof Change.SetTo set) {
            return increment(property, now, exact(property, set.value()).subtract(number(now)));
        }
        throw PropertyBackend.unfit(property, "set or incremented");
    }

    @Override
    public @Nullable Operation genesis(PropertyDescriptor property, Value value, Writer writer) {
        return value.equals(property.zero()) ? null : new Operation.Increment(value);
    }

    /** The increment by so much, if what it comes to can be held. */
    private static @Nullable Operation increment(PropertyDescriptor property, Value now, BigDecimal by) {
        if (by.signum() == 0) {
            return null;
        }
        BigDecimal next = number(now).add(by);
        if (now instanceof Value.Decimal) {
            if (!Numbers.inBounds(next, Numbers.MAX_DECIMAL_DIGITS)) {
                throw overflow(property, "would have more than " + Numbers.MAX_DECIMAL_DIGITS + " digits.");
            }
            return new Operation.Increment(new Value.Decimal(by));
        }
        try {
            next.longValueExact();
            return new Operation.Increment(by.longValueExact());
        } catch (ArithmeticException tooFar) {
            throw overflow(property, "would leave the range of a 64-bit number.");
        }
    }

    private static BigDecimal exact(PropertyDescriptor property, Value given) {
        return number(ValueCheck.fit(property, given));
    }

    private static BigDecimal number(Value value) {
        BigDecimal number = Values.exact(value);
        return number == null ? BigDecimal.ZERO : number;
    }

    private static AnkurahException overflow(PropertyDescriptor property, String what) {
        return AnkurahException.validation(property.name() + " " + what, property.name());
    }
}
