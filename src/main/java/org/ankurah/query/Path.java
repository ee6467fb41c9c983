package org.ankurah.query;

import java.util.List;
import org.ankurah.value.ValueType;

/**
 * A typed way from an entity to a value: zero or more references, then a property or the id, then zero or
 * more steps into a JSON document.
 *
 * <p>A reference that is null, or whose target is unknown or deleted, leads to null; but a reference itself, as the
 * last step, is its stored id, whether or not the target lives. In a document a step is the name of a member of an
 * object, or an index into an array, from 0, or from -1 backwards from the end; one that finds nothing, and JSON's
 * null, are null.
 *
 * @param refs names of the reference properties that are followed, outermost first
 * @param property the property at the end, or {@code id}
 * @param json member names (or array indexes as text) inside the document, or the one name of a part of an own type;
 *     empty unless the property is JSON
 * @param type the type of the property at the end ({@code RefType} of the collection for {@code id}; JSON
 *     whenever {@code json} is not empty, unless it names a part: then the part's type)
 */
public record Path(List<String> refs, String property, List<String> json, ValueType type) {
    public Path {
        refs = List.copyOf(refs);
        json = List.copyOf(json);
    }

    /** The name of the id in paths. */
    public static final String ID = "id";

    /** Whether it ends at a part of a value of an own type, which has a type although it is in a document. */
    public boolean isPart() {
        return !json.isEmpty() && type != ValueType.Scalar.JSON;
    }

    public boolean isId() {
        return property.equals(ID);
    }
}
