package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.value.Ulid;

/**
 * The footprints of all live queries by the collection they lead to. Live queries that look at the same kind of
 * entities share one footprint, so what a change costs here depends on how different live queries are, not on how
 * many they are.
 */
final class FootprintIndex {

    private final Map<String, Map<Footprint, Integer>> byEnd = new LinkedHashMap<>();

    void add(Footprint footprint) {
        byEnd.computeIfAbsent(footprint.end(), absent -> new LinkedHashMap<>()).merge(footprint, 1, Integer::sum);
    }

    /** Undoes {@link #add}. */
    void remove(Footprint footprint) {
        byEnd.computeIfPresent(footprint.end(), (end, footprints) -> {
            footprints.computeIfPresent(footprint, (same, count) -> count == 1 ? null : count - 1);
            return footprints.isEmpty() ? null : footprints;
        });
    }

    boolean isEmpty() {
        return byEnd.isEmpty();
    }

    /** The entities around a net change that look at something it changed, and did not change themselves. */
    Collection<Delta> around(NetChanges changes, Entities before, Entities after) {
        if (byEnd.isEmpty()) {
            return List.of();
        }
        return around(
                changes,
                before,
                after,
                delta ->
                        byEnd.getOrDefault(delta.model().collection(), Map.of()).keySet());
    }

    /** As {@link #around(NetChanges, Entities, Entities)}, for the footprints of one live query. */
    static Collection<Delta> around(List<Footprint> footprints, NetChanges changes, Entities before, Entities after) {
        if (footprints.isEmpty()) {
            return List.of();
        }
        return around(
                changes,
                before,
                after,
                delta -> footprints.stream()
                        .filter(footprint ->
                                footprint.end().equals(delta.model().collection()))
                        .toList());
    }

    private static Collection<Delta> around(
            NetChanges changes, Entities before, Entities after, Function<Delta, Collection<Footprint>> footprintsOf) {
        Map<Ulid, EntityState> roots = new LinkedHashMap<>();
        for (Delta delta : changes.all()) {
            for (Footprint footprint : footprintsOf.apply(delta)) {
                if (footprint.isTouchedBy(delta)) {
                    EntityState lived = delta.livingBefore();
                    EntityState lives = delta.livingAfter();
                    if (lived != null) {
                        footprint.walkBack(lived, before, roots);
                    }
                    if (lives != null) {
                        footprint.walkBack(lives, after, roots);
                    }
                }
            }
        }
        List<Delta> around = new ArrayList<>();
        for (EntityState state : roots.values()) {
            if (changes.get(state.id()) == null) {
                around.add(Delta.around(state));
            }
        }
        return around;
    }
}
