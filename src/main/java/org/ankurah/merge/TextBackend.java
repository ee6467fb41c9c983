package org.ankurah.merge;

import java.util.List;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** {@code text}: what everybody wrote, so far as nobody deleted it. */
enum TextBackend implements PropertyBackend {
    INSTANCE;

    /** The kind of edit that puts text in; its argument is place and text. */
    static final String INSERT = "insert";

    /** The kind of edit that takes text out; its argument is place and length. */
    static final String DELETE = "delete";

    /** The kind of edit that an editor made; its argument is the bytes of an update. */
    static final String UPDATE = "update";

    @Override
    public String label() {
        return Backend.TEXT.label();
    }

    @Override
    public PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation) {
        return LwwBackend.INSTANCE.apply(before, eventId, operation);
    }

    @Override
    public PropertyState join(PropertyState left, PropertyState right) {
        return LwwBackend.INSTANCE.join(left, right);
    }

    @Override
    public PropertyState adopt(PropertyState stored) {
        return LwwBackend.INSTANCE.adopt(stored);
    }

    @Override
    public void write(BinaryWriter out, PropertyState state) {
        LwwBackend.INSTANCE.write(out, state);
    }

    @Override
    public PropertyState read(BinaryReader in) {
        return LwwBackend.INSTANCE.read(in);
    }

    @Override
    public @Nullable Operation operation(
            PropertyDescriptor property, @Nullable PropertyState before, Change change, Writer writer) {
        if (change instanceof Change.SetTo) {
            return LwwBackend.INSTANCE.operation(property, before, change, writer);
        }
        Change.Edit edit = (Change.Edit) change;
        String text = PropertyBackend.value(property, before) instanceof Value.Str str ? str.value() : "";
        String next;
        if (edit.kind().equals(INSERT)) {
            List<Value> argument = ((Value.Items) edit.argument()).value();
            int at = (int) ((Value.Int) argument.get(0)).value();
            checkRange(property, text, at, 0);
            next = text.substring(0, at) + ((Value.Str) argument.get(1)).value() + text.substring(at);
        } else if (edit.kind().equals(DELETE)) {
            List<Value> argument = ((Value.Items) edit.argument()).value();
            int at = (int) ((Value.Int) argument.get(0)).value();
            int length = (int) ((Value.Int) argument.get(1)).value();
            checkRange(property, text, at, length);
            next = text.substring(0, at) + text.substring(at + length);
        } else {
            throw PropertyBackend.unfit(property, "set, or edited by insert and delete");
        }
        return LwwBackend.INSTANCE.operation(property, before, new Change.SetTo(new Value.Str(next)), writer);
    }

    private static void checkRange(PropertyDescriptor property, String text, int at, int length) {
        if (at < 0 || length < 0 || (long) at + length > text.length()) {
            throw AnkurahException.validation(
                    property.name() + " has " + text.length() + " UTF-16 code units; the edit from " + at + " over "
                            + length + " lies outside.",
                    property.name());
        }
    }
}
