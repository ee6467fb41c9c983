package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Selection;

/**
 * Finds the live queries that a change may touch, without looking at the others.
 *
 * <pre>
 *   collection ── property ── value ── live queries        year = 1999, year IN (1999, 2001), id = …
 *              └─ live queries to test with every change   title LIKE '%love%'
 * </pre>
 *
 * <p>A predicate is looked up by its {@link Cover}: conditions one of which holds whenever it matches.
 * A query is touched when the state before or the state after meets one, so it learns of entities that left as
 * well as of those that came. The index may answer too many, never too few; the evaluator decides. A look-up
 * costs one hash probe per indexed property, plus what it finds.
 *
 * @param <Q> what is found; told apart by {@code equals}
 */
final class MatchIndex<Q> {

    private final Map<String, CollectionIndex<Q>> collections = new HashMap<>();

    void add(Selection selection, Q query) {
        collections
                .computeIfAbsent(selection.model().collection(), absent -> new CollectionIndex<>())
                .add(Covers.of(selection.predicate()), query);
    }

    /** Forgets a query that was added with the same selection. */
    void remove(Selection selection, Q query) {
        collections.computeIfPresent(selection.model().collection(), (same, index) -> {
            index.remove(Covers.of(selection.predicate()), query);
            return index.isEmpty() ? null : index;
        });
    }

    /** The live queries whose result may contain the entity before or after the change, each once. */
    Set<Q> touchedBy(EntityChange change) {
        CollectionIndex<Q> index = collections.get(change.after().model().collection());
        return index == null ? Set.of() : index.find(living(change));
    }

    private static List<EntityState> living(EntityChange change) {
        List<EntityState> living = new ArrayList<>(2);
        EntityState before = change.before();
        if (before != null && !before.deleted()) {
            living.add(before);
        }
        if (!change.after().deleted()) {
            living.add(change.after());
        }
        return living;
    }

    /** Whether there is nothing left to find. */
    boolean isEmpty() {
        return collections.isEmpty();
    }
}
