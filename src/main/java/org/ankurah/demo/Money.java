package org.ankurah.demo;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An amount of money. 9.9 and 9.90 of one currency are the same.
 *
 * @param amount at most 18 digits before and 6 behind the point
 * @param currency its code of three capital letters, as in ISO 4217
 */
public record Money(BigDecimal amount, String currency) {

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final int MAX_DECIMALS = 6;
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(18);

    /** Most currencies count hundredths. */
    private static final int DECIMALS = 2;

    public Money {
        if (!CODE.matcher(currency).matches()) {
            throw new IllegalArgumentException("a currency is a code of three capital letters, such as EUR");
        }
        if (amount.abs().compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("an amount has at most 18 digits before the point");
        }
        BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        if (plain.scale() > MAX_DECIMALS) {
            throw new IllegalArgumentException("an amount has at most " + MAX_DECIMALS + " decimals");
        }
        amount = plain.setScale(Math.max(DECIMALS, plain.scale()));
    }

    /** An amount that is written as a decimal number. */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }
}
