package org.ankurah.event;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Makes new events, complete with their ids. Not thread-safe, as the clock is not. Each id is greater than those of
 * the event's parents and of all events made before.
 */
public final class EventFactory {

    private final HybridClock clock;
    private final Digest digest;

    public EventFactory(HybridClock clock, Digest digest) {
        this.clock = clock;
        this.digest = digest;
    }

    /**
     * The event that creates an entity; its id is the entity's.
     *
     * @param nonce random, so that two creations of equal content are two
     */
    public Event genesis(
            String collection,
            Ulid transactionId,
            @Nullable String actor,
            long nonce,
            Map<String, Operation> operations) {
        Ulid unchecked = new Ulid(clock.next(Clock.EMPTY), 0);
        Event draft = new Event(
                unchecked,
                collection,
                unchecked,
                Clock.EMPTY,
                transactionId,
                actor,
                nonce,
                new TreeMap<>(operations),
                null);
        return withId(draft, EventIds.expected(draft, digest));
    }

    /**
     * An event that changes an entity.
     *
     * @param parents the entity's head, not empty
     * @param nonce random, so that two changes of equal content are two
     * @param deleted true to delete, false to restore, null to do neither
     */
    public Event update(
            String collection,
            Ulid entityId,
            Clock parents,
            Ulid transactionId,
            @Nullable String actor,
            long nonce,
            Map<String, Operation> operations,
            @Nullable Boolean deleted) {
        if (parents.isEmpty()) {
            throw new IllegalArgumentException("an update of " + entityId + " needs parents");
        }
        SortedMap<String, Operation> sorted = new TreeMap<>(operations);
        Event draft = new Event(
                new Ulid(clock.next(parents), 0),
                collection,
                entityId,
                parents,
                transactionId,
                actor,
                nonce,
                sorted,
                deleted);
        return withId(draft, EventIds.expected(draft, digest));
    }

    private static Event withId(Event draft, Ulid id) {
        return new Event(
                id,
                draft.collection(),
                draft.isGenesis() ? id : draft.entityId(),
                draft.parents(),
                draft.transactionId(),
                draft.actor(),
                draft.nonce(),
                draft.operations(),
                draft.deleted());
    }
}
