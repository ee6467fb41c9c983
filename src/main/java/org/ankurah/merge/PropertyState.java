package org.ankurah.merge;

import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** What is kept of one property to know its value and to merge further events into it. One variant per backend. */
sealed interface PropertyState {

    /** The value that readers see; {@link Value#NULL} if cleared. */
    Value value();

    /**
     * Last writer wins.
     *
     * @param value the winning value
     * @param writer the event that wrote it
     */
    record Register(Value value, Ulid writer) implements PropertyState {

        /** The one of the two that the greater event wrote. */
        Register greatest(@Nullable Register other) {
            return other == null || writer.compareTo(other.writer) >= 0 ? this : other;
        }
    }

    /** Not to be seen by whom this state is for. */
    record Withheld() implements PropertyState {

        static final Withheld INSTANCE = new Withheld();

        @Override
        public Value value() {
            return Value.NULL;
        }
    }

    /**
     * Increments added up. The sum wraps around beyond 64 bits, because only that is the same in every order.
     *
     * @param base the value from the time before the property became a counter, or null
     * @param sum of all increments
     */
    record Counter(@Nullable Register base, long sum) implements PropertyState {

        /** A counter that was never incremented. */
        static final Counter ZERO = new Counter(null, 0);

        @Override
        public Value value() {
            return new Value.Int(base != null && base.value() instanceof Value.Int start ? start.value() + sum : sum);
        }
    }
}
