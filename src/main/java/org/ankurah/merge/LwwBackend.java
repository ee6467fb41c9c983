package org.ankurah.merge;

import org.ankurah.event.Operation;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** {@code lww}: the write with the greatest event id wins. */
enum LwwBackend implements PropertyBackend {
    INSTANCE;

    /**
     * Increments stem from the time when the property was a counter; their sum was {@link #adopt adopted}, and
     * one that arrives late is not counted any more.
     */
    @Override
    public PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation) {
        PropertyState.Register current = before == null ? null : adopt(before);
        if (operation instanceof Operation.Set set) {
            return new PropertyState.Register(set.value(), eventId).greatest(current);
        }
        return current == null ? adopt(PropertyState.Counter.ZERO) : current;
    }

    @Override
    public PropertyState join(PropertyState left, PropertyState right) {
        return adopt(left).greatest(adopt(right));
    }

    /** The sum of a former counter becomes the value that every write replaces. */
    @Override
    public PropertyState.Register adopt(PropertyState stored) {
        return stored instanceof PropertyState.Register register
                ? register
                : new PropertyState.Register(stored.value(), Ulid.ZERO);
    }
}
