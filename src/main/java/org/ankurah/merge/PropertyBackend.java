package org.ankurah.merge;

import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of property merges. For a set of distinct operations the result is the same in every order;
 * counting each event once is the caller's duty. Implementations are pure and know nothing of models.
 */
sealed interface PropertyBackend permits LwwBackend, CounterBackend {

    /** The backend of a declared property. */
    static PropertyBackend of(PropertyDescriptor.Backend backend) {
        return switch (backend) {
            case LWW -> LwwBackend.INSTANCE;
            case COUNTER -> CounterBackend.INSTANCE;
        };
    }

    /**
     * The backend for a property that the model does not know: a counter once anything counted it, since a counter
     * keeps what was written as well, whatever came first.
     */
    static PropertyBackend guess(@Nullable PropertyState before, Operation operation) {
        return before instanceof PropertyState.Counter || operation instanceof Operation.Increment
                ? CounterBackend.INSTANCE
                : LwwBackend.INSTANCE;
    }

    /**
     * Merges one operation.
     *
     * @param before what is kept so far, of whatever backend; null if the property was never written
     * @param eventId the event that holds the operation
     */
    PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation);

    /** Merges what was kept under two names of one property. The events of the two are disjoint. */
    PropertyState join(PropertyState left, PropertyState right);

    /** Takes over what another backend kept, when the model changed meanwhile. */
    PropertyState adopt(PropertyState stored);
}
