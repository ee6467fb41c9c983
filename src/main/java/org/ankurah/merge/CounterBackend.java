package org.ankurah.merge;

import org.ankurah.event.Operation;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** {@code counter}: the sum of all increments, upon the last value from before the property was a counter. */
enum CounterBackend implements PropertyBackend {
    INSTANCE;

    @Override
    public PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation) {
        PropertyState.Counter current = before == null ? PropertyState.Counter.ZERO : adopt(before);
        if (operation instanceof Operation.Increment increment) {
            return new PropertyState.Counter(current.base(), current.sum() + increment.by());
        }
        PropertyState.Register written =
                LwwBackend.INSTANCE.adopt(LwwBackend.INSTANCE.apply(current.base(), eventId, operation));
        return new PropertyState.Counter(written, current.sum());
    }

    @Override
    public PropertyState join(PropertyState left, PropertyState right) {
        PropertyState.Counter one = adopt(left);
        PropertyState.Counter other = adopt(right);
        PropertyState.Register base =
                one.base() == null ? other.base() : one.base().greatest(other.base());
        return new PropertyState.Counter(base, one.sum() + other.sum());
    }

    /** The value of a former plain property becomes what is counted upon. */
    @Override
    public PropertyState.Counter adopt(PropertyState stored) {
        return stored instanceof PropertyState.Counter counter
                ? counter
                : new PropertyState.Counter((PropertyState.Register) stored, 0);
    }
}
