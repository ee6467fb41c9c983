package org.ankurah.query;

import java.util.List;
import java.util.Map;
import org.ankurah.merge.EntityState;

/**
 * The answer to {@link Lookups}.
 *
 * @param position the log position at which all of it was read
 * @param entities the living ones among those that were asked for by id, in any order
 * @param referring for each question the living entities that refer to its target, in any order; none may be absent
 */
public record Found(long position, List<EntityState> entities, Map<Lookups.Referring, List<EntityState>> referring) {
    public Found {
        entities = List.copyOf(entities);
        referring = Map.copyOf(referring);
    }
}
