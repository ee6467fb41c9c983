package org.ankurah.reactor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.ankurah.query.LikePattern;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A kind of values that have an order among themselves, and where each has its place in that order.
 *
 * <p>Places keep the order but need not tell all values apart: what the evaluator takes for less or equal has a
 * place that is less or equal. So a range of values lies within the range of their places, both ends included.
 */
enum Scale {
    /**
     * Numbers of all types, by their nearest doubles: the evaluator compares exactly or as doubles, and rounding
     * keeps either order.
     */
    NUMBER,
    /** Text by code point. */
    TEXT,
    /** Text by code point after folding case. */
    FOLDED_TEXT,
    /** Moments, days, ids and the like: a path leads to values of one such type only. */
    OTHER;

    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;

    /** Bits of a second that the nanoseconds leave unused in a word: they come first, so that short words do. */
    private static final int NANOS_SHIFT = 34;

    /** The scale of a value as it is, or null if there are no ranges of such values. */
    static @Nullable Scale of(Value value) {
        for (Scale scale : List.of(NUMBER, TEXT, OTHER)) {
            if (scale.place(value) != null) {
                return scale;
            }
        }
        return null;
    }

    /** The place of a value, or null if it is not on this scale. */
    @Nullable
    OrderKey place(Value value) {
        if (this == NUMBER) {
            Double number = number(value);
            return number == null ? null : ofDouble(number);
        }
        if (this == OTHER) {
            return other(value);
        }
        String text = text(value);
        return text == null ? null : ofText(this == TEXT ? text : folded(text), 0);
    }

    /** The place of a text; on {@link #FOLDED_TEXT} of one that is folded already. */
    static OrderKey first(String text) {
        return ofText(text, 0);
    }

    /** The last place of those texts that begin with this one. */
    static OrderKey last(String prefix) {
        return ofText(prefix, -1);
    }

    /** The text that a value is, also as JSON; null if it is none. */
    static @Nullable String text(Value value) {
        if (value instanceof Value.Str own) {
            return own.value();
        }
        return value instanceof Value.Doc doc && doc.value() instanceof Json.Str inside ? inside.value() : null;
    }

    /** The nearest double of a number, never negative zero; null if it is none. */
    static @Nullable Double number(Value value) {
        if (value instanceof Value.Int number) {
            return (double) number.value();
        }
        if (value instanceof Value.Real number) {
            return number.value();
        }
        BigDecimal exact = null;
        if (value instanceof Value.Decimal number) {
            exact = number.value();
        } else if (value instanceof Value.Doc doc && doc.value() instanceof Json.Num number) {
            exact = number.value();
        }
        return exact == null ? null : exact.doubleValue() + 0.0;
    }

    private static @Nullable OrderKey other(Value value) {
        if (value instanceof Value.Timestamp moment) {
            Instant at = moment.value();
            return OrderKey.of(unsigned(at.getEpochSecond()), (long) at.getNano() << NANOS_SHIFT);
        }
        if (value instanceof Value.Day day) {
            return OrderKey.of(unsigned(day.value().toEpochDay()));
        }
        if (value instanceof Value.Id id) {
            return OrderKey.of(id.value().high(), id.value().low());
        }
        if (value instanceof Value.Uuid uuid) {
            UUID bits = uuid.value();
            return OrderKey.of(bits.getMostSignificantBits(), bits.getLeastSignificantBits());
        }
        if (value instanceof Value.Bytes bytes) {
            Words words = new Words(0);
            for (byte each : bytes.value()) {
                words.append(each);
            }
            return words.key();
        }
        return value instanceof Value.Bool truth ? OrderKey.of(truth.value() ? 1 : 0) : null;
    }

    /** The bits of a double ordered as unsigned: all of a negative one are turned round, of others the sign. */
    private static OrderKey ofDouble(double number) {
        long bits = Double.doubleToLongBits(number);
        return OrderKey.of(bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE));
    }

    private static long unsigned(long signed) {
        return signed ^ Long.MIN_VALUE;
    }

    /**
     * Text as bytes in the order of its code points. Surrogates are moved behind all other characters; then each
     * character is written as UTF-8 writes a code point, which keeps the order and is short for most texts.
     */
    private static OrderKey ofText(String text, long fill) {
        Words words = new Words(fill);
        for (int i = 0; i < text.length() && !words.full(); i++) {
            char c = text.charAt(i);
            int place = c;
            if (Character.isSurrogate(c)) {
                place = c + 0x2000;
            } else if (c > Character.MAX_SURROGATE) {
                place = c - 0x800;
            }
            if (place < ONE_BYTE) {
                words.append(place);
            } else if (place < TWO_BYTES) {
                words.append(0xC0 | (place >> 6));
                words.append(0x80 | (place & 0x3F));
            } else {
                words.append(0xE0 | (place >> 12));
                words.append(0x80 | (place >> 6 & 0x3F));
                words.append(0x80 | (place & 0x3F));
            }
        }
        return words.key();
    }

    /** Folds as much of a text as a key can hold, and one character more: the last may be half of a pair. */
    private static String folded(String text) {
        int most = OrderKey.MAX_WORDS * Long.BYTES + 1;
        return LikePattern.fold(text.length() <= most ? text : text.substring(0, most));
    }

    /** Bytes that become a key. */
    private static final class Words {

        private final long[] words = new long[OrderKey.MAX_WORDS];
        private int bytes;

        /** @param fill what the words hold behind the bytes */
        Words(long fill) {
            Arrays.fill(words, fill);
        }

        boolean full() {
            return bytes == OrderKey.MAX_WORDS * Long.BYTES;
        }

        void append(int value) {
            if (full()) {
                return;
            }
            int shift = Long.SIZE - Byte.SIZE * (bytes % Long.BYTES + 1);
            long cleared = words[bytes / Long.BYTES] & ~(0xFFL << shift);
            words[bytes / Long.BYTES] = cleared | (value & 0xFFL) << shift;
            bytes++;
        }

        OrderKey key() {
            return OrderKey.of(words);
        }
    }
}
