package org.ankurah.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * One immutable value of a property, a literal or a parameter. {@link Null} stands for an absent value. Enum
 * constants are {@link Str}. How values of a {@link ValueType} compare is said by {@link Values}.
 */
public sealed interface Value {

    /** The absent value; there is no other instance, so {@code ==} tests for it. */
    Value NULL = Null.INSTANCE;

    /** The only instance of the absent value. */
    enum Null implements Value {
        INSTANCE
    }

    /** A truth value. */
    record Bool(boolean value) implements Value {}

    /** A whole number; the type says whether 32 or 64 bits are allowed. */
    record Int(long value) implements Value {}

    /** A finite floating point number; negative zero becomes zero. */
    record Real(double value) implements Value {
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("not a finite number");
            }
            value = value == 0 ? 0.0 : value;
        }
    }

    /** A decimal with its scale. Equality of this record is by value and scale; comparison is by value. */
    record Decimal(BigDecimal value) implements Value {}

    /** Text, or the name of an enum constant. */
    record Str(String value) implements Value {}

    /** A moment, cut to whole microseconds. */
    record Timestamp(Instant value) implements Value {
        public Timestamp {
            value = value.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** A day. */
    record Day(LocalDate value) implements Value {}

    /** A UUID. */
    record Uuid(UUID value) implements Value {}

    /** The id of an entity. */
    record Id(Ulid value) implements Value {}

    /** Bytes; the array is copied in and out. */
    @SuppressWarnings("ArrayRecordComponent") // copied in and out, with equality by content
    record Bytes(byte[] value) implements Value {
        public Bytes {
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Bytes[" + value.length + "]";
        }
    }

    /** A JSON document. */
    record Doc(Json value) implements Value {}

    /** Elements in order, none of them null. */
    record Items(List<Value> value) implements Value {
        public Items {
            value = List.copyOf(value);
        }
    }
}
