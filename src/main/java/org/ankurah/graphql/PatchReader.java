package org.ankurah.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ankurah.merge.Change;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Reads the inputs of mutations into values and changes. What the model thinks of them, the node says. */
final class PatchReader {

    static final String SET = "set";
    static final String INSERT = "insert";
    static final String DELETE = "delete";
    static final String UPDATE = "update";
    static final String INCREMENT = "increment";
    static final String MERGE = "merge";
    static final String ADD = "add";
    static final String REMOVE = "remove";
    static final String MOVE = "move";
    static final String ITEMS = "items";
    static final String COUNT = "count";
    static final String FROM = "from";
    static final String TO = "to";
    static final String AT = "at";
    static final String TEXT = "text";
    static final String LENGTH = "length";

    private PatchReader() {}

    /** The values an entity is created from. */
    static Map<String, Value> values(ModelDescriptor model, Map<String, @Nullable Object> input) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (PropertyDescriptor property : model.properties()) {
            if (input.containsKey(property.name())) {
                values.put(property.name(), value(property, input.get(property.name())));
            }
        }
        return values;
    }

    /** The changes of a patch: of the fields that it names, in the model's order. */
    static Map<String, Change> changes(ModelDescriptor model, Map<String, @Nullable Object> patch) {
        Map<String, Change> changes = new LinkedHashMap<>();
        for (PropertyDescriptor property : model.properties()) {
            if (patch.containsKey(property.name())) {
                changes.put(property.name(), change(property, patch.get(property.name())));
            }
        }
        return changes;
    }

    private static Change change(PropertyDescriptor property, @Nullable Object given) {
        boolean oneOf = property.text() || PatchTypes.of(property) != null;
        if (!oneOf || given == null) {
            return new Change.SetTo(value(property, given));
        }
        if (property.backend() == Backend.SET) {
            return setChange(property, map(given));
        }
        if (property.backend() == Backend.LIST) {
            return listChange(property, map(given));
        }
        Map.Entry<String, Object> only = map(given).entrySet().iterator().next();
        if (PatchTypes.isOwn(property) && !only.getKey().equals(SET)) {
            return new Change.Edit(only.getKey(), value(property, only.getValue()));
        }
        return switch (only.getKey()) {
            case SET -> new Change.SetTo(value(property, only.getValue()));
            case INSERT -> insert(map(only.getValue()));
            case DELETE -> delete(map(only.getValue()));
            case MERGE -> Change.mergeJson((Json) only.getValue());
            default -> new Change.Edit(only.getKey(), (Value) only.getValue());
        };
    }

    private static Change setChange(PropertyDescriptor property, Map<String, Object> given) {
        if (!given.containsKey(SET)) {
            return Change.addAndRemove(items(property, given.get(ADD)), items(property, given.get(REMOVE)));
        }
        if (given.size() > 1) {
            throw AnkurahException.validation(
                    property.name() + ": " + SET + " says all there is to say; leave " + ADD + " and " + REMOVE
                            + " out.",
                    property.name());
        }
        return new Change.SetTo(value(property, given.get(SET)));
    }

    private static Change listChange(PropertyDescriptor property, Map<String, Object> given) {
        Map.Entry<String, Object> only = given.entrySet().iterator().next();
        return switch (only.getKey()) {
            case INSERT -> {
                Map<String, Object> input = map(only.getValue());
                yield Change.insertElements(number(input, AT), items(property, input.get(ITEMS)));
            }
            case REMOVE -> Change.removeElements(number(map(only.getValue()), AT), number(map(only.getValue()), COUNT));
            case MOVE -> Change.moveElement(number(map(only.getValue()), FROM), number(map(only.getValue()), TO));
            default -> new Change.SetTo(value(property, only.getValue()));
        };
    }

    private static List<Value> items(PropertyDescriptor property, @Nullable Object given) {
        return value(property, given) instanceof Value.Items items ? items.value() : List.of();
    }

    private static Change insert(Map<String, Object> input) {
        return Change.insertText(number(input, AT), (String) Objects.requireNonNull(input.get(TEXT)));
    }

    private static Change delete(Map<String, Object> input) {
        return Change.deleteText(number(input, AT), number(input, LENGTH));
    }

    private static int number(Map<String, Object> input, String name) {
        return (Integer) Objects.requireNonNull(input.get(name));
    }

    private static Value value(PropertyDescriptor property, @Nullable Object given) {
        return InputValues.forWrite(property, given);
    }

    /** GraphQL coerced the argument, so its input objects are maps by field name. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object input) {
        return (Map<String, Object>) input;
    }
}
