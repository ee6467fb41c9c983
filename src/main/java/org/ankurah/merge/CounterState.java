package org.ankurah.merge;

import java.math.BigDecimal;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * Increments added up. Whole numbers wrap around beyond 64 bits, because only that is the same in every order; decimals
 * are added exactly, and the greatest scale stays.
 *
 * @param base the value from the time before the property became a counter, or null
 * @param sum of all whole increments
 * @param decimals the sum of all decimal increments; null as long as the counter counts whole numbers only
 */
record CounterState(
        @Nullable Register base, long sum, @Nullable BigDecimal decimals) implements PropertyState {

    /** A counter that was never incremented. */
    static final CounterState ZERO = new CounterState(null, 0, null);

    @Override
    public Value value() {
        if (decimals == null) {
            return new Value.Int(base != null && base.value() instanceof Value.Int start ? start.value() + sum : sum);
        }
        BigDecimal start = base == null ? null : Values.exact(base.value());
        BigDecimal counted = sum == 0 ? decimals : decimals.add(BigDecimal.valueOf(sum));
        return new Value.Decimal(start == null ? counted : start.add(counted));
    }

    @Override
    public PropertyBackend backend() {
        return CounterBackend.INSTANCE;
    }

    CounterState upon(@Nullable Register other) {
        return new CounterState(other, sum, decimals);
    }

    /** With more counted; what is no number counts nothing. */
    CounterState plus(Value by) {
        if (by instanceof Value.Int whole) {
            return new CounterState(base, sum + whole.value(), decimals);
        }
        return by instanceof Value.Decimal decimal
                ? new CounterState(base, sum, plus(decimals, decimal.value()))
                : this;
    }

    /** What both counted, upon the base that was written last. */
    CounterState plus(CounterState other) {
        Register last = base == null ? other.base : base.greatest(other.base);
        return new CounterState(last, sum + other.sum, plus(decimals, other.decimals));
    }

    /** The same as a counter of decimals, whatever was counted before it was one. */
    CounterState inDecimals() {
        return decimals != null && sum == 0 ? this : new CounterState(base, 0, plus(decimals, BigDecimal.valueOf(sum)));
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.add(other);
    }
}
