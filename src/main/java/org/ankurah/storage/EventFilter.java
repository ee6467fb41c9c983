package org.ankurah.storage;

import java.util.Map;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.query.Predicate;
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
 * @param rules by collection, what the entity must fulfil as it is now, deleted or not; only events of these
 *     collections. Null for any
 */
public record EventFilter(
        @Nullable Set<String> collections,
        @Nullable Set<Ulid> entities,
        @Nullable String actor,
        long after,
        long upTo,
        @Nullable Map<String, Predicate> rules) {

    public EventFilter {
        collections = collections == null ? null : Set.copyOf(collections);
        entities = entities == null ? null : Set.copyOf(entities);
        rules = rules == null ? null : Map.copyOf(rules);
    }

    /** Whatever the entities are like. */
    public EventFilter(
            @Nullable Set<String> collections,
            @Nullable Set<Ulid> entities,
            @Nullable String actor,
            long after,
            long upTo) {
        this(collections, entities, actor, after, upTo, null);
    }

    /** The same of entities that fulfil the rule of their collection; events of other collections are left out. */
    public EventFilter ofEntities(Map<String, Predicate> rulesOfThem) {
        return new EventFilter(collections, entities, actor, after, upTo, rulesOfThem);
    }

    /** The events of one entity between two positions. */
    public static EventFilter of(Ulid entity, long after, long upTo) {
        return new EventFilter(null, Set.of(entity), null, after, upTo);
    }

    /** The same between other positions. */
    public EventFilter between(long behind, long last) {
        return new EventFilter(collections, entities, actor, behind, last, rules);
    }

    /** Whether nothing is asked but the positions. */
    public boolean isPlain() {
        return collections == null && entities == null && actor == null && rules == null;
    }

    /** Whether it lets an event through, but for the rules, which ask for the entity. */
    public boolean matches(CommittedEvent committed) {
        return committed.position() > after
                && committed.position() <= upTo
                && (collections == null
                        || collections.contains(committed.event().collection()))
                && (entities == null || entities.contains(committed.event().entityId()))
                && (actor == null || actor.equals(committed.event().actor()));
    }
}
