package org.ankurah.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What conditions that look behind a hop have found out of entities, while one entity is tested. Hops inside of hops
 * lead to the same entities on many ways, as from an album to its artist and to all albums of that artist: without a
 * memory, each further level would multiply the cost; with it, each entity is tested once per level.
 */
final class Memo implements Entities {

    private final Entities entities;
    private final Map<Key, Truth> known = new HashMap<>();

    private Memo(Entities entities) {
        this.entities = entities;
    }

    /** The condition, tested once of each entity. The outermost one begins to remember, and then forgets. */
    static Condition of(Condition condition) {
        return (entity, all) ->
                all instanceof Memo memo ? memo.test(condition, entity) : condition.of(entity, new Memo(all));
    }

    private Truth test(Condition condition, EntityState entity) {
        Key key = new Key(condition, entity.id());
        Truth truth = known.get(key);
        if (truth == null) {
            truth = condition.of(entity, this);
            known.put(key, truth);
        }
        return truth;
    }

    @Override
    public @Nullable EntityState find(String collection, Ulid id) {
        return entities.find(collection, id);
    }

    @Override
    public Collection<EntityState> referring(String collection, String property, Ulid target) {
        return entities.referring(collection, property, target);
    }

    /** A condition equals only itself. */
    private record Key(Condition condition, Ulid id) {}
}
