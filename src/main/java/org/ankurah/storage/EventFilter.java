package org.ankurah.storage;

import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the log are asked for. All that is given must hold.
 *
 * @param collections of entities of one of these; null for any
 * @param entities of one of these entities; null for any
 * @param actor made by this actor; null for any, or nobody
 * @param after only behind this position
 * @param upTo only up to this position
 */
public record EventFilter(
        @Nullable Set<String> collections,
        @Nullable Set<Ulid> entities,
        @Nullable String actor,
        long after,
        long upTo) {

    public EventFilter {
        collections = collections == null ? null : Set.copyOf(collections);
        entities = entities == null ? null : Set.copyOf(entities);
    }

    /** The events of one entity between two positions. */
    public static EventFilter of(Ulid entity, long after, long upTo) {
        return new EventFilter(null, Set.of(entity), null, after, upTo);
    }

    /** The same between other positions. */
    public EventFilter between(long behind, long last) {
        return new EventFilter(collections, entities, actor, behind, last);
    }

    /** Whether nothing is asked but the positions. */
    public boolean isPlain() {
        return collections == null && entities == null && actor == null;
    }

    /** Whether it lets an event through. */
    public boolean matches(CommittedEvent committed) {
        return committed.position() > after
                && committed.position() <= upTo
                && (collections == null
                        || collections.contains(committed.event().collection()))
                && (entities == null || entities.contains(committed.event().entityId()))
                && (actor == null || actor.equals(committed.event().actor()));
    }
}
