package org.ankurah.event;

import java.util.SortedMap;
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
     * Makes one event: a genesis, which creates an entity and gives it its id, or an update.
     *
     * @param entityId the entity; null for a genesis
     * @param parents the entity's head; empty for a genesis
     * @param nonce random, so that two events of equal content are two
     * @throws IllegalArgumentException when there are parents without an entity, or an entity without parents
     */
    public Event create(
            String collection,
            @Nullable Ulid entityId,
            Clock parents,
            Ulid transactionId,
            @Nullable String actor,
            long nonce,
            SortedMap<String, Operation> operations,
            Lifecycle lifecycle) {
        if ((entityId == null) != parents.isEmpty()) {
            throw new IllegalArgumentException("a genesis has neither entity nor parents, an update has both");
        }
        Ulid clockHalf = new Ulid(clock.next(parents), 0);
        Event draft = new Event(
                clockHalf,
                collection,
                entityId == null ? clockHalf : entityId,
                parents,
                transactionId,
                actor,
                nonce,
                operations,
                lifecycle);
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
                draft.lifecycle());
    }
}
