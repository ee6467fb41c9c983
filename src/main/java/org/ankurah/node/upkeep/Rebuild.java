package org.ankurah.node.upkeep;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.ankurah.model.Models;
import org.ankurah.node.upkeep.Chunks.Chunk;
import org.ankurah.node.upkeep.EntityReplay.Unreadable;
import org.ankurah.storage.EntityRange;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.Upkeep;
import org.ankurah.storage.Upkeep.Mended;
import org.ankurah.value.Ulid;

/**
 * Makes all tables anew from the log while servers go on, chunk by chunk. A chunk is replayed from a view, without
 * keeping anybody waiting; then, in one transaction in which no commit runs, what was committed since is added and
 * the rows are brought in line. So at every moment the store can be used, and a rebuild that was stopped is simply
 * run again.
 */
public final class Rebuild {

    /** Chunks read from one view: the older it is, the more has to be added, and the more the database keeps. */
    private static final int CHUNKS_PER_VIEW = 32;

    private final Upkeep upkeep;
    private final Models models;
    private final Watcher watcher;
    private final Map<Ulid, Unreadable> unreadable = new TreeMap<>();
    private final Map<String, Long> strangers = new TreeMap<>();
    private CompletableFuture<Mended> mending = CompletableFuture.completedFuture(Mended.NOTHING);
    private Mended mended = Mended.NOTHING;
    private long events;
    private long entities;

    private Rebuild(Upkeep upkeep, Models models, Watcher watcher) {
        this.upkeep = upkeep;
        this.models = models;
        this.watcher = watcher;
    }

    /**
     * What a rebuild came to.
     *
     * @param events how many were replayed
     * @param entities how many rows there should have been
     * @param mended what had to be mended
     * @param unreadable entities that cannot be replayed, as their events are damaged; their rows were left alone
     * @param strangers the number of events by collections of which there is no model; they have no rows
     */
    public record Report(
            long events, long entities, Mended mended, Map<Ulid, String> unreadable, Map<String, Long> strangers) {
        public Report {
            unreadable = Map.copyOf(unreadable);
            strangers = Map.copyOf(strangers);
        }
    }

    /**
     * Rebuilds the tables of a store.
     *
     * @param engine is open
     */
    public static Report run(StorageEngine engine, Models models, Watcher watcher) {
        return new Rebuild(engine.upkeep(), models, watcher).run(Await.done(engine.position()));
    }

    private Report run(long position) {
        watcher.begin("events rebuilt", position);
        Ulid after = Ulid.ZERO;
        do {
            StoreView view = Await.done(upkeep.view());
            try {
                after = rebuildSome(view, after);
            } finally {
                Await.done(view.close());
            }
        } while (!after.equals(EntityRange.LAST));
        mended = mended.plus(Await.done(mending));
        Map<Ulid, String> why = new TreeMap<>();
        unreadable.forEach((id, reason) -> why.put(id, LogCheck.place(reason.event()) + ": " + reason.why()));
        return new Report(events, entities, mended, why, strangers);
    }

    /** Rebuilds some chunks behind an entity; returns the last entity that is done. */
    private Ulid rebuildSome(StoreView view, Ulid after) {
        long since = Await.done(view.position());
        Chunks chunks = new Chunks(view, models, after, uncertain -> {});
        Chunk chunk;
        int done = 0;
        do {
            // While the database mends one chunk the next one is replayed.
            chunk = chunks.next();
            mended = mended.plus(Await.done(mending));
            mending = mend(chunk, since);
        } while (!chunk.isLast() && ++done < CHUNKS_PER_VIEW);
        return chunk.range().to();
    }

    private CompletableFuture<Mended> mend(Chunk chunk, long since) {
        EntityReplay replay = chunk.replay();
        unreadable.putAll(replay.unreadable());
        replay.strangers().forEach((collection, count) -> strangers.merge(collection, count, Long::sum));
        entities += replay.replayed(chunk.range()).states().size();
        events += chunk.events();
        watcher.done(chunk.events());
        return upkeep.mend(chunk.range(), since, recent -> {
                    recent.forEach(replay::add);
                    return replay.replayed(chunk.range());
                })
                .subscribeAsCompletionStage();
    }
}
