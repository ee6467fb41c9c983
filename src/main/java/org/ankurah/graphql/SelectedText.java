package org.ankurah.graphql;

import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was selected of a field, at any depth, in a normal form: equal texts select the same. Neither the order
 * of the fields nor their aliases, fragments nor whether an argument came from a variable make a difference.
 */
final class SelectedText {

    private SelectedText() {}

    /** What every payload has, and what no client holds. */
    private static final Set<String> OF_THE_PAYLOAD = Set.of("cursor", "reset", "__typename");

    /** The text of what is selected of a payload, but for what is about the payload alone. */
    static String ofPayload(DataFetchingFieldSelectionSet selected) {
        return write(selected.getImmediateFields().stream().filter(field -> !OF_THE_PAYLOAD.contains(field.getName())));
    }

    static String write(DataFetchingFieldSelectionSet selected) {
        return write(selected.getImmediateFields().stream());
    }

    /**
     * The text of what is selected, as it is shown: with the names that the answer has, in its order, and the types for
     * which each field is selected.
     */
    static String ofForm(DataFetchingFieldSelectionSet selected) {
        return selected.getImmediateFields().stream()
                .map(field -> field.getResultKey() + ":" + field.getObjectTypeNames() + "." + field.getName()
                        + value(field.getArguments()) + ofForm(field.getSelectionSet()))
                .collect(Collectors.joining(" ", "{", "}"));
    }

    private static String write(Stream<SelectedField> fields) {
        return fields.map(SelectedText::field).distinct().sorted().collect(Collectors.joining(" ", "{", "}"));
    }

    private static String field(SelectedField field) {
        String arguments = field.getArguments().isEmpty() ? "" : value(field.getArguments());
        DataFetchingFieldSelectionSet below = field.getSelectionSet();
        return field.getName() + arguments + (below.getImmediateFields().isEmpty() ? "" : write(below));
    }

    private static String value(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, String> members = new TreeMap<>();
            object.forEach((name, member) -> members.put(String.valueOf(name), value(member)));
            return members.toString();
        }
        if (value instanceof List<?> items) {
            return items.stream().map(SelectedText::value).toList().toString();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value instanceof String text ? JsonText.write(new Json.Str(text)) : String.valueOf(value);
    }
}
