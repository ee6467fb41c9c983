package org.ankurah.node;

import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelBinding;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * A change set of a live query in the types of its model.
 *
 * @param position everything up to here was delivered
 * @param reset whether this is a whole new result and what was held is to be forgotten
 * @param changes what left first, then the others by ascending index
 * @param totalCount the number of all matches
 * @param <T> the model's record
 */
public record LiveChanges<T>(long position, boolean reset, List<Change<T>> changes, int totalCount) {

    /**
     * What happened to one entity.
     *
     * @param view the entity, or null when it left
     * @param index its place in the ordered result after this change set; -1 when it left
     * @param fields the properties that changed
     */
    public record Change<T>(
            ChangeKind kind, Ulid id, @Nullable View<T> view, int index, Set<String> fields) {}

    static <T> LiveChanges<T> of(ChangeSet changes, ModelBinding<T> binding) {
        List<Change<T>> typed = changes.changes().stream()
                .map(change -> new Change<>(
                        change.kind(), change.id(), view(change.entity(), binding), change.index(), change.fields()))
                .toList();
        return new LiveChanges<>(changes.position(), changes.reset(), typed, changes.totalCount());
    }

    private static <T> @Nullable View<T> view(@Nullable EntityState state, ModelBinding<T> binding) {
        return state == null ? null : new View<>(binding, state);
    }
}
