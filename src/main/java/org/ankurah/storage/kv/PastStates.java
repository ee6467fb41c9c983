package org.ankurah.storage.kv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.Lookups;
import org.ankurah.query.Selection;
import org.ankurah.storage.States;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The states right behind a position. What has not changed since is read as it is; what has is replayed from its history
 * up to there. So the cost is that of the present plus what has happened since.
 */
final class PastStates extends States {

    private final StoredStates present;
    private final Rewound rewound;

    PastStates(StoredStates present, Rewound rewound) {
        this.present = present;
        this.rewound = rewound;
    }

    /**
     * What has changed since a position, as it was there. Once made, it serves later snapshots as well: it is brought up
     * to them. For one thread at a time.
     */
    static final class Rewound {

        /** Changed entities beyond which a question about the past is refused. */
        private static final int MOST_CHANGED = 100_000;

        /** Events of one entity that are in memory at a time. */
        private static final int BATCH = 1_000;

        private final long position;
        private final Map<Ulid, String> changed = new LinkedHashMap<>();
        private final Map<String, Map<Ulid, EntityState>> then = new LinkedHashMap<>();
        private long reached;

        Rewound(long position) {
            this.position = position;
            this.reached = position;
        }

        /** Looks at what a snapshot knows and was not known before. */
        void reach(Snapshot snapshot, Models models) {
            Map<Ulid, String> more = new LinkedHashMap<>();
            long end = reached;
            try (Snapshot.Scan scan = snapshot.scan(Keys.events(reached, Long.MAX_VALUE), false)) {
                while (scan.next()) {
                    var event = Log.event(scan);
                    end = event.position();
                    if (!changed.containsKey(event.entityId())) {
                        more.putIfAbsent(event.entityId(), event.collection());
                    }
                    if (changed.size() + more.size() > MOST_CHANGED) {
                        throw AnkurahException.limitExceeded("More than " + MOST_CHANGED
                                + " entities have changed since then: ask for single entities by their ids, or for a"
                                + " later moment.");
                    }
                }
            }
            Log log = new Log(snapshot);
            more.forEach((id, collection) -> {
                ModelDescriptor model = models.find(collection);
                EntityState state = model == null ? null : replay(log, model, id);
                if (state != null && state.exists()) {
                    then.computeIfAbsent(collection, name -> new LinkedHashMap<>())
                            .put(id, state);
                }
            });
            changed.putAll(more);
            reached = end;
        }

        private EntityState replay(Log log, ModelDescriptor model, Ulid id) {
            EntityState state = EntityState.empty(model, id);
            long after = 0;
            while (true) {
                List<CommittedEvent> events = log.history(id, after, position, BATCH);
                for (CommittedEvent event : events) {
                    state = state.apply(event, AppliedEvents.IN_ORDER);
                    after = event.position();
                }
                if (events.size() < BATCH) {
                    return state;
                }
            }
        }
    }

    @Override
    protected long position() {
        return rewound.position;
    }

    @Override
    protected States present() {
        return present;
    }

    @Override
    protected @Nullable EntityState state(String collection, Ulid id) {
        return rewound.changed.containsKey(id)
                ? rewound.then.getOrDefault(collection, Map.of()).get(id)
                : present.state(collection, id);
    }

    @Override
    protected Stream<EntityState> candidates(Selection selection, Lookups.@Nullable Referring only) {
        Map<Ulid, EntityState> replayed =
                rewound.then.getOrDefault(selection.model().collection(), Map.of());
        Stream<EntityState> unchanged =
                present.candidates(selection, only).filter(entity -> !rewound.changed.containsKey(entity.id()));
        return Stream.concat(
                unchanged, replayed.values().stream().filter(entity -> only == null || refers(entity, only)));
    }

    @Override
    public List<EntityState> referring(String collection, String property, Ulid target) {
        Lookups.Referring lookup = new Lookups.Referring(collection, property, target);
        List<EntityState> found = new ArrayList<>();
        present.referring(collection, property, target).stream()
                .filter(entity -> !rewound.changed.containsKey(entity.id()))
                .forEach(found::add);
        rewound.then.getOrDefault(collection, Map.of()).values().stream()
                .filter(entity -> !entity.deleted() && refers(entity, lookup))
                .forEach(found::add);
        return found;
    }
}
