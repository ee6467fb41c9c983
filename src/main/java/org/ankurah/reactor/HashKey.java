package org.ankurah.reactor;

import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into keys of a hash table: values that the evaluator takes for equal have equal keys. The
 * converse need not hold, since the evaluator has the last word.
 */
final class HashKey {

    private HashKey() {}

    /** The key of a value, or null if values of its kind are not looked up by hash. */
    static @Nullable Object of(Value value) {
        if (value instanceof Value.Int number) {
            return ofNumber((double) number.value());
        }
        if (value instanceof Value.Real number) {
            return ofNumber(number.value());
        }
        if (value instanceof Value.Decimal number) {
            return ofNumber(number.value().doubleValue());
        }
        if (value instanceof Value.Doc || value instanceof Value.Items) {
            return null;
        }
        return value;
    }

    /**
     * Numbers of different kinds and scales compare by value, whether exactly or as doubles: numbers that are
     * equal in either way have the same nearest double. Adding zero makes negative zero positive.
     */
    private static Object ofNumber(double nearest) {
        return nearest + 0.0;
    }
}
