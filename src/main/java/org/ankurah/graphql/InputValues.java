package org.ankurah.graphql;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyType;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/** Makes values of what GraphQL coerced from literals and variables. */
final class InputValues {

    private static final String NOT_FINITE = "expected a number that a 64-bit floating point number can hold.";

    private InputValues() {}

    /**
     * A property's value to be written.
     *
     * @throws AnkurahException with {@code VALIDATION}, if it can be none
     */
    static Value forWrite(PropertyDescriptor property, @Nullable Object given) {
        PropertyType<?> own = property.own();
        if (own == null || given == null) {
            return forWrite(property.type(), given, property.name());
        }
        try {
            return own.stored((Json) given);
        } catch (AnkurahException | IllegalArgumentException refused) {
            throw AnkurahException.validation(property.name() + ": " + refused.getMessage(), property.name());
        }
    }

    /**
     * A value to be written. Whether the property takes it, the node says.
     *
     * @param field the property, which errors name
     * @throws AnkurahException with {@code VALIDATION}, if it is an id that nobody can have, or no finite number
     */
    static Value forWrite(ValueType type, @Nullable Object input, String field) {
        if (input == null) {
            return Value.NULL;
        }
        if (type instanceof ValueType.ListType list) {
            List<Value> items = new ArrayList<>();
            for (Object item : (List<?>) input) {
                items.add(forWrite(list.element(), item, field));
            }
            return new Value.Items(items);
        }
        if (type instanceof ValueType.RefType) {
            Ulid id = Ulid.tryParse((String) input);
            if (id == null) {
                throw AnkurahException.validation(field + ": there is nothing with the id " + input + ".", field);
            }
            return new Value.Id(id);
        }
        Value value = plain(input);
        if (value == null) {
            throw AnkurahException.validation(field + ": " + NOT_FINITE, field);
        }
        return value;
    }

    /**
     * A value to compare with. Whether the property compares with it, the query's types say.
     *
     * @param field the property, which errors name
     * @throws AnkurahException with {@code BAD_QUERY}, if it is no finite number
     */
    static Value forFilter(Object input, String field) {
        Value value = plain(input);
        if (value == null) {
            throw AnkurahException.badQuery(field + ": " + NOT_FINITE, field);
        }
        return value;
    }

    /** Null for infinity, as which a literal like {@code 1e999} arrives. */
    private static @Nullable Value plain(Object input) {
        if (input instanceof Value value) {
            return value;
        }
        if (input instanceof String text) {
            return new Value.Str(text);
        }
        if (input instanceof Boolean bool) {
            return new Value.Bool(bool);
        }
        if (input instanceof Integer number) {
            return new Value.Int(number);
        }
        if (input instanceof Double number) {
            return Double.isFinite(number) ? new Value.Real(number) : null;
        }
        return new Value.Doc((Json) input);
    }
}
