package org.ankurah.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an enum that properties use.
 *
 * @param name name of the GraphQL type
 * @param description text for people; null where none was given
 * @param constants per constant its text for people, or null; in declared order
 */
public record EnumDescriptor(String name, @Nullable String description, Map<String, @Nullable String> constants) {

    public EnumDescriptor {
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }
}
