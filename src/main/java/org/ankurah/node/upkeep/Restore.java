package org.ankurah.node.upkeep;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.ankurah.model.Models;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup into an empty store, or goes on where an earlier attempt was stopped. The file is checked from end to
 * end before anything is written, and so is that the store holds nothing but a beginning of it. Then the events are
 * committed as they once were, whole transactions at a time: the store is at every moment what it was at some time.
 */
public final class Restore {

    /** Events of one commit, unless a single transaction has more: bounds how long others wait. */
    private static final int EVENTS = 2_000;

    private final StorageEngine engine;
    private final Models models;
    private final Path file;
    private final Watcher watcher;
    private CompletableFuture<Long> committing = CompletableFuture.completedFuture(0L);

    private Restore(StorageEngine engine, Models models, Path file, Watcher watcher) {
        this.engine = engine;
        this.models = models;
        this.file = file;
        this.watcher = watcher;
    }

    /**
     * What a restore came to.
     *
     * @param before how many events the store held already
     * @param position of the last event now
     * @param strangers the number of events by collections of which there is no model; they have no rows
     */
    public record Report(long before, long position, Map<String, Long> strangers) {
        public Report {
            strangers = Map.copyOf(strangers);
        }
    }

    /**
     * Restores a backup.
     *
     * @param engine is open
     * @throws BackupException when the file is damaged, the store holds something else, or others write to it
     */
    public static Report run(StorageEngine engine, Models models, Path file, Watcher watcher)
            throws IOException, BackupException {
        return new Restore(engine, models, file, watcher).run();
    }

    private Report run() throws IOException, BackupException {
        Map<String, Long> strangers = new TreeMap<>();
        long before = check(strangers);
        strangers.keySet().removeIf(collection -> models.find(collection) != null);
        long position = write(before);
        return new Report(before, position, strangers);
    }

    /** Reads the whole file beside what is stored; returns how much of it that is. */
    private long check(Map<String, Long> collections) throws IOException, BackupException {
        StoreView view = Await.done(engine.upkeep().view());
        try (InputStream in = Files.newInputStream(file)) {
            BackupReader reader = new BackupReader(file.toString(), in);
            watcher.begin("events checked", reader.header().position());
            Stored stored = new Stored(view);
            SoundLog log = new SoundLog(0);
            int unreported = 0;
            for (StoredEvent event = reader.next(); event != null; event = reader.next()) {
                log.add(event);
                Finding finding = log.finding();
                if (finding != null) {
                    throw reader.damaged("line " + reader.line() + ", " + finding, null);
                }
                stored.compare(event);
                if (++unreported == EVENTS) {
                    watcher.done(unreported);
                    unreported = 0;
                }
            }
            watcher.done(unreported);
            log.end(log.position());
            if (log.finding() != null) {
                throw reader.damaged(log.finding().toString(), null);
            }
            collections.putAll(reader.collections());
            return stored.end(log.position());
        } finally {
            Await.done(view.close());
        }
    }

    /** What the store holds already, held against the file. */
    private static final class Stored {

        private final EventPages pages;
        private Iterator<StoredEvent> page;
        private long count;

        Stored(StoreView view) {
            pages = EventPages.byPosition(view, 0);
            page = pages.next().iterator();
        }

        private @Nullable StoredEvent next() {
            if (!page.hasNext()) {
                page = pages.next().iterator();
            }
            return page.hasNext() ? page.next() : null;
        }

        void compare(StoredEvent event) throws BackupException {
            StoredEvent own = next();
            if (own == null) {
                return;
            }
            if (!own.equals(event)) {
                throw new BackupException("The store holds something else than this backup, from position "
                        + own.position() + " on. Nothing was written. Restore into an empty store: give a new"
                        + " ankurah.data-dir, or an empty database.");
            }
            count++;
        }

        long end(long last) throws BackupException {
            if (next() != null) {
                throw new BackupException("The store holds all of this backup and more, behind position " + last
                        + ". Nothing was written. To go back to the backup, restore it into an empty store: give a new"
                        + " ankurah.data-dir, or an empty database.");
            }
            return count;
        }
    }

    /** Commits the events behind a position; returns the last one's. */
    private long write(long before) throws IOException, BackupException {
        try (InputStream in = Files.newInputStream(file)) {
            BackupReader reader = new BackupReader(file.toString(), in);
            watcher.begin("events restored", reader.header().position() - before);
            List<StoredEvent> batch = new ArrayList<>();
            for (StoredEvent event = reader.next(); event != null; event = reader.next()) {
                if (event.position() <= before) {
                    continue;
                }
                if (batch.size() >= EVENTS
                        && !event.transactionId()
                                .equals(batch.get(batch.size() - 1).transactionId())) {
                    commit(batch);
                    batch = new ArrayList<>();
                }
                batch.add(event);
            }
            if (!batch.isEmpty()) {
                commit(batch);
            }
            return Math.max(before, Await.done(committing));
        } finally {
            // What is under way gets its end, whatever happened.
            committing.handle((position, failure) -> position).join();
        }
    }

    /** Begins to commit when the commit before is done; the next events are read meanwhile. */
    private void commit(List<StoredEvent> events) {
        Await.done(committing);
        watcher.done(events.size());
        committing = engine.commit(new RestoreWork(models, events)).subscribeAsCompletionStage();
    }
}
