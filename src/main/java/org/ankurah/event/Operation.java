package org.ankurah.event;

import org.ankurah.value.Value;

/** What an event does to one property, in the terms of the property's backend. */
public sealed interface Operation {

    /** Last writer wins: the property takes this value, or is cleared by {@link Value#NULL}. */
    record Set(Value value) implements Operation {}

    /** Counter: the property grows by this amount, which may be negative. */
    record Increment(long by) implements Operation {}
}
