package org.ankurah.merge;

import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
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
            return new CounterState(current.base(), current.sum() + ((Value.Int) increment.by()).value());
        }
        PropertyState written = LwwBackend.INSTANCE.apply(current.base(), eventId, operation);
        return new CounterState(LwwBackend.INSTANCE.adopt(written), current.sum());
    }

    @Override
    public PropertyState join(PropertyState left, PropertyState right) {
        CounterState one = adopt(left);
        CounterState other = adopt(right);
        Register base = one.base() == null ? other.base() : one.base().greatest(other.base());
        return new CounterState(base, one.sum() + other.sum());
    }

    /** The value of a former plain property becomes what is counted upon. */
    @Override
    public CounterState adopt(PropertyState stored) {
        return stored instanceof CounterState counter
                ? counter
                : new CounterState(LwwBackend.INSTANCE.adopt(stored), 0);
    }

    /** The sum alone; {@link PropertyCodec} writes what it is counted upon. */
    @Override
    public void write(BinaryWriter out, PropertyState state) {
        out.writeSignedVarint(((CounterState) state).sum());
    }

    @Override
    public CounterState read(BinaryReader in) {
        return new CounterState(null, in.readSignedVarint());
    }

    @Override
    public @Nullable Operation operation(
            PropertyDescriptor property, @Nullable PropertyState before, Change change, Writer writer) {
        long now = ((Value.Int) PropertyBackend.value(property, before)).value();
        try {
            if (change instanceof Change.Edit edit && edit.kind().equals(INCREMENT)) {
                long by = ((Value.Int) edit.argument()).value();
                Math.addExact(now, by);
                return by == 0 ? null : new Operation.Increment(by);
            }
            if (change instanceof Change.SetTo set) {
                long wanted = ((Value.Int) ValueCheck.fit(property, set.value())).value();
                long by = Math.subtractExact(wanted, now);
                return by == 0 ? null : new Operation.Increment(by);
            }
        } catch (ArithmeticException overflow) {
            throw AnkurahException.validation(
                    property.name() + " would leave the range of a 64-bit number.", property.name());
        }
        throw PropertyBackend.unfit(property, "set or incremented");
    }

    @Override
    public @Nullable Operation genesis(PropertyDescriptor property, Value value) {
        long start = ((Value.Int) value).value();
        return start == 0 ? null : new Operation.Increment(start);
    }
}
