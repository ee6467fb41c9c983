package org.ankurah.reactor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.value.Ulid;

/**
 * A step of the way from a live query's own entities to others that it looks at, and how it is walked back: from one
 * of the others to all that look at it.
 */
sealed interface Link {

    /** The collection that the step starts from. */
    String from();

    /** Adds to {@code near} the entities from which this step leads to one at its far end. */
    void walkBack(EntityState far, Entities world, Map<Ulid, EntityState> near);

    /** Along a reference, or a list of references, of the entity. */
    record Forward(String from, String property) implements Link {

        @Override
        public void walkBack(EntityState far, Entities world, Map<Ulid, EntityState> near) {
            world.referring(from, property, far.id()).forEach(state -> near.put(state.id(), state));
        }
    }

    /** To those that refer to the entity by a property of theirs. */
    record Backward(String from, String property) implements Link {

        @Override
        public void walkBack(EntityState far, Entities world, Map<Ulid, EntityState> near) {
            for (Ulid id : Replica.targets(far, property)) {
                EntityState target = world.find(from, id);
                if (target != null) {
                    near.put(id, target);
                }
            }
        }
    }

    /** Along a reference of the collection to itself, once or more. */
    record Repeated(String from, String property) implements Link {

        @Override
        public void walkBack(EntityState far, Entities world, Map<Ulid, EntityState> near) {
            Map<Ulid, EntityState> reached = new LinkedHashMap<>();
            Map<Ulid, EntityState> front = Map.of(far.id(), far);
            while (!front.isEmpty()) {
                Map<Ulid, EntityState> next = new LinkedHashMap<>();
                for (Ulid id : front.keySet()) {
                    for (EntityState state : world.referring(from, property, id)) {
                        if (reached.putIfAbsent(state.id(), state) == null) {
                            next.put(state.id(), state);
                        }
                    }
                }
                front = next;
            }
            near.putAll(reached);
        }
    }
}
