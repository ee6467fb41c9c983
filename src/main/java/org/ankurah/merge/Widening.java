package org.ankurah.merge;

import java.math.BigDecimal;
import java.util.List;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that were written when the property had a narrower type: whole numbers where decimals or floating
 * point numbers are expected now. An enum's names need no change to become text.
 */
final class Widening {

    private Widening() {}

    /**
     * The value in the type that the property has now.
     *
     * @throws IllegalStateException when the types have nothing to do with each other; the start of a node
     *     refuses such a change of a model, so this is a fault
     */
    static Value widen(PropertyDescriptor property, Value value) {
        Value widened = tryToWiden(property, value);
        if (widened == null) {
            throw new IllegalStateException("property " + property.name() + " of type " + property.type()
                    + " holds a value of another type: " + value.getClass().getSimpleName());
        }
        return widened;
    }

    /** As {@link #widen(PropertyDescriptor, Value)}; null when the types have nothing to do with each other. */
    static @Nullable Value tryToWiden(PropertyDescriptor property, Value value) {
        return widen(property.type(), value);
    }

    private static @Nullable Value widen(ValueType type, Value value) {
        if (value instanceof Value.Null) {
            return value;
        }
        if (type instanceof ValueType.Scalar scalar) {
            return widenScalar(scalar, value);
        }
        if (type instanceof ValueType.EnumType) {
            return value instanceof Value.Str ? value : null;
        }
        if (type instanceof ValueType.RefType) {
            return value instanceof Value.Id ? value : null;
        }
        return value instanceof Value.Items items ? widenItems(((ValueType.ListType) type).element(), items) : null;
    }

    private static @Nullable Value widenItems(ValueType element, Value.Items items) {
        boolean same = true;
        Value[] widened = new Value[items.value().size()];
        for (int i = 0; i < widened.length; i++) {
            Value item = items.value().get(i);
            Value next = widen(element, item);
            if (next == null) {
                return null;
            }
            widened[i] = next;
            same &= next == item;
        }
        return same ? items : new Value.Items(List.of(widened));
    }

    private static @Nullable Value widenScalar(ValueType.Scalar type, Value value) {
        boolean fits = switch (type) {
            case STRING -> value instanceof Value.Str;
            case BOOLEAN -> value instanceof Value.Bool;
            case INT -> value instanceof Value.Int number && number.value() == (int) number.value();
            case LONG -> value instanceof Value.Int;
            case DOUBLE -> value instanceof Value.Real;
            case DECIMAL -> value instanceof Value.Decimal;
            case INSTANT -> value instanceof Value.Timestamp;
            case DATE -> value instanceof Value.Day;
            case UUID -> value instanceof Value.Uuid;
            case BYTES -> value instanceof Value.Bytes;
            case JSON -> value instanceof Value.Doc;
        };
        if (fits) {
            return value;
        }
        if (!(value instanceof Value.Int number)) {
            return null;
        }
        return switch (type) {
            case DOUBLE -> new Value.Real(number.value());
            case DECIMAL -> new Value.Decimal(BigDecimal.valueOf(number.value()));
            default -> null;
        };
    }
}
