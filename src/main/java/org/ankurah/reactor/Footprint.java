package org.ankurah.reactor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.value.Ulid;

/**
 * A kind of entities that live queries look at besides their own.
 *
 * @param root the collection of the live queries
 * @param links the way from there, at least one step
 * @param end the collection it leads to
 * @param properties the properties that are looked at there; whether there is an entity at all always counts
 * @param everyChange whether every event counts
 */
record Footprint(String root, List<Link> links, String end, Set<String> properties, boolean everyChange) {
    Footprint {
        links = List.copyOf(links);
        properties = Set.copyOf(properties);
    }

    /** Whether what is looked at differs. */
    boolean isTouchedBy(Delta delta) {
        boolean before = delta.livingBefore() != null;
        boolean after = delta.livingAfter() != null;
        if (!before && !after) {
            return false;
        }
        return before != after || everyChange || delta.changed().stream().anyMatch(properties::contains);
    }

    /** Adds to {@code roots} the entities that look at one, in some world. */
    void walkBack(EntityState looked, Entities world, Map<Ulid, EntityState> roots) {
        Map<Ulid, EntityState> near = Map.of(looked.id(), looked);
        for (int i = links.size() - 1; i >= 0; i--) {
            Map<Ulid, EntityState> next = new LinkedHashMap<>();
            for (EntityState state : near.values()) {
                links.get(i).walkBack(state, world, next);
            }
            near = next;
        }
        roots.putAll(near);
    }
}
