package org.ankurah.reactor;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.ankurah.query.Lookups;
import org.ankurah.value.Ulid;

/** Collects the entities that were looked for and are not known here. */
final class Misses {

    private final Map<String, Set<Ulid>> entities = new LinkedHashMap<>();
    private final Set<Lookups.Referring> referring = new LinkedHashSet<>();

    void entity(String collection, Ulid id) {
        entities.computeIfAbsent(collection, absent -> new LinkedHashSet<>()).add(id);
    }

    void referring(Lookups.Referring lookup) {
        referring.add(lookup);
    }

    boolean isEmpty() {
        return entities.isEmpty() && referring.isEmpty();
    }

    Lookups lookups() {
        return new Lookups(entities, referring);
    }
}
