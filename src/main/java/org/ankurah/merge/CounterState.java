package org.ankurah.merge;

import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Increments added up. The sum wraps around beyond 64 bits, because only that is the same in every order.
 *
 * @param base the value from the time before the property became a counter, or null
 * @param sum of all increments
 */
record CounterState(@Nullable Register base, long sum) implements PropertyState {

    /** A counter that was never incremented. */
    static final CounterState ZERO = new CounterState(null, 0);

    @Override
    public Value value() {
        return new Value.Int(base != null && base.value() instanceof Value.Int start ? start.value() + sum : sum);
    }

    @Override
    public PropertyBackend backend() {
        return CounterBackend.INSTANCE;
    }
}
