package org.ankurah.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** The living ones among some entities, found by going through all of them: slow and plain. */
public final class Living implements Entities {

    private final Map<Ulid, EntityState> living = new LinkedHashMap<>();

    public Living(Collection<EntityState> entities) {
        entities.stream().filter(entity -> !entity.deleted()).forEach(entity -> living.put(entity.id(), entity));
    }

    @Override
    public @Nullable EntityState find(String collection, Ulid id) {
        EntityState found = living.get(id);
        return found != null && found.model().collection().equals(collection) ? found : null;
    }

    @Override
    public List<EntityState> referring(String collection, String property, Ulid target) {
        List<EntityState> found = new ArrayList<>();
        Value wanted = new Value.Id(target);
        for (EntityState entity : living.values()) {
            if (entity.model().collection().equals(collection)) {
                Value value = entity.value(property);
                boolean refers =
                        value instanceof Value.Items items ? items.value().contains(wanted) : value.equals(wanted);
                if (refers) {
                    found.add(entity);
                }
            }
        }
        return found;
    }
}
