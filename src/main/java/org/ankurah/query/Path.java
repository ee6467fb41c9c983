package org.ankurah.query;

import java.util.List;
import org.ankurah.value.ValueType;

/**
 * A typed way from an entity to a value: zero or more references, then a property or the id, then zero or
 * more steps into a JSON document.
 *
 * @param refs names of the reference properties that are followed, outermost first
 * @param property the property at the end, or {@code id}
 * @param json member names (or array indexes as text) inside the document; empty unless the property is JSON
 * @param type the type of the property at the end ({@code RefType} of the collection for {@code id}; JSON
 *     whenever {@code json} is not empty)
 */
public record Path(List<String> refs, String property, List<String> json, ValueType type) {
    public Path {
        refs = List.copyOf(refs);
        json = List.copyOf(json);
    }

    /** The name of the id in paths. */
    public static final String ID = "id";

    public boolean isId() {
        return property.equals(ID);
    }
}
