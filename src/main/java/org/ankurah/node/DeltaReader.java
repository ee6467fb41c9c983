package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.node.sync.EntityDelta;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a follower does not know of entities. Who may see everything is told the events that it has missed;
 * to others an event could tell what is hidden from them, so they get the entity as it is shown to them.
 */
final class DeltaReader {

    /** Who has missed more events of one entity is told the whole entity. */
    private static final int MOST_EVENTS = 500;

    private final Node node;
    private final Context context;
    private final Asker asker;

    DeltaReader(Node node, Context context) {
        this.node = node;
        this.context = context;
        this.asker = context.asker();
    }

    /**
     * @param states entities that the follower may see
     * @param left ids of entities that do not belong to what it asked for any more
     * @param from for each of both, the position up to which the follower knows it; 0 if it does not
     */
    Uni<List<EntityDelta>> read(Map<Ulid, EntityState> states, List<Ulid> left, Map<Ulid, Long> from) {
        return left.isEmpty()
                ? deltas(states, from)
                : look(Set.copyOf(left)).chain(found -> {
                    Map<Ulid, EntityState> all = new HashMap<>(found);
                    all.putAll(states);
                    return deltas(all, from).map(deltas -> withGone(deltas, left, found));
                });
    }

    /** What the follower does not know of entities of a collection, whatever became of them. */
    Uni<List<EntityDelta>> read(String collection, Map<Ulid, Long> from) {
        return look(collection, from.keySet())
                .chain(found -> deltas(found, from).map(deltas -> withGone(deltas, List.copyOf(from.keySet()), found)));
    }

    private static List<EntityDelta> withGone(List<EntityDelta> deltas, List<Ulid> ids, Map<Ulid, EntityState> found) {
        List<EntityDelta> all = new ArrayList<>(deltas);
        ids.stream().filter(id -> !found.containsKey(id)).forEach(id -> all.add(new EntityDelta.Gone(id)));
        return all;
    }

    private Uni<Map<Ulid, EntityState>> look(Set<Ulid> ids) {
        return node.storage().collectionsOf(ids).chain(collections -> {
            Map<String, Set<Ulid>> byCollection = new HashMap<>();
            collections.forEach((id, collection) -> byCollection
                    .computeIfAbsent(collection, name -> new LinkedHashSet<>())
                    .add(id));
            Uni<Map<Ulid, EntityState>> found = Uni.createFrom().item(new HashMap<>());
            for (Map.Entry<String, Set<Ulid>> entry : byCollection.entrySet()) {
                found = found.chain(
                        all -> look(entry.getKey(), entry.getValue()).map(some -> {
                            all.putAll(some);
                            return all;
                        }));
            }
            return found;
        });
    }

    private Uni<Map<Ulid, EntityState>> look(String collection, Set<Ulid> ids) {
        return asker.isOpen() ? node.storage().load(collection, ids) : context.find(collection, ids);
    }

    private Uni<List<EntityDelta>> deltas(Map<Ulid, EntityState> states, Map<Ulid, Long> from) {
        Set<Ulid> behind = new LinkedHashSet<>();
        long first = Long.MAX_VALUE;
        for (EntityState state : states.values()) {
            long after = from.getOrDefault(state.id(), 0L);
            if (asker.isOpen() && after > 0 && after < state.position()) {
                behind.add(state.id());
                first = Math.min(first, after);
            }
        }
        Uni<Map<Ulid, List<CommittedEvent>>> histories = behind.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : node.storage().history(behind, first, MOST_EVENTS);
        return histories.map(read -> {
            List<EntityDelta> deltas = new ArrayList<>();
            states.forEach((id, state) -> deltas.add(delta(state, from.getOrDefault(id, 0L), read.get(id))));
            return deltas;
        });
    }

    private EntityDelta delta(EntityState state, long after, @Nullable List<CommittedEvent> history) {
        if (after >= state.position()) {
            return new EntityDelta.Same(state.id());
        }
        List<CommittedEvent> missed = history == null || history.size() == MOST_EVENTS
                ? List.of()
                : history.stream()
                        .filter(event -> event.position() > after && event.position() <= state.position())
                        .toList();
        return missed.isEmpty()
                ? new EntityDelta.State(state.id(), asker.shown(state).encodeShown())
                : new EntityDelta.Events(state.id(), state.head(), missed);
    }
}
