package org.ankurah.event;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * One immutable atomic change of one entity. Without parents it is the genesis, which creates the entity and
 * gives it its id; otherwise it is an update.
 *
 * @param id the event's id: a hybrid logical clock and a check of the content
 * @param collection the collection of the entity
 * @param entityId the entity; equals {@code id} for a genesis
 * @param parents the entity's head when the event was made
 * @param transactionId shared by the events that were committed together
 * @param actor who made it, or null if nobody is known
 * @param nonce makes two events of equal content differ
 * @param operations per property name, in the order of names
 * @param lifecycle what the event says of the entity as a whole
 */
public record Event(
        Ulid id,
        String collection,
        Ulid entityId,
        Clock parents,
        Ulid transactionId,
        @Nullable String actor,
        long nonce,
        SortedMap<String, Operation> operations,
        Lifecycle lifecycle) {

    public Event {
        if (lifecycle == Lifecycle.ERASED && !operations.isEmpty()) {
            throw new IllegalArgumentException("an erased event has no operations");
        }
        operations = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Operation>) operations));
    }

    public boolean isGenesis() {
        return parents.isEmpty();
    }

    /** Whether what the event said is not known any more, so that its id cannot be checked either. */
    public boolean isErased() {
        return lifecycle == Lifecycle.ERASED;
    }

    /** What is left of the event when its entity is purged: everything but nonce, operations and deletion. */
    public Event erased() {
        return new Event(
                id,
                collection,
                entityId,
                parents,
                transactionId,
                actor,
                0,
                Collections.emptySortedMap(),
                Lifecycle.ERASED);
    }
}
