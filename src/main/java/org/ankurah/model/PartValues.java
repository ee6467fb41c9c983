package org.ankurah.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;

/** Reads the parts of stored values. */
public final class PartValues {

    private PartValues() {}

    /** A part as a value of its type; null if the document has none of that type. */
    public static Value of(Value document, String part, ValueType type) {
        if (!(document instanceof Value.Doc doc) || !(doc.value() instanceof Json.Obj object)) {
            return Value.NULL;
        }
        Json found = object.value().get(part);
        if (found instanceof Json.Num number && type == Scalar.DECIMAL) {
            return new Value.Decimal(number.value());
        }
        if (found instanceof Json.Str text && type == Scalar.STRING) {
            return new Value.Str(text.value());
        }
        return found instanceof Json.Bool bool && type == Scalar.BOOLEAN ? new Value.Bool(bool.value()) : Value.NULL;
    }

    /** All parts of a stored value, or the value itself as {@link PartCondition#WHOLE} if it is a scalar. */
    public static Map<String, Value> all(PropertyType<?> type, Value stored) {
        if (type.stored() != Scalar.JSON) {
            return Map.of(PartCondition.WHOLE, stored);
        }
        Map<String, Value> parts = new LinkedHashMap<>();
        type.parts().forEach((part, scalar) -> parts.put(part, of(stored, part, scalar)));
        return parts;
    }
}
