package org.ankurah.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ankurah.value.Ulid;

/**
 * Entities that somebody wants to know.
 *
 * @param entities ids by collection
 * @param referring questions for all entities that refer to one
 */
public record Lookups(Map<String, Set<Ulid>> entities, Set<Referring> referring) {
    public Lookups {
        Map<String, Set<Ulid>> copy = new LinkedHashMap<>();
        entities.forEach((collection, ids) -> copy.put(collection, Set.copyOf(ids)));
        entities = Map.copyOf(copy);
        referring = Set.copyOf(referring);
    }

    /** Whether nothing is asked. */
    public boolean isEmpty() {
        return entities.isEmpty() && referring.isEmpty();
    }

    /**
     * The living entities of a collection that refer to a target.
     *
     * @param property a reference, or a list of references that holds the target
     */
    public record Referring(String collection, String property, Ulid target) {}
}
