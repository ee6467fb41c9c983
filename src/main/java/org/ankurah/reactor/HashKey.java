package org.ankurah.reactor;

import org.ankurah.value.Value;

/**
 * Turns values into hashes of 64 bits: values that the evaluator takes for equal have equal ones. The converse need
 * not hold, since the evaluator has the last word.
 */
final class HashKey {

    /** Tells a list from its only element. */
    private static final long LIST = 1;

    private HashKey() {}

    /** The hash of a value, null included. */
    static long of(Value value) {
        if (value instanceof Value.Str text) {
            return of(text.value());
        }
        if (value instanceof Value.Id id) {
            return mix(mix(id.value().high()) + id.value().low());
        }
        if (value instanceof Value.Items items) {
            long hash = LIST;
            for (Value element : items.value()) {
                hash = mix(hash + of(element));
            }
            return hash;
        }
        // Numbers of different kinds compare exactly or as doubles: equal in either way, they have one double.
        Double number = value instanceof Value.Doc ? null : Scale.number(value);
        return mix(number == null ? value.hashCode() : Double.doubleToLongBits(number));
    }

    private static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash + text.charAt(i));
        }
        return hash;
    }

    /** Spreads what little two numbers differ in over all bits. */
    private static long mix(long number) {
        long mixed = (number ^ number >>> Integer.SIZE) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> Integer.SIZE;
    }
}
