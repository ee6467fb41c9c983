package org.ankurah.value;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes that sort, unsigned and from the left, as {@link Values#compare} orders the values of one type.
 *
 * <p>No value's bytes are the beginning of another's, so further bytes may follow. Values that compare as equal have
 * equal bytes. Null sorts behind all values. Text, bytes and decimals that are very long are {@linkplain #isCut cut}:
 * then unequal values may have equal bytes, but never bytes in the wrong order.
 */
public final class OrderedBytes {

    /** Bytes or digits of a value that count: more would make keys that cost more than they tell apart. */
    private static final int MOST = 512;

    private static final int VALUE = 1;
    private static final int NULL = 2;

    private static final int END = 0;
    private static final int CUT = 1;
    private static final int ESCAPED_ZERO = 0xFF;

    private static final int NEGATIVE = 1;
    private static final int ZERO = 2;
    private static final int POSITIVE = 3;

    /** Whole floating point numbers below are exact. */
    private static final double EXACT = 1L << 53;

    private OrderedBytes() {}

    /** Whether values of a type have an order, and so bytes. */
    public static boolean orders(ValueType type) {
        return !(type instanceof ValueType.ListType) && type != ValueType.Scalar.JSON;
    }

    /** The bytes of a value of an ordered type, or of null. */
    public static byte[] of(Value value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (value == Value.NULL) {
            out.write(NULL);
        } else {
            out.write(VALUE);
            write(out, value);
        }
        return out.toByteArray();
    }

    /** The one byte with which the bytes of all values begin, but not those of null. */
    public static byte[] anyValue() {
        return new byte[] {VALUE};
    }

    /** The bytes with which those of all texts begin that begin with a text; at least. */
    public static byte[] beginningOf(String prefix) {
        byte[] whole = of(new Value.Str(prefix));
        return Arrays.copyOf(whole, whole.length - 2);
    }

    /** Whether the bytes of a value leave something out. */
    public static boolean isCut(Value value) {
        if (value instanceof Value.Str text) {
            return text.value().length() * 3L > MOST && escape(units(text.value())).length > MOST;
        }
        if (value instanceof Value.Bytes bytes) {
            return escape(bytes.value()).length > MOST;
        }
        return value instanceof Value.Decimal decimal && decimal.value().precision() > MOST;
    }

    /**
     * Where a literal lies among the values of a type.
     *
     * @param low not greater than the bytes of any value that is equal to or greater than the literal
     * @param high not less than the bytes of any value that is equal to or less than the literal
     * @param exact whether only values that are equal to the literal have bytes between the two
     */
    @SuppressWarnings("ArrayRecordComponent") // made here, and only read
    public record Place(byte[] low, byte[] high, boolean exact) {

        /** Whether the two are the same. */
        public boolean isPoint() {
            return Arrays.equals(low, high);
        }
    }

    /**
     * Where a literal lies among the values of a type, if that can be told.
     *
     * @param type an ordered type
     * @param literal anything that values of the type can be compared with
     */
    public static @Nullable Place place(ValueType type, Value literal) {
        if (!(type instanceof ValueType.Scalar scalar) || !isNumeric(scalar)) {
            return fits(type, literal) ? point(literal) : null;
        }
        if (!Values.isNumber(literal)) {
            return null;
        }
        if (scalar == ValueType.Scalar.DOUBLE) {
            double number = asDouble(literal);
            Place place = point(new Value.Real(clamp(number)));
            return new Place(place.low, place.high, Double.isFinite(number));
        }
        boolean blurred = literal instanceof Value.Real real && Math.abs(real.value()) >= EXACT;
        BigDecimal low = bound(literal, blurred ? -1 : 0);
        BigDecimal high = bound(literal, blurred ? 1 : 0);
        if (scalar == ValueType.Scalar.DECIMAL) {
            // A floating point number is compared as one, and many decimals are the same one.
            boolean inexact = literal instanceof Value.Real;
            return between(
                    new Value.Decimal(inexact ? bound(literal, -1) : low),
                    new Value.Decimal(inexact ? bound(literal, 1) : high));
        }
        Value.Int least = whole(low, RoundingMode.FLOOR);
        Place place = between(least, whole(high, RoundingMode.CEILING));
        // A number that no whole number of 64 bits reaches lies behind the last of them, which it may be taken for.
        boolean reached = BigDecimal.valueOf(least.value()).compareTo(low) == 0;
        return new Place(place.low, place.high, place.exact && reached);
    }

    private static Place between(Value low, Value high) {
        byte[] first = of(low);
        byte[] last = of(high);
        return new Place(first, last, Arrays.equals(first, last) && !isCut(low));
    }

    private static Place point(Value value) {
        byte[] bytes = of(value);
        return new Place(bytes, bytes, !isCut(value));
    }

    private static boolean isNumeric(ValueType.Scalar type) {
        return switch (type) {
            case INT, LONG, DOUBLE, DECIMAL -> true;
            case STRING, BOOLEAN, INSTANT, DATE, UUID, BYTES, JSON -> false;
        };
    }

    private static boolean fits(ValueType type, Value literal) {
        if (type instanceof ValueType.EnumType) {
            return literal instanceof Value.Str;
        }
        if (type instanceof ValueType.RefType) {
            return literal instanceof Value.Id;
        }
        return type instanceof ValueType.Scalar scalar
                && switch (scalar) {
                    case STRING -> literal instanceof Value.Str;
                    case BOOLEAN -> literal instanceof Value.Bool;
                    case INSTANT -> literal instanceof Value.Timestamp;
                    case DATE -> literal instanceof Value.Day;
                    case UUID -> literal instanceof Value.Uuid;
                    case BYTES -> literal instanceof Value.Bytes;
                    case INT, LONG, DOUBLE, DECIMAL, JSON -> false;
                };
    }

    private static double asDouble(Value number) {
        if (number instanceof Value.Real real) {
            return real.value();
        }
        return number instanceof Value.Int whole
                ? whole.value()
                : ((Value.Decimal) number).value().doubleValue();
    }

    /** A number beyond all floating point numbers lies behind the last of them, which it may then be taken for. */
    private static double clamp(double number) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number));
    }

    private static BigDecimal bound(Value number, int neighbour) {
        if (number instanceof Value.Int whole) {
            return BigDecimal.valueOf(whole.value());
        }
        if (number instanceof Value.Decimal decimal) {
            return decimal.value();
        }
        double value = ((Value.Real) number).value();
        if (neighbour == 0) {
            return new BigDecimal(value);
        }
        return new BigDecimal(clamp(neighbour < 0 ? Math.nextDown(value) : Math.nextUp(value)));
    }

    private static Value.Int whole(BigDecimal number, RoundingMode rounding) {
        // A number with a huge exponent must not be written out.
        if (number.precision() - (long) number.scale() > 20) {
            return new Value.Int(number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
        BigInteger rounded =
                number.abs().compareTo(BigDecimal.ONE) < 0 ? small(number, rounding) : integer(number, rounding);
        return new Value.Int(
                rounded.bitLength() < Long.SIZE
                        ? rounded.longValue()
                        : rounded.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }

    private static BigInteger small(BigDecimal number, RoundingMode rounding) {
        if (number.signum() == 0 || (number.signum() > 0) == (rounding == RoundingMode.FLOOR)) {
            return BigInteger.ZERO;
        }
        return BigInteger.valueOf(number.signum());
    }

    private static BigInteger integer(BigDecimal number, RoundingMode rounding) {
        return number.setScale(0, rounding).toBigInteger();
    }

    private static void write(ByteArrayOutputStream out, Value value) {
        if (value instanceof Value.Bool bool) {
            out.write(bool.value() ? 1 : 0);
        } else if (value instanceof Value.Int number) {
            writeLong(out, number.value() ^ Long.MIN_VALUE);
        } else if (value instanceof Value.Real number) {
            long bits = Double.doubleToLongBits(number.value());
            writeLong(out, bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
        } else if (value instanceof Value.Decimal number) {
            writeDecimal(out, number.value());
        } else if (value instanceof Value.Str text) {
            writeEscaped(out, escape(units(text.value())));
        } else if (value instanceof Value.Bytes bytes) {
            writeEscaped(out, escape(bytes.value()));
        } else if (value instanceof Value.Timestamp moment) {
            writeTime(out, moment.value());
        } else if (value instanceof Value.Day day) {
            writeLong(out, day.value().toEpochDay() ^ Long.MIN_VALUE);
        } else if (value instanceof Value.Uuid uuid) {
            writeUuid(out, uuid.value());
        } else if (value instanceof Value.Id id) {
            out.writeBytes(id.value().toBytes());
        } else {
            throw new IllegalArgumentException(
                    "no order among " + value.getClass().getSimpleName());
        }
    }

    private static void writeTime(ByteArrayOutputStream out, Instant time) {
        writeLong(out, time.getEpochSecond() ^ Long.MIN_VALUE);
        writeInt(out, time.getNano());
    }

    private static void writeUuid(ByteArrayOutputStream out, UUID uuid) {
        writeLong(out, uuid.getMostSignificantBits());
        writeLong(out, uuid.getLeastSignificantBits());
    }

    /** Sign, exponent, digits: all but the sign turned round for what is below zero. */
    private static void writeDecimal(ByteArrayOutputStream out, BigDecimal number) {
        if (number.signum() == 0) {
            out.write(ZERO);
            return;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        String digits = stripped.unscaledValue().abs().toString();
        ByteArrayOutputStream magnitude = new ByteArrayOutputStream();
        writeLong(magnitude, (digits.length() - (long) stripped.scale()) ^ Long.MIN_VALUE);
        for (int i = 0; i < Math.min(digits.length(), MOST); i++) {
            magnitude.write(digits.charAt(i));
        }
        magnitude.write(digits.length() > MOST ? CUT : END);
        boolean negative = number.signum() < 0;
        out.write(negative ? NEGATIVE : POSITIVE);
        out.writeBytes(negative ? inverted(magnitude.toByteArray()) : magnitude.toByteArray());
    }

    /** The bytes that sort the other way round. */
    public static byte[] inverted(byte[] bytes) {
        byte[] inverted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            inverted[i] = (byte) ~bytes[i];
        }
        return inverted;
    }

    /** As UTF-8 for all but surrogates, which stand behind everything else, as code points beyond the plane do. */
    private static byte[] units(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        // What lies behind the cut needs not be looked at: each character takes a byte at least.
        int length = Math.min(text.length(), MOST + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out.write(c);
            } else if (c < 0x800) {
                out.write(0xC0 | (c >> 6));
                out.write(0x80 | (c & 0x3F));
            } else if (Character.isSurrogate(c)) {
                out.write(0xF0);
                out.write(c >> 8);
                out.write(c);
            } else {
                out.write(0xE0 | (c >> 12));
                out.write(0x80 | ((c >> 6) & 0x3F));
                out.write(0x80 | (c & 0x3F));
            }
        }
        return out.toByteArray();
    }

    private static byte[] escape(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 2);
        for (byte b : bytes) {
            out.write(b);
            if (b == 0) {
                out.write(ESCAPED_ZERO);
            }
        }
        return out.toByteArray();
    }

    private static void writeEscaped(ByteArrayOutputStream out, byte[] escaped) {
        boolean cut = escaped.length > MOST;
        int length = cut ? MOST : escaped.length;
        if (cut && escaped[length - 1] == 0) {
            // Half of an escaped zero would look like an end.
            length--;
        }
        out.write(escaped, 0, length);
        out.write(END);
        out.write(cut ? CUT : END);
    }

    private static void writeLong(ByteArrayOutputStream out, long value) {
        writeInt(out, (int) (value >>> Integer.SIZE));
        writeInt(out, (int) value);
    }

    private static void writeInt(ByteArrayOutputStream out, int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }
}
