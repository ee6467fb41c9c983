package org.ankurah.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads decimal numbers with bounds, so that a short text such as {@code 1e999999999} cannot ask for gigabytes
 * once somebody writes it out or adds to it.
 */
public final class Numbers {

    /** Digits of a number in a document or a query: enough for every double written out without exponent. */
    public static final int MAX_DIGITS = 400;

    /** Digits of a decimal property, and places of its scale either way: such a decimal is in a double's range. */
    public static final int MAX_DECIMAL_DIGITS = 150;

    /** Longest text of a number: digits with leading zeros, sign, point and exponent. */
    private static final int MAX_TEXT = 2 * MAX_DIGITS + 16;

    private Numbers() {}

    /**
     * Reads a number as JSON and SQL write it.
     *
     * @return null when the text is no number or beyond the bounds
     */
    public static @Nullable BigDecimal parse(String text) {
        if (text.length() > MAX_TEXT || exponentDigits(text) > 4) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return inBounds(number, MAX_DIGITS) ? number : null;
        } catch (NumberFormatException malformed) {
            return null;
        }
    }

    /** Whether a number has at most so many digits and at most so many places of scale, either way. */
    public static boolean inBounds(BigDecimal number, int digits) {
        return number.precision() <= digits && Math.abs((long) number.scale()) <= digits;
    }

    private static int exponentDigits(String text) {
        int e = Math.max(text.lastIndexOf('e'), text.lastIndexOf('E'));
        return e < 0 ? 0 : text.length() - e - 1 - (e + 1 < text.length() && isSign(text.charAt(e + 1)) ? 1 : 0);
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }
}
