package org.ankurah.node;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.Operation;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Turns the changes a caller wants into the operations of an event, given the state they meet. */
final class Operations {

    private Operations() {}

    /**
     * The operations of a genesis: what was given, less what the property starts with anyway.
     *
     * @throws AnkurahException with {@code VALIDATION} and the field
     */
    static SortedMap<String, Operation> ofGenesis(ModelDescriptor model, Map<String, Value> values) {
        SortedMap<String, Operation> operations = new TreeMap<>();
        values.forEach((name, given) -> {
            PropertyDescriptor property = property(model, name);
            Value value = ValueCheck.fit(property, given);
            if (property.backend() == PropertyDescriptor.Backend.COUNTER) {
                addIncrement(operations, name, ((Value.Int) value).value());
            } else if (value != Value.NULL) {
                operations.put(name, new Operation.Set(value));
            }
        });
        for (PropertyDescriptor property : model.properties()) {
            if (property.required() && !operations.containsKey(property.name())) {
                throw AnkurahException.validation(property.name() + " is required: give it a value.", property.name());
            }
        }
        return operations;
    }

    /**
     * The operations of an update: only what differs from the state.
     *
     * @throws AnkurahException with {@code VALIDATION} and the field
     */
    static SortedMap<String, Operation> of(EntityState state, Map<String, Change> changes) {
        SortedMap<String, Operation> operations = new TreeMap<>();
        changes.forEach((name, change) -> {
            PropertyDescriptor property = property(state.model(), name);
            Operation operation = property.backend() == PropertyDescriptor.Backend.COUNTER
                    ? counter(property, state.value(name), change)
                    : register(property, state.value(name), change);
            if (operation != null) {
                operations.put(name, operation);
            }
        });
        return operations;
    }

    private static void addIncrement(SortedMap<String, Operation> operations, String name, long by) {
        if (by != 0) {
            operations.put(name, new Operation.Increment(by));
        }
    }

    private static @Nullable Operation counter(PropertyDescriptor property, Value current, Change change) {
        long now = ((Value.Int) current).value();
        try {
            if (change instanceof Change.IncrementBy increment) {
                Math.addExact(now, increment.amount());
                return increment.amount() == 0 ? null : new Operation.Increment(increment.amount());
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
        throw unfit(property, "set or incremented");
    }

    private static @Nullable Operation register(PropertyDescriptor property, Value current, Change change) {
        Value wanted = wanted(property, current, change);
        return wanted.equals(current) ? null : new Operation.Set(wanted);
    }

    private static Value wanted(PropertyDescriptor property, Value current, Change change) {
        if (change instanceof Change.SetTo set) {
            return ValueCheck.fit(property, set.value());
        }
        if (!property.text() || !(current instanceof Value.Str || current == Value.NULL)) {
            throw unfit(property, "set");
        }
        String text = current instanceof Value.Str str ? str.value() : "";
        if (change instanceof Change.InsertText insert) {
            checkRange(property, text, insert.at(), 0);
            String next = text.substring(0, insert.at()) + insert.text() + text.substring(insert.at());
            return ValueCheck.fit(property, new Value.Str(next));
        }
        if (change instanceof Change.DeleteText delete) {
            checkRange(property, text, delete.at(), delete.length());
            String next = text.substring(0, delete.at()) + text.substring(delete.at() + delete.length());
            return ValueCheck.fit(property, new Value.Str(next));
        }
        throw unfit(property, "set, or edited by insert and delete");
    }

    private static void checkRange(PropertyDescriptor property, String text, int at, int length) {
        if (at < 0 || length < 0 || (long) at + length > text.length()) {
            throw AnkurahException.validation(
                    property.name() + " has " + text.length() + " UTF-16 code units; the edit from " + at + " over "
                            + length + " lies outside.",
                    property.name());
        }
    }

    private static AnkurahException unfit(PropertyDescriptor property, String allowed) {
        return AnkurahException.validation(
                property.name() + " cannot be changed in this way: it can be " + allowed + ".", property.name());
    }

    private static PropertyDescriptor property(ModelDescriptor model, String name) {
        PropertyDescriptor property = model.property(name);
        if (property == null) {
            throw AnkurahException.validation(model.typeName() + " has no property " + name + ".", name);
        }
        return property;
    }
}
