package org.ankurah.reactor;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The live queries that ask for certain values of one path, by key of the value. */
final class EqualityIndex<Q> {

    private final Map<Object, Bag<Q>> byKey = new HashMap<>();

    void add(Object key, Q query) {
        byKey.computeIfAbsent(key, absent -> new Bag<>()).add(query);
    }

    /** Undoes {@link #add} with the same arguments. */
    void remove(Object key, Q query) {
        byKey.computeIfPresent(key, (same, queries) -> {
            queries.remove(query);
            return queries.isEmpty() ? null : queries;
        });
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** Adds the live queries that ask for this key to what was found. */
    void find(Object key, Collection<Q> found) {
        Bag<Q> queries = byKey.get(key);
        if (queries != null) {
            queries.addTo(found);
        }
    }
}
