package org.ankurah.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of a wanted type out of what arrived: text becomes a moment, a day, a UUID, an id, bytes or an
 * enum constant; numbers change their type if nothing is lost; a JSON document becomes the plain value that it
 * holds. Never guesses: text is not turned into a whole number or a truth value, nor the other way round.
 *
 * <p>Null stays null; whether it is allowed is up to the caller.
 */
public final class Coercion {

    private static final int UUID_LENGTH = 36;

    private Coercion() {}

    /**
     * The value in a type, as it can be stored.
     *
     * @throws AnkurahException {@code VALIDATION} without a field when there is no such value; the message says
     *     what is expected and reads well behind the field's name and a colon
     */
    public static Value coerce(Value value, ValueType type) {
        if (value == Value.NULL || isJsonNull(value)) {
            return Value.NULL;
        }
        if (type instanceof ValueType.ListType list) {
            return items(value, list.element());
        }
        if (type == ValueType.Scalar.JSON) {
            return new Value.Doc(JsonValues.checked(JsonValues.of(value)));
        }
        Value plain = value instanceof Value.Doc doc ? JsonValues.plain(doc.value()) : value;
        if (type instanceof ValueType.EnumType constants) {
            return constant(plain, constants);
        }
        if (type instanceof ValueType.RefType) {
            return id(plain);
        }
        return scalar(plain, (ValueType.Scalar) type);
    }

    /** The text if it can be stored, otherwise a {@code VALIDATION} failure. */
    static String checkedText(String text) {
        if (Values.firstIllegal(text) >= 0) {
            throw refused("text cannot hold the character U+0000 or half of a surrogate pair");
        }
        return text;
    }

    static AnkurahException refused(String why) {
        return AnkurahException.validation(why, null);
    }

    private static boolean isJsonNull(Value value) {
        return value instanceof Value.Doc doc && doc.value() == Json.NULL;
    }

    private static Value items(Value value, ValueType element) {
        List<Value> items;
        if (value instanceof Value.Items given) {
            items = given.value();
        } else if (value instanceof Value.Doc doc && doc.value() instanceof Json.Arr array) {
            items = array.value().stream()
                    .map(json -> (Value) new Value.Doc(json))
                    .toList();
        } else {
            throw refused("expected a list");
        }
        List<Value> coerced = new ArrayList<>(items.size());
        for (Value item : items) {
            Value one = coerce(item, element);
            if (one == Value.NULL) {
                throw refused("a list cannot hold null");
            }
            coerced.add(one);
        }
        return new Value.Items(coerced);
    }

    private static Value scalar(Value value, ValueType.Scalar type) {
        return switch (type) {
            case STRING -> {
                if (!(value instanceof Value.Str text)) {
                    throw refused("expected text");
                }
                checkedText(text.value());
                yield text;
            }
            case BOOLEAN -> {
                if (!(value instanceof Value.Bool)) {
                    throw refused("expected true or false");
                }
                yield value;
            }
            case INT -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case DOUBLE -> real(value);
            case DECIMAL -> decimal(value);
            case INSTANT -> timestamp(value);
            case DATE -> day(value);
            case UUID -> uuid(value);
            case BYTES -> bytes(value);
            case JSON -> throw new IllegalStateException("JSON takes every value");
        };
    }

    private static Value whole(Value value, long min, long max) {
        BigDecimal exact = Values.exact(value);
        Long number = exact == null ? null : Values.asLong(exact);
        if (number == null || number < min || number > max) {
            throw refused("expected a whole number from " + min + " to " + max);
        }
        return new Value.Int(number);
    }

    private static Value real(Value value) {
        BigDecimal exact = Values.exact(value);
        double number = exact == null ? Double.NaN : exact.doubleValue();
        if (!Double.isFinite(number)) {
            throw refused("expected a number that a 64-bit floating point number can hold");
        }
        return value instanceof Value.Real ? value : new Value.Real(number);
    }

    private static Value decimal(Value value) {
        BigDecimal number;
        if (value instanceof Value.Real real) {
            number = BigDecimal.valueOf(real.value());
        } else if (value instanceof Value.Str text) {
            number = Numbers.parse(text.value());
        } else {
            number = Values.exact(value);
        }
        if (number == null || !Numbers.inBounds(number, Numbers.MAX_DECIMAL_DIGITS)) {
            throw refused("expected a decimal of at most " + Numbers.MAX_DECIMAL_DIGITS + " digits");
        }
        return new Value.Decimal(number);
    }

    private static Value timestamp(Value value) {
        Instant moment = value instanceof Value.Timestamp timestamp ? timestamp.value() : null;
        if (value instanceof Value.Str text) {
            moment = Times.moment(text.value());
        }
        if (moment == null || !Times.inRange(moment)) {
            throw refused("expected a moment in ISO-8601 from year 1 to 9999, such as 2001-12-31T23:59:59Z");
        }
        return new Value.Timestamp(moment);
    }

    private static Value day(Value value) {
        LocalDate day = value instanceof Value.Day given ? given.value() : null;
        if (value instanceof Value.Str text) {
            day = Times.day(text.value());
        }
        if (day == null || !Times.inRange(day)) {
            throw refused("expected a day in ISO-8601 from year 1 to 9999, such as 2001-12-31");
        }
        return new Value.Day(day);
    }

    private static Value uuid(Value value) {
        if (value instanceof Value.Uuid) {
            return value;
        }
        UUID uuid = value instanceof Value.Str text ? parseUuid(text.value()) : null;
        if (uuid == null) {
            throw refused("expected a UUID, such as 123e4567-e89b-12d3-a456-426614174000");
        }
        return new Value.Uuid(uuid);
    }

    /** Stricter than {@link UUID#fromString}, which takes short groups. */
    private static @Nullable UUID parseUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return null;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            char c = text.charAt(i);
            if (dash ? c != '-' : c >= 128 || Character.digit(c, 16) < 0) {
                return null;
            }
        }
        return UUID.fromString(text);
    }

    private static Value bytes(Value value) {
        if (value instanceof Value.Bytes) {
            return value;
        }
        if (value instanceof Value.Str text) {
            try {
                return new Value.Bytes(Base64.getDecoder().decode(text.value()));
            } catch (IllegalArgumentException malformed) {
                throw refused("expected bytes in Base64");
            }
        }
        throw refused("expected bytes in Base64");
    }

    private static Value constant(Value value, ValueType.EnumType type) {
        if (value instanceof Value.Str text && type.constants().contains(text.value())) {
            return text;
        }
        throw refused("expected one of " + String.join(", ", type.constants()));
    }

    private static Value id(Value value) {
        if (value instanceof Value.Id) {
            return value;
        }
        Ulid id = value instanceof Value.Str text ? Ulid.tryParse(text.value()) : null;
        if (id == null) {
            throw refused("expected an id, which is a ULID of 26 characters");
        }
        return new Value.Id(id);
    }
}
