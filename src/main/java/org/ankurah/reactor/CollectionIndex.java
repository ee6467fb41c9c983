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
 * The live queries over one collection: by property those that have conditions to look up, and a plain list of
 * the others. A further kind of condition gets a structure of its own beside the equalities.
 */
final class CollectionIndex<Q> {

    private final Map<String, EqualityIndex<Q>> equalities = new LinkedHashMap<>();
    private final Set<Q> unindexed = new LinkedHashSet<>();

    /** @param cover what to look the query up by, or null if it has to be tested with every change */
    void add(@Nullable Cover cover, Q query) {
        if (cover == null) {
            unindexed.add(query);
            return;
        }
        for (Equality condition : cover.conditions()) {
            equalities
                    .computeIfAbsent(condition.property(), absent -> new EqualityIndex<>())
                    .add(condition.key(), query);
        }
    }

    /** Undoes {@link #add} with the same arguments. */
    void remove(@Nullable Cover cover, Q query) {
        if (cover == null) {
            unindexed.remove(query);
            return;
        }
        for (Equality condition : cover.conditions()) {
            equalities.computeIfPresent(condition.property(), (same, index) -> {
                index.remove(condition.key(), query);
                return index.isEmpty() ? null : index;
            });
        }
    }

    boolean isEmpty() {
        return equalities.isEmpty() && unindexed.isEmpty();
    }

    /** As {@link MatchIndex#touchedBy} says it. */
    Set<Q> find(@Nullable EntityState before, Entities worldBefore, @Nullable EntityState after, Entities worldAfter) {
        if (before == null && after == null) {
            return Set.of();
        }
        Set<Q> found = new LinkedHashSet<>(unindexed);
        equalities.forEach((property, index) -> {
            if (before != null) {
                index.find(value(before, property), found);
            }
            if (after != null && after != before) {
                index.find(value(after, property), found);
            }
        });
        return found;
    }

    private static Value value(EntityState entity, String property) {
        return property.equals(Path.ID) ? new Value.Id(entity.id()) : entity.value(property);
    }
}
