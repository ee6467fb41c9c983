package org.ankurah.reactor;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.Entities;
import org.ankurah.query.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Finds the live queries that a change may touch, without looking at the others.
 *
 * <pre>
 *   collection ─┬─ path ─┬─ by hash          year = 1999, year IN (1999, 2001), id = …, tags CONTAINS 'a', IS NULL
 *               │        ├─ by interval      year < 1999, year BETWEEN 1980 AND 1989, title LIKE 'Pur%'
 *               │        └─ by piece of text title ILIKE '%love%'
 *               └─ live queries to test with every change   year <> 1999
 * </pre>
 *
 * <p>A predicate is looked up by its {@link Cover}: conditions one of which holds whenever it matches.
 * A query is touched when the state before or the state after meets one, so it learns of entities that left as
 * well as of those that came. The index may answer too many, never too few; the evaluator decides. A look-up
 * reads each path that some query is looked up by; for its value it costs a hash probe, the depth of a tree, one
 * probe per character of text that is searched for pieces, and what is found.
 *
 * @param <Q> what is found; told apart by {@code equals}
 */
final class MatchIndex<Q> {

    private final Map<String, CollectionIndex<Q>> collections = new HashMap<>();

    void add(Selection selection, Q query) {
        collections
                .computeIfAbsent(selection.model().collection(), absent -> new CollectionIndex<>())
                .add(Covers.of(selection), query);
    }

    /** Forgets a query that was added with the same selection. */
    void remove(Selection selection, Q query) {
        collections.computeIfPresent(selection.model().collection(), (same, index) -> {
            index.remove(Covers.of(selection), query);
            return index.isEmpty() ? null : index;
        });
    }

    /**
     * The live queries that may match an entity in one of two worlds, each once. The worlds are asked only by
     * queries whose conditions look across references.
     *
     * @param model the entity's
     * @param before its living state in the world before; null if it did not exist or was deleted there. It may be
     *     the very state after, when only something that the entity refers to has changed
     * @param after its living state in the world after, likewise
     */
    Set<Q> touchedBy(
            ModelDescriptor model,
            @Nullable EntityState before,
            Entities worldBefore,
            @Nullable EntityState after,
            Entities worldAfter) {
        CollectionIndex<Q> index = collections.get(model.collection());
        return index == null ? Set.of() : index.find(before, worldBefore, after, worldAfter);
    }

    /** Whether there is nothing left to find. */
    boolean isEmpty() {
        return collections.isEmpty();
    }
}
