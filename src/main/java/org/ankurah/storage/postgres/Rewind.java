package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.postgres.Changed.Entity;
import org.ankurah.value.Ulid;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes the states of entities at a position from their histories. */
final class Rewind {

    /** Events in memory at a time: as many as their entities fit into, and of one entity so many at once. */
    private static final int BATCH = 10_000;

    private final Mutiny.StatelessSession session;
    private final long position;

    Rewind(Mutiny.StatelessSession session, long position) {
        this.session = session;
        this.position = position;
    }

    /** The states of these entities, in any order. */
    Uni<List<EntityState>> states(List<Entity> entities) {
        return Multi.createFrom()
                .iterable(batches(entities))
                .onItem()
                .transformToUniAndConcatenate(this::replay)
                .collect()
                .in(ArrayList<EntityState>::new, List::addAll)
                .map(List::copyOf);
    }

    private static List<List<Entity>> batches(List<Entity> entities) {
        List<List<Entity>> batches = new ArrayList<>();
        long events = BATCH;
        for (Entity entity : entities) {
            events += entity.events();
            if (events > BATCH) {
                batches.add(new ArrayList<>());
                events = entity.events();
            }
            batches.get(batches.size() - 1).add(entity);
        }
        return batches;
    }

    private Uni<List<EntityState>> replay(List<Entity> entities) {
        Replay replay = new Replay(entities);
        return Multi.createBy()
                .repeating()
                .uni(replay::next)
                .whilst(read -> read == BATCH)
                .collect()
                .last()
                .map(last -> List.copyOf(replay.states.values()));
    }

    /** The replay of some histories together, in the order of the log. */
    private final class Replay {

        private final Map<Ulid, EntityState> states = new HashMap<>();
        private final List<Ulid> ids = new ArrayList<>();
        private long reached;

        Replay(List<Entity> entities) {
            for (Entity entity : entities) {
                ids.add(entity.id());
                states.put(entity.id(), EntityState.empty(entity.table().model(), entity.id()));
            }
        }

        /** Applies the next events, and says how many. */
        Uni<Integer> next() {
            Sql sql = new Sql();
            String page = " ORDER BY \"position\" LIMIT " + BATCH;
            // Each by the index on the entity: PostgreSQL would else go through the log for the sake of its order.
            String query = "SELECT e.* FROM unnest(" + sql.ids(ids) + ") AS g(id) CROSS JOIN LATERAL (SELECT * FROM"
                    + " ankurah_event AS own WHERE own.entity_id = g.id AND own.\"position\" > " + sql.number(reached)
                    + " AND own.\"position\" <= " + sql.number(position) + page + ") AS e" + page;
            return sql.rows(session, query, EventRow.class).map(rows -> {
                rows.forEach(row -> apply(row.toEvent()));
                return rows.size();
            });
        }

        private void apply(CommittedEvent event) {
            states.computeIfPresent(
                    event.event().entityId(), (id, state) -> state.apply(event, AppliedEvents.IN_ORDER));
            reached = event.position();
        }
    }
}
