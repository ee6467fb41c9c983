package org.ankurah.merge;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.event.Operation;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;

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

    private static PropertyDescriptor property(ModelDescriptor model, String name) {
        PropertyDescriptor property = model.property(name);
        if (property == null) {
            throw AnkurahException.validation(model.typeName() + " has no property " + name + ".", name);
        }
        return property;
    }
}
