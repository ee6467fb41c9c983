package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.merge.EntityState;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.ChangeSet.Change;
import org.ankurah.reactor.Interest;
import org.ankurah.value.Ulid;

/**
 * What a subscriber has folded.
 *
 * @param entities in the order in which it holds them
 * @param total the last count that it was told; -1 if it asked for none
 */
record Folded(List<Seen> entities, long total) {

    static final Folded EMPTY = new Folded(List.of(), -1);

    /** What a subscriber can tell apart: a list, or, if it does not see order, a set; with the count, if it asked. */
    record Visible(Object entities, long total) {
        static Visible of(List<Seen> entities, long total, Interest interest) {
            Map<Ulid, Seen> unordered = new LinkedHashMap<>();
            entities.forEach(seen -> unordered.put(seen.id(), seen));
            assertThat(unordered).as("an entity is held twice").hasSameSizeAs(entities);
            return new Visible(interest.order() ? entities : unordered, interest.total() ? total : -1);
        }
    }

    Visible visible(Interest interest) {
        return Visible.of(entities, total, interest);
    }

    List<Ulid> ids() {
        return entities.stream().map(Seen::id).toList();
    }

    /** Exactly the contract's words: take out every id that is named, then insert those that stay, in order. */
    Folded fold(ChangeSet<EntityState> changes, Interest interest) {
        List<Seen> next = new ArrayList<>(changes.reset() ? List.of() : entities);
        Set<Ulid> named = changes.changes().stream().map(Change::id).collect(Collectors.toSet());
        assertThat(named).as("an entity is named twice").hasSameSizeAs(changes.changes());
        next.removeIf(seen -> named.contains(seen.id()));
        for (Change<EntityState> change : changes.changes()) {
            EntityState entity = change.entity();
            if (entity != null) {
                // Who does not see order may hold another one, and then an index says nothing.
                int at = interest.order() ? change.index() : next.size();
                next.add(at, Seen.of(entity, interest.shape(), Sights.of(changes.world())));
            }
        }
        return new Folded(List.copyOf(next), changes.totalCount());
    }
}
