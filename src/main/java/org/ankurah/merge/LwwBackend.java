package org.ankurah.merge;

import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Operation;
import org.ankurah.event.ValueCodec;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** {@code lww}: the write with the greatest event id wins. */
enum LwwBackend implements PropertyBackend {
    INSTANCE;

    @Override
    public String label() {
        return Backend.LWW.label();
    }

    /**
     * Increments and edits stem from the time when the property had another backend; what they came to was {@link
     * #adopt adopted}, and one that arrives late is not counted any more.
     */
    @Override
    public PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation) {
        Register current = before == null ? null : adopt(before);
        if (operation instanceof Operation.Set set) {
            return new Register(set.value(), eventId).greatest(current);
        }
        return current == null ? new Register(Value.NULL, Ulid.ZERO) : current;
    }

    @Override
    public PropertyState join(PropertyState left, PropertyState right) {
        return adopt(left).greatest(adopt(right));
    }

    /** The value that another backend came to becomes the one that every write replaces. */
    @Override
    public Register adopt(PropertyState stored) {
        return stored instanceof Register register ? register : new Register(stored.value(), Ulid.ZERO);
    }

    @Override
    public void write(BinaryWriter out, PropertyState state) {
        Register register = (Register) state;
        ValueCodec.write(out, register.value());
        out.writeUlid(register.writer());
    }

    @Override
    public Register read(BinaryReader in) {
        return new Register(ValueCodec.read(in), in.readUlid());
    }

    @Override
    public @Nullable Operation operation(
            PropertyDescriptor property, @Nullable PropertyState before, Change change, Writer writer) {
        if (!(change instanceof Change.SetTo set)) {
            throw PropertyBackend.unfit(property, "set");
        }
        Value wanted = ValueCheck.fit(property, set.value());
        return wanted.equals(PropertyBackend.value(property, before)) ? null : new Operation.Set(wanted);
    }
}
