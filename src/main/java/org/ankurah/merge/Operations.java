package org.ankurah.merge;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.Operation;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Turns the changes a caller wants into the operations of an event, given the state they meet. */
public final class Operations {

    private Operations() {}

    /**
     * The operations of a genesis: what was given, less what the property starts with anyway.
     *
     * @throws AnkurahException with {@code VALIDATION} and the field
     */
    public static SortedMap<String, Operation> ofGenesis(
            ModelDescriptor model, Map<String, Value> values, Writer writer) {
        SortedMap<String, Operation> operations = new TreeMap<>();
        values.forEach((name, given) -> {
            PropertyDescriptor property = property(model, name);
            Operation operation = Backends.of(property).genesis(property, ValueCheck.fit(property, given), writer);
            if (operation != null) {
                operations.put(name, operation);
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
    public static SortedMap<String, Operation> of(EntityState state, Map<String, Change> changes, Writer writer) {
        SortedMap<String, Operation> operations = new TreeMap<>();
        changes.forEach((name, change) -> {
            PropertyDescriptor property = property(state.model(), name);
            PropertyState before = state.known(state.model().indexOf(name));
            Operation operation = Backends.of(property).operation(property, before, change, writer);
            if (operation != null) {
                operations.put(name, operation);
            }
        });
        return operations;
    }

    /**
     * Refuses operations that this code would not have made of any change: they come from elsewhere, and whoever sent
     * them may have made them up.
     *
     * @param before what they meet
     * @throws AnkurahException with {@code VALIDATION} and the field
     */
    public static void check(EntityState before, Map<String, Operation> operations, Writer writer) {
        operations.forEach((name, operation) -> {
            PropertyDescriptor property = property(before.model(), name);
            PropertyState state = before.known(before.model().indexOf(name));
            PropertyBackend backend = Backends.of(property);
            try {
                check(property, backend, state, operation, writer);
            } catch (RuntimeException refused) {
                throw refused instanceof AnkurahException told
                        ? told
                        : AnkurahException.validation("What is done to " + name + " cannot be understood.", name);
            }
        });
    }

    private static void check(
            PropertyDescriptor property,
            PropertyBackend backend,
            @Nullable PropertyState before,
            Operation operation,
            Writer writer) {
        if (operation instanceof Operation.Set set) {
            if (!ValueCheck.fit(property, set.value()).equals(set.value())) {
                throw AnkurahException.validation(property.name() + " has a value of another type.", property.name());
            }
        } else if (operation instanceof Operation.Increment increment) {
            backend.operation(property, before, new Change.Edit(CounterBackend.INCREMENT, increment.by()), writer);
        } else if (operation instanceof Operation.Edit edit) {
            if (!edit.backend().equals(backend.label())) {
                throw AnkurahException.validation(
                        property.name() + " does not merge as " + edit.backend() + ".", property.name());
            }
            if (property.text()) {
                backend.operation(property, before, new Change.Edit(TextBackend.UPDATE, edit.content()), writer);
            } else {
                backend.apply(before, Ulid.MAX, edit).value();
            }
        }
    }

    private static PropertyDescriptor property(ModelDescriptor model, String name) {
        PropertyDescriptor property = model.property(name);
        if (property == null) {
            throw AnkurahException.validation(model.typeName() + " has no property " + name + ".", name);
        }
        return property;
    }
}
