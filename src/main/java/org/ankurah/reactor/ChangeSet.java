package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.ankurah.query.Entities;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to one live query's result; first of all, the initial result.
 *
 * @param position everything up to here was delivered
 * @param reset whether the receiver forgets what it holds and takes this as a whole new result
 * @param changes the removed first, then the others by ascending index
 * @param totalCount the number of all matches, not only of those in the window, if the subscriber asked for it;
 *     otherwise -1
 * @param items the whole result in order, if the subscriber asked for it; otherwise null
 * @param world what the subscriber selected of other entities, as of this position: whatever the nested shape of the
 *     entities in this change set asks for is found here, and nothing else
 * @param <E> the form in which entities are shown: states inside, typed views in the Java API
 */
public record ChangeSet<E>(
        long position,
        boolean reset,
        List<Change<E>> changes,
        long totalCount,
        @Nullable List<E> items,
        Entities world) {
    public ChangeSet {
        changes = List.copyOf(changes);
    }

    /** The same change set with its entities in another form. */
    public <F> ChangeSet<F> map(Function<? super E, ? extends F> form) {
        List<Change<F>> mapped = new ArrayList<>();
        for (Change<E> change : changes) {
            F entity = change.entity() == null ? null : form.apply(change.entity());
            mapped.add(new Change<>(change.kind(), change.id(), entity, change.index(), change.fields()));
        }
        List<F> mappedItems = items == null ? null : items.stream().<F>map(form).toList();
        return new ChangeSet<>(position, reset, mapped, totalCount, mappedItems, world);
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
    public record Change<E>(
            ChangeKind kind, Ulid id, @Nullable E entity, int index, Set<String> fields) {}
}
