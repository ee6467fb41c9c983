package org.ankurah.merge;

import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A value of which the last writer wins.
 *
 * @param value the winning value
 * @param writer the event that wrote it
 */
record Register(Value value, Ulid writer) implements PropertyState {

    /** The one of the two that the greater event wrote. */
    Register greatest(@Nullable Register other) {
        return other == null || writer.compareTo(other.writer) >= 0 ? this : other;
    }

    @Override
    public PropertyBackend backend() {
        return LwwBackend.INSTANCE;
    }
}
