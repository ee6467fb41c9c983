package org.ankurah.storage;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;

/**
 * What the log says of a range of entities.
 *
 * @param range which entities
 * @param states all of them, of whatever collections
 * @param unknown entities of the range that cannot be told, as their events are damaged: their rows are left alone
 */
public record Replayed(EntityRange range, Collection<EntityState> states, Set<Ulid> unknown) {
    public Replayed {
        states = List.copyOf(states);
        unknown = Set.copyOf(unknown);
    }
}
