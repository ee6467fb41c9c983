package org.ankurah.node.sync;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;
import org.ankurah.value.Ulid;

/**
 * What a limited result holds upstream. Of an entity beyond it nothing is told, so a follower that has learned of one by
 * other means may hold it as it was once, and show it when those in front of it leave. What ranks among the first here
 * and is not in the upstream's result is such a stranger, and has to be asked for.
 *
 * <p>Each look takes time in the order of what is held of the collection.
 */
final class Window {

    private final Selection selection;
    private final CompiledSelection compiled;
    private final int limit;
    private final Replica replica;
    private final Set<Ulid> asked = new HashSet<>();
    private Set<Ulid> members = Set.of();

    Window(Selection selection, int limit, Replica replica) {
        this.selection = selection;
        this.compiled = CompiledSelection.of(selection);
        this.limit = limit;
        this.replica = replica;
    }

    /**
     * The upstream has told what became of its result: nobody is in it who was not and is not named.
     *
     * @param whole whether only those are in it that are named
     */
    void told(Set<Ulid> named, boolean whole) {
        Set<Ulid> candidates = new HashSet<>(named);
        if (!whole) {
            candidates.addAll(members);
        }
        members = first(candidates.stream().map(replica::base).flatMap(Stream::ofNullable));
        asked.clear();
    }

    /** Those that were not asked for since the upstream has told something. */
    Set<Ulid> strangers() {
        Set<Ulid> strangers = first(replica.states(selection.model().collection()));
        strangers.removeIf(id -> members.contains(id) || replica.base(id) == null || !asked.add(id));
        return strangers;
    }

    private Set<Ulid> first(Stream<EntityState> states) {
        Comparator<SortKey> order = compiled.comparator();
        return states.filter(state -> compiled.matches(state, replica))
                .map(state -> compiled.key(state, replica))
                .sorted(order)
                .limit(limit)
                .map(SortKey::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
