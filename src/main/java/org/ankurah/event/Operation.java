package org.ankurah.event;

import org.ankurah.value.Value;

/** What an event does to one property, in the terms of the property's backend. */
public sealed interface Operation {

    /** The property takes this value, or is cleared by {@link Value#NULL}. */
    record Set(Value value) implements Operation {}

    /**
     * Counter: the property grows by this amount, which may be negative.
     *
     * @param by a {@link Value.Int} or a {@link Value.Decimal}
     */
    record Increment(Value by) implements Operation {

        public Increment(long by) {
            this(new Value.Int(by));
        }
    }

    /**
     * An edit that only one backend understands.
     *
     * @param backend that backend's label
     * @param content what it does, in the backend's own terms
     */
    record Edit(String backend, Value content) implements Operation {}
}
