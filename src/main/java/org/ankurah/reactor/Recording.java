package org.ankurah.reactor;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.query.Lookups;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Passes on what a world answers, and keeps it, so that the same questions are answered again when it has moved on. */
final class Recording {

    private final Entities world;
    private final Map<Ulid, EntityState> entities = new HashMap<>();
    private final Map<Lookups.Referring, List<EntityState>> referring = new HashMap<>();

    Recording(Entities world) {
        this.world = world;
    }

    /** The world, being recorded. */
    Entities live() {
        return new Entities() {
            @Override
            public @Nullable EntityState find(String collection, Ulid id) {
                EntityState found = world.find(collection, id);
                if (found != null) {
                    entities.put(id, found);
                }
                return found;
            }

            @Override
            public Collection<EntityState> referring(String collection, String property, Ulid target) {
                return referring.computeIfAbsent(
                        new Lookups.Referring(collection, property, target),
                        lookup -> List.copyOf(world.referring(collection, property, target)));
            }
        };
    }

    /** What was recorded; it knows nothing else. Safe to use from any thread once recording is over. */
    Entities kept() {
        if (entities.isEmpty() && referring.isEmpty()) {
            return Entities.NONE;
        }
        return new Entities() {
            @Override
            public @Nullable EntityState find(String collection, Ulid id) {
                EntityState found = entities.get(id);
                return found != null && found.model().collection().equals(collection) ? found : null;
            }

            @Override
            public Collection<EntityState> referring(String collection, String property, Ulid target) {
                return referring.getOrDefault(new Lookups.Referring(collection, property, target), List.of());
            }
        };
    }
}
