package org.ankurah.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Finds the entities that a hop leads to. */
interface HopReader {

    Collection<EntityState> read(EntityState entity, Entities entities);

    /** The reader of a hop. */
    static HopReader of(Hop hop) {
        HopReader own = hop instanceof Hop.Referring referring
                ? (entity, all) -> all.referring(referring.source(), referring.property(), entity.id())
                : (entity, all) -> reachable((Hop.Reachable) hop, entity, all);
        return hop.refs().isEmpty()
                ? own
                : (entity, all) -> {
                    EntityState origin = PathReader.follow(entity, hop.refs(), all);
                    return origin == null ? List.of() : own.read(origin, all);
                };
    }

    private static List<EntityState> reachable(Hop.Reachable hop, EntityState start, Entities all) {
        List<EntityState> found = new ArrayList<>();
        Set<Ulid> reached = new HashSet<>();
        List<String> step = List.of(hop.property());
        @Nullable EntityState next = hop.self() ? start : PathReader.follow(start, step, all);
        while (next != null && reached.add(next.id())) {
            found.add(next);
            next = PathReader.follow(next, step, all);
        }
        return found;
    }
}
