package org.ankurah.storage.kv;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.storage.EntityRange;
import org.ankurah.storage.Replayed;
import org.ankurah.storage.RowDifference;
import org.ankurah.storage.StateDifferences;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.StoredEvent;
import org.ankurah.storage.Upkeep;
import org.ankurah.value.Ulid;

/** Checks and mends a store. Its rows are the states, so they have no columns that could differ. */
final class StoreUpkeep implements Upkeep {

    private final KeyValueStorage store;
    private final Workers workers;
    private final Models models;
    private final Commits commits;
    private final boolean synced;

    StoreUpkeep(KeyValueStorage store, Workers workers, Models models, Commits commits, boolean synced) {
        this.store = store;
        this.workers = workers;
        this.models = models;
        this.commits = commits;
        this.synced = synced;
    }

    @Override
    public Uni<StoreView> view() {
        return workers.read(() -> new SnapshotView(store.snapshot(), workers, models));
    }

    @Override
    public Uni<Mended> mend(EntityRange range, long since, Function<List<StoredEvent>, Replayed> replay) {
        return workers.write(() -> {
            try (Snapshot snapshot = store.snapshot()) {
                return mend(snapshot, replay.apply(recent(snapshot, range, since)));
            }
        });
    }

    private static List<StoredEvent> recent(Snapshot snapshot, EntityRange range, long since) {
        List<StoredEvent> recent = new ArrayList<>();
        try (Snapshot.Scan scan = snapshot.scan(Keys.events(since, Long.MAX_VALUE), false)) {
            while (scan.next()) {
                StoredEvent event = Log.event(scan);
                if (range.contains(event.entityId())) {
                    recent.add(event);
                }
            }
        }
        return recent;
    }

    private Mended mend(Snapshot snapshot, Replayed expected) {
        Map<String, Map<Ulid, EntityState>> stored = states(snapshot, models, expected.range());
        Map<String, Map<Ulid, EntityState>> should = StateDifferences.byCollection(expected.states());
        WriteBatch batch = new WriteBatch();
        Mended mended = Mended.NOTHING;
        for (RowDifference difference : StateDifferences.of(expected, stored)) {
            EntityState is =
                    stored.getOrDefault(difference.collection(), Map.of()).get(difference.id());
            EntityState state =
                    should.getOrDefault(difference.collection(), Map.of()).get(difference.id());
            if (state != null) {
                commits.put(batch, is == null ? EntityState.empty(state.model(), state.id()) : is, state);
                mended = mended.plus(new Mended(1, 0));
            } else if (is != null) {
                commits.delete(batch, is);
                mended = mended.plus(new Mended(0, 1));
            }
        }
        store.write(batch, synced);
        return mended;
    }

    /** The states of a range of entities, by collections; one that cannot be read is like one before its genesis. */
    static Map<String, Map<Ulid, EntityState>> states(Snapshot snapshot, Models models, EntityRange range) {
        Map<String, Map<Ulid, EntityState>> states = new TreeMap<>();
        for (ModelDescriptor model : models.all()) {
            Map<Ulid, EntityState> found = new TreeMap<>();
            byte[] from = Keys.join(Keys.state(model.collection(), range.after()), new byte[1]);
            byte[] to = Keys.join(Keys.state(model.collection(), range.to()), new byte[1]);
            try (Snapshot.Scan scan = snapshot.scan(new KeyRange(from, to), false)) {
                while (scan.next()) {
                    Ulid id = Keys.lastId(scan.key());
                    found.put(id, decode(model, id, scan.value()));
                }
            }
            states.put(model.collection(), found);
        }
        return states;
    }

    private static EntityState decode(ModelDescriptor model, Ulid id, byte[] bytes) {
        try {
            return EntityState.decode(model, id, bytes);
        } catch (MalformedBytesException damaged) {
            return EntityState.empty(model, id);
        }
    }
}
