package org.ankurah.value;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How values compare; the same in memory and in SQL.
 *
 * <ul>
 *   <li>Text (and so enum constants) by Unicode code point, without any locale.
 *   <li>Whole numbers and decimals by value, whatever the scale. As soon as one side is a floating point
 *       number both are compared as such, as SQL does; that is no longer exact beyond 2<sup>53</sup>.
 *   <li>False before true; moments and days by time; UUIDs, ids and bytes as unsigned bytes, a prefix first.
 *   <li>JSON documents and lists have no order. They are equal by content: numbers by value, members in any
 *       order.
 * </ul>
 *
 * <p>Null is not a value to compare: what null means is up to the caller, so it is refused here.
 */
public final class Values {

    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Values() {}

    /**
     * Orders two values of one type, or two numbers of any types.
     *
     * @throws IllegalArgumentException when the two have no order: different types, null, JSON, lists
     */
    public static int compare(Value a, Value b) {
        Integer order = orderOf(a, b);
        if (order == null) {
            throw new IllegalArgumentException("no order between " + name(a) + " and " + name(b));
        }
        return order;
    }

    /** Whether two values are equal; those of different types are not, except numbers of equal value. */
    public static boolean equal(Value a, Value b) {
        if (a instanceof Value.Doc x && b instanceof Value.Doc y) {
            return x.value().equals(y.value());
        }
        if (a instanceof Value.Items x && b instanceof Value.Items y) {
            return equalItems(x.value(), y.value());
        }
        Integer order = orderOf(a, b);
        return order != null && order == 0;
    }

    /**
     * One of all values that are equal to this one, the same for each of them, so that it can be a key of a hash
     * table: {@link #equal} values of one property have equal canonical values.
     */
    public static Value canonical(Value value) {
        if (value instanceof Value.Decimal decimal) {
            Long whole = asLong(decimal.value());
            return whole != null
                    ? new Value.Int(whole)
                    : new Value.Decimal(decimal.value().stripTrailingZeros());
        }
        if (value instanceof Value.Items items) {
            return new Value.Items(items.value().stream().map(Values::canonical).toList());
        }
        return value;
    }

    /** Orders text by code point. Differs from {@link String#compareTo} only beyond the basic plane. */
    public static int compareText(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A surrogate stands for a code point above all others, though it is less than E000 to FFFF.
                boolean astralX = Character.isSurrogate(x);
                boolean astralY = Character.isSurrogate(y);
                return astralX == astralY ? Character.compare(x, y) : Boolean.compare(astralX, astralY);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /**
     * Where text holds something that cannot be stored: the character NUL, or half of a surrogate pair.
     *
     * @return the index of the first such character, or -1 if the text is fine
     */
    public static int firstIllegal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** Whether the value is a number of any type. */
    public static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Decimal || value instanceof Value.Real;
    }

    /** The value of a number exactly; null if it is none. */
    public static @Nullable BigDecimal exact(Value value) {
        if (value instanceof Value.Int number) {
            return BigDecimal.valueOf(number.value());
        }
        if (value instanceof Value.Real number) {
            return new BigDecimal(number.value());
        }
        return value instanceof Value.Decimal number ? number.value() : null;
    }

    /** The decimal as a whole number of 64 bits, or null if it is none. */
    static @Nullable Long asLong(BigDecimal decimal) {
        boolean fits = decimal.compareTo(LONG_MIN) >= 0 && decimal.compareTo(LONG_MAX) <= 0;
        if (!fits || decimal.stripTrailingZeros().scale() > 0) {
            return null;
        }
        return decimal.longValue();
    }

    private static boolean equalItems(List<Value> a, List<Value> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Integer orderOf(Value a, Value b) {
        if (a instanceof Value.Str x && b instanceof Value.Str y) {
            return compareText(x.value(), y.value());
        }
        if (a instanceof Value.Int x && b instanceof Value.Int y) {
            return Long.compare(x.value(), y.value());
        }
        if (isNumber(a) && isNumber(b)) {
            return compareNumbers(a, b);
        }
        if (a instanceof Value.Id x && b instanceof Value.Id y) {
            return x.value().compareTo(y.value());
        }
        if (a instanceof Value.Bool x && b instanceof Value.Bool y) {
            return Boolean.compare(x.value(), y.value());
        }
        if (a instanceof Value.Timestamp x && b instanceof Value.Timestamp y) {
            return x.value().compareTo(y.value());
        }
        if (a instanceof Value.Day x && b instanceof Value.Day y) {
            return x.value().compareTo(y.value());
        }
        if (a instanceof Value.Uuid x && b instanceof Value.Uuid y) {
            return compareUuids(x.value(), y.value());
        }
        if (a instanceof Value.Bytes x && b instanceof Value.Bytes y) {
            return compareBytes(x.value(), y.value());
        }
        return null;
    }

    private static int compareNumbers(Value a, Value b) {
        if (a instanceof Value.Real || b instanceof Value.Real) {
            return Double.compare(asDouble(a), asDouble(b));
        }
        return asDecimal(a).compareTo(asDecimal(b));
    }

    private static BigDecimal asDecimal(Value number) {
        return number instanceof Value.Int whole ? BigDecimal.valueOf(whole.value()) : ((Value.Decimal) number).value();
    }

    private static double asDouble(Value number) {
        if (number instanceof Value.Real real) {
            return real.value();
        }
        if (number instanceof Value.Int whole) {
            return whole.value();
        }
        double value = ((Value.Decimal) number).value().doubleValue();
        return value == 0 ? 0.0 : value;
    }

    /** {@link UUID#compareTo} is signed; SQL orders by bytes. */
    private static int compareUuids(UUID a, UUID b) {
        int order = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return order != 0 ? order : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }

    private static int compareBytes(byte[] a, byte[] b) {
        int length = Math.min(a.length, b.length);
        for (int i = 0; i < length; i++) {
            if (a[i] != b[i]) {
                return Integer.compare(a[i] & 0xFF, b[i] & 0xFF);
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static String name(Value value) {
        return value.getClass().getSimpleName();
    }

    /**
     * The value as text, as documents and queries write it.
     *
     * @param value text, a moment, a day, a UUID, an id or bytes; these as Base64
     */
    public static String text(Value value) {
        if (value instanceof Value.Str text) {
            return text.value();
        }
        if (value instanceof Value.Timestamp moment) {
            return moment.value().toString();
        }
        if (value instanceof Value.Day day) {
            return day.value().toString();
        }
        if (value instanceof Value.Uuid uuid) {
            return uuid.value().toString();
        }
        if (value instanceof Value.Id id) {
            return id.value().toString();
        }
        return Base64.getEncoder().encodeToString(((Value.Bytes) value).value());
    }
}
