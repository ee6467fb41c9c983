package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer of the API, to be looked into. Paths are names in objects, numbers in lists. */
record Answer(Map<String, Object> response) {

    /** What is at a path below {@code data}; the answer must be without errors. */
    @Nullable
    Object at(Object... path) {
        assertThat(errors()).as("errors").isEmpty();
        Object place = response.get("data");
        for (Object step : path) {
            place = step instanceof Integer index ? ((List<?>) place).get(index) : ((Map<?, ?>) place).get(step);
        }
        return place;
    }

    String text(Object... path) {
        return (String) at(path);
    }

    List<?> list(Object... path) {
        return (List<?>) at(path);
    }

    /** The member of each object in a list. */
    List<Object> each(String member, Object... path) {
        List<Object> values = new ArrayList<>();
        list(path).forEach(item -> values.add(((Map<?, ?>) item).get(member)));
        return values;
    }

    List<Map<String, Object>> errors() {
        @SuppressWarnings("unchecked") // as the specification of GraphQL says
        List<Map<String, Object>> errors = (List<Map<String, Object>>) response.getOrDefault("errors", List.of());
        return errors;
    }

    /** The code of the only or first error. */
    @Nullable
    Object code() {
        return extension("code");
    }

    /** The field of the only or first error. */
    @Nullable
    Object field() {
        return extension("field");
    }

    String message() {
        return (String) error().get("message");
    }

    private @Nullable Object extension(String name) {
        return ((Map<?, ?>) error().get("extensions")).get(name);
    }

    private Map<String, Object> error() {
        assertThat(errors()).as("errors").isNotEmpty();
        return errors().get(0);
    }
}
