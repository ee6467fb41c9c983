package org.ankurah.demo.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.demo.transfer.StoreSchema.Field;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Coercion;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/** Values of a file by the rules of the server, so that a bad file is refused before anything is written. */
public final class FieldValues {

    private FieldValues() {}

    /**
     * The value of a type that a JSON node stands for.
     *
     * @throws AnkurahException when there is none; the message reads well behind a name and a colon
     */
    public static Value read(JsonNode node, ValueType type) {
        return Coercion.coerce(new Value.Doc(json(node)), type);
    }

    private static Json json(JsonNode node) {
        if (node.isObject()) {
            Map<String, Json> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), json(member.getValue())));
            return new Json.Obj(members);
        }
        if (node.isArray()) {
            List<Json> elements = new ArrayList<>(node.size());
            node.forEach(element -> elements.add(json(element)));
            return new Json.Arr(elements);
        }
        if (node.isNumber()) {
            return new Json.Num(node.decimalValue());
        }
        if (node.isBoolean()) {
            return new Json.Bool(node.booleanValue());
        }
        return node.isTextual() ? new Json.Str(node.textValue()) : Json.NULL;
    }

    /** What is wrong with a value, or null when it fits. The server has the last word: its models may ask for more. */
    static @Nullable String problem(Field field, JsonNode node) {
        try {
            boolean missing = read(node, field.type()) == Value.NULL;
            return missing && field.required() ? "must not be null" : null;
        } catch (AnkurahException e) {
            return e.getMessage();
        }
    }

    /** Whether a value that was written is the one that was read, such as {@code 0.990} and {@code "0.99"}. */
    static boolean same(Field field, JsonNode written, JsonNode read) {
        Value a = read(written, field.type());
        Value b = read(field.target() == null ? read : ids(read), field.type());
        boolean missing = a == Value.NULL || b == Value.NULL;
        return missing ? a == b : Values.equal(a, b);
    }

    /** The value as it travels: a decimal as text, because some JSON readers cut the digits of a number. */
    static JsonNode toWire(Field field, JsonNode node) {
        ValueType element = field.type() instanceof ValueType.ListType list ? list.element() : field.type();
        return element == ValueType.Scalar.DECIMAL ? texts(node) : node;
    }

    private static JsonNode texts(JsonNode node) {
        if (node.isArray()) {
            ArrayNode texts = Wire.array();
            node.forEach(element -> texts.add(texts(element)));
            return texts;
        }
        return node.isNumber() ? Wire.text(node.decimalValue().toString()) : node;
    }

    private static JsonNode ids(JsonNode entities) {
        if (!entities.isArray()) {
            return entities.isNull() ? entities : entities.path("id");
        }
        ArrayNode ids = Wire.array();
        entities.forEach(entity -> ids.add(entity.path("id")));
        return ids;
    }
}
