package org.ankurah.reactor;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.query.Path;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The live queries over one collection: by path those that have conditions to look up, and a plain list of the
 * others.
 */
final class CollectionIndex<Q> {

    private final Map<Path, PathIndex<Q>> paths = new LinkedHashMap<>();
    private final Bag<Q> unindexed = new Bag<>();

    /** @param cover what to look the query up by, or null if it has to be tested with every change */
    void add(@Nullable Cover cover, Q query) {
        if (cover == null) {
            unindexed.add(query);
            return;
        }
        for (IndexCondition condition : cover.conditions()) {
            paths.computeIfAbsent(condition.path(), PathIndex::new).add(condition, query);
        }
    }

    /** Undoes {@link #add} with the same arguments. */
    void remove(@Nullable Cover cover, Q query) {
        if (cover == null) {
            unindexed.remove(query);
            return;
        }
        for (IndexCondition condition : cover.conditions()) {
            paths.computeIfPresent(condition.path(), (same, index) -> {
                index.remove(condition, query);
                return index.isEmpty() ? null : index;
            });
        }
    }

    boolean isEmpty() {
        return paths.isEmpty() && unindexed.isEmpty();
    }

    /** As {@link MatchIndex#touchedBy} says it. */
    Set<Q> find(@Nullable EntityState before, Entities worldBefore, @Nullable EntityState after, Entities worldAfter) {
        if (before == null && after == null) {
            return Set.of();
        }
        Set<Q> found = new LinkedHashSet<>();
        unindexed.addTo(found);
        for (PathIndex<Q> path : paths.values()) {
            Value old = before == null ? null : path.read(before, worldBefore);
            Value now = after == null ? null : path.read(after, worldAfter);
            if (old != null) {
                path.find(old, found);
            }
            // Most changes leave most values as they were.
            if (now != null && !now.equals(old)) {
                path.find(now, found);
            }
        }
        return found;
    }
}
