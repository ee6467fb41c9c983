package org.ankurah.reactor;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.ankurah.value.Value;

/** The live queries that ask for certain values of one property, by value. */
final class EqualityIndex<Q> {

    private final Map<Object, Set<Q>> byKey = new HashMap<>();

    void add(Object key, Q query) {
        byKey.computeIfAbsent(key, absent -> new LinkedHashSet<>()).add(query);
    }

    void remove(Object key, Q query) {
        byKey.computeIfPresent(key, (same, queries) -> {
            queries.remove(query);
            return queries.isEmpty() ? null : queries;
        });
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** Adds to {@code found} the live queries that ask for this value. */
    void find(Value value, Set<Q> found) {
        Object key = HashKey.of(value);
        Set<Q> queries = key == null ? null : byKey.get(key);
        if (queries != null) {
            found.addAll(queries);
        }
    }
}
