package org.ankurah.reactor;

import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to one live query's result; first of all, the initial result.
 *
 * @param position everything up to here was delivered
 * @param reset whether the receiver forgets what it holds and takes this as a whole new result
 * @param changes the removed first, then the others by ascending index
 * @param totalCount the number of all matches
 * @param items the whole result in order, if the subscriber asked for it; otherwise null
 */
public record ChangeSet(
        long position,
        boolean reset,
        List<Change> changes,
        int totalCount,
        @Nullable List<EntityState> items) {
    public ChangeSet {
        changes = List.copyOf(changes);
    }

    /**
     * What happened to one entity.
     *
     * @param kind how its place changed
     * @param id the entity
     * @param entity its state, or null when it left: nothing of an entity that left is shown
     * @param index its place in the ordered result after this change set; -1 when it left
     * @param fields names of the properties that changed, in model order; empty on INITIAL
     */
    public record Change(ChangeKind kind, Ulid id, @Nullable EntityState entity, int index, Set<String> fields) {}
}
