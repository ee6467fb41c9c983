package org.ankurah.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The values for the parameters of a query text: in order for {@code ?}, by name for {@code :name}. Each must be
 * used, and none may be missing. A value is made fit for what it is compared with as a literal is; a
 * {@link Value.Doc} is the JSON value that it holds.
 */
public sealed interface Parameters {

    /** No parameters. */
    Parameters NONE = new Positional(List.of());

    /** Values for {@code ?}, in order. */
    record Positional(List<Value> values) implements Parameters {
        public Positional {
            values = List.copyOf(values);
        }
    }

    /** Values for {@code :name}. */
    record Named(Map<String, Value> values) implements Parameters {
        public Named {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    static Parameters positional(List<Value> values) {
        return new Positional(values);
    }

    static Parameters positional(Value... values) {
        return new Positional(List.of(values));
    }

    static Parameters named(Map<String, Value> values) {
        return new Named(values);
    }

    /**
     * The elements of an array for {@code ?}, the members of an object for {@code :name}; of null, none.
     *
     * @throws AnkurahException {@code BAD_QUERY} for anything else
     */
    static Parameters ofJson(@Nullable Json variables) {
        if (variables == null || variables == Json.NULL) {
            return NONE;
        }
        if (variables instanceof Json.Arr array) {
            return new Positional(array.value().stream()
                    .map(element -> (Value) new Value.Doc(element))
                    .toList());
        }
        if (variables instanceof Json.Obj object) {
            Map<String, Value> values = new LinkedHashMap<>();
            object.value().forEach((name, member) -> values.put(name, new Value.Doc(member)));
            return new Named(values);
        }
        throw AnkurahException.badQuery("variables are an array for ? or an object for :name", "variables");
    }
}
