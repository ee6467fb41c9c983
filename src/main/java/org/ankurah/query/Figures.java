package org.ankurah.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/**
 * What exact sums are shown as, wherever they were added up. Sums are exact until here, so that they do not depend
 * on the order of what was added, and taking something away undoes its addition.
 */
public final class Figures {

    private Figures() {}

    /**
     * The sum of a property.
     *
     * @param sum the exact sum of at least one value
     * @param scale of decimals the greatest scale among the values, if it is not negative
     * @throws AnkurahException {@code LIMIT_EXCEEDED} when the figure's type cannot hold it
     */
    public static Value sum(Path path, BigDecimal sum, int scale) {
        if (path.type() == Scalar.DECIMAL) {
            return new Value.Decimal(sum.setScale(Math.max(scale, 0)));
        }
        if (path.type() == Scalar.DOUBLE) {
            double rounded = sum.doubleValue();
            if (!Double.isFinite(rounded)) {
                throw tooLarge(path, "what a 64-bit floating point number can hold");
            }
            return new Value.Real(rounded);
        }
        BigInteger whole = sum.toBigIntegerExact();
        if (whole.bitLength() >= Long.SIZE) {
            throw tooLarge(path, "64 bits");
        }
        return new Value.Int(whole.longValue());
    }

    /**
     * The mean of a property, to 34 digits.
     *
     * @param sum the exact sum of the values
     * @param count the number of values, at least one
     */
    public static Value mean(Path path, BigDecimal sum, long count) {
        BigDecimal mean = sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
        return path.type() == Scalar.DECIMAL
                ? new Value.Decimal(GroupKeys.plain(mean))
                : new Value.Real(mean.doubleValue());
    }

    private static AnkurahException tooLarge(Path path, String limit) {
        return new AnkurahException(
                ErrorCode.LIMIT_EXCEEDED,
                "The sum of " + path.property() + " is beyond " + limit + ": let fewer entities match.",
                path.property());
    }
}
