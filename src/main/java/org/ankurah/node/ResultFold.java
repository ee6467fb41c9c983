package org.ankurah.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.ChangeSet.Change;
import org.ankurah.value.Ulid;

/** Makes results of results and what became of them. */
final class ResultFold {

    private ResultFold() {}

    /**
     * The result after a change set.
     *
     * @param before the result in order, which stays as it is
     * @param changes what happened to it, order included
     * @return the very same list if nothing of it has changed
     */
    static <T> List<View<T>> fold(List<View<T>> before, ChangeSet<View<T>> changes) {
        if (changes.changes().isEmpty()) {
            return changes.reset() ? List.of() : before;
        }
        Set<Ulid> touched = new HashSet<>();
        List<Change<View<T>>> placed = new ArrayList<>();
        for (Change<View<T>> change : changes.changes()) {
            touched.add(change.id());
            if (change.entity() != null) {
                placed.add(change);
            }
        }
        List<View<T>> kept = new ArrayList<>();
        if (!changes.reset()) {
            before.stream().filter(view -> !touched.contains(view.id())).forEach(kept::add);
        }
        return merge(kept, placed);
    }

    /** @param placed by ascending index: what is put at its place is not moved by those that follow */
    private static <T> List<View<T>> merge(List<View<T>> kept, List<Change<View<T>>> placed) {
        List<View<T>> after = new ArrayList<>(kept.size() + placed.size());
        int next = 0;
        for (Change<View<T>> change : placed) {
            int until = next + change.index() - after.size();
            after.addAll(kept.subList(next, until));
            next = until;
            View<T> view = change.entity();
            if (view != null) {
                after.add(view);
            }
        }
        after.addAll(kept.subList(next, kept.size()));
        return List.copyOf(after);
    }
}
