package org.ankurah.value;

import java.math.BigDecimal;

/**
 * Makes the value that a property is compared with out of a literal or a parameter. More lenient than
 * {@link Coercion}: a literal that the property could never hold still compares right, so {@code year > 1985.5}
 * keeps its fraction and {@code year < 5000000000} its size, and an id that is none is like an unknown one.
 */
public final class Literals {

    private Literals() {}

    /**
     * The literal for a property of a type: {@link Value.Int} or {@link Value.Decimal} for whole numbers,
     * {@link Value.Real} for floating point numbers ({@link Value.Decimal} beyond their range),
     * {@link Value.Decimal} for decimals, {@link Value.Doc} for JSON, {@link Value.Items} for lists, otherwise what
     * {@link Coercion#coerce} gives. Null, and JSON's null, become {@link Value#NULL}.
     *
     * @throws AnkurahException {@code VALIDATION} without a field when the literal does not compare with the type
     */
    public static Value of(Value value, ValueType type) {
        if (type instanceof ValueType.ListType list) {
            return items(value, list);
        }
        Value plain = value instanceof Value.Doc doc ? JsonValues.plain(doc.value()) : value;
        if (plain == Value.NULL || type == ValueType.Scalar.JSON) {
            return Coercion.coerce(value, type);
        }
        if (type instanceof ValueType.RefType && plain instanceof Value.Str text) {
            Ulid id = Ulid.tryParse(text.value());
            return new Value.Id(id == null ? Ulid.ZERO : id);
        }
        if (type == ValueType.Scalar.INT || type == ValueType.Scalar.LONG) {
            return whole(plain);
        }
        if (type == ValueType.Scalar.DOUBLE) {
            return real(plain);
        }
        return type == ValueType.Scalar.DECIMAL ? decimal(plain) : Coercion.coerce(value, type);
    }

    /**
     * The literal for an element of a list: an id as {@link #of} makes it, anything else as it could be stored,
     * since lists are compared in their own type.
     *
     * @throws AnkurahException {@code VALIDATION} without a field when no such element can be
     */
    public static Value element(Value value, ValueType type) {
        return type instanceof ValueType.RefType ? of(value, type) : Coercion.coerce(value, type);
    }

    private static Value items(Value value, ValueType.ListType list) {
        Value items = value instanceof Value.Doc doc && doc.value() instanceof Json.Arr array
                ? new Value.Items(array.value().stream()
                        .map(json -> (Value) new Value.Doc(json))
                        .toList())
                : value;
        if (items instanceof Value.Items given && list.element() instanceof ValueType.RefType) {
            items = new Value.Items(
                    given.value().stream().map(id -> of(id, list.element())).toList());
        }
        return Coercion.coerce(items, list);
    }

    private static Value whole(Value value) {
        if (value instanceof Value.Int) {
            return value;
        }
        BigDecimal exact = number(value);
        Long number = Values.asLong(exact);
        return number == null ? new Value.Decimal(exact) : new Value.Int(number);
    }

    private static Value real(Value value) {
        if (value instanceof Value.Real) {
            return value;
        }
        BigDecimal exact = number(value);
        double nearest = exact.doubleValue();
        return Double.isFinite(nearest) ? new Value.Real(nearest) : new Value.Decimal(exact);
    }

    private static Value decimal(Value value) {
        if (value instanceof Value.Str text) {
            BigDecimal number = Numbers.parse(text.value());
            if (number == null) {
                throw Coercion.refused("expected a number");
            }
            return new Value.Decimal(number);
        }
        return new Value.Decimal(value instanceof Value.Real real ? BigDecimal.valueOf(real.value()) : number(value));
    }

    private static BigDecimal number(Value value) {
        BigDecimal exact = Values.exact(value);
        if (exact == null) {
            throw Coercion.refused("expected a number");
        }
        boolean bounded = value instanceof Value.Real || Numbers.inBounds(exact, Numbers.MAX_DIGITS);
        if (!bounded) {
            throw Coercion.refused("a number has at most " + Numbers.MAX_DIGITS + " digits");
        }
        return exact;
    }
}
