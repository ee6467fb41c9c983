package org.ankurah.storage.kv;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ankurah.event.CommittedEvent;
import org.ankurah.model.Models;
import org.ankurah.storage.Answer;
import org.ankurah.storage.ApiKeyStore;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.EventFilter;
import org.ankurah.storage.LocalNews;
import org.ankurah.storage.StateReader;
import org.ankurah.storage.States;
import org.ankurah.storage.StatesReader;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.Upkeep;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events and entity states in an ordered store of bytes; {@code Keys} tells the layout.
 *
 * <p>A commit is one batch: the events, where they are found by id and by entity, the states, the entries of the indexes,
 * the answers, and where the log ends. Commits run one at a time, so positions have no gaps; one engine at a time may use
 * a store. A read is a snapshot, and so sees whole commits only, position included.
 */
public final class KeyValueEngine extends StatesReader implements StorageEngine, AutoCloseable {

    private final KeyValueStorage store;
    private final Workers workers;
    private final boolean synced;
    private final IndexLimits limits;
    private final LocalNews news = new LocalNews();
    private final Object opening = new Object();
    private volatile @Nullable Opened opened;

    /** What is known once the engine is open. */
    private record Opened(Models models, Indexes indexes, Commits commits) {}

    /**
     * An engine that is not open yet.
     *
     * @param store closed with the engine
     * @param workers closed with the engine
     * @param synced whether commits are on disk when they are acknowledged; otherwise the last ones may be lost if the
     *     machine crashes, never those before others that are there
     */
    public KeyValueEngine(KeyValueStorage store, Workers workers, boolean synced) {
        this(store, workers, synced, IndexLimits.DEFAULT);
    }

    /** @param limits how many indexes are made */
    public KeyValueEngine(KeyValueStorage store, Workers workers, boolean synced, IndexLimits limits) {
        this.store = store;
        this.workers = workers;
        this.synced = synced;
        this.limits = limits;
    }

    /** An engine that is open already is the same for one more node; with other models it starts over. */
    @Override
    public Uni<Void> open(Models models) {
        return workers.read(() -> {
            synchronized (opening) {
                Opened before = opened;
                if (before == null || !before.models.equals(models)) {
                    if (before != null) {
                        before.indexes.retire();
                    }
                    Indexes indexes = new Indexes(store, workers, models, limits);
                    SchemaNotes.open(store, models, indexes);
                    opened = new Opened(models, indexes, new Commits(store, models, indexes, synced));
                }
            }
            return null;
        });
    }

    /** Waits for what is under way, and closes workers and store. */
    @Override
    public void close() {
        Opened current = opened;
        if (current != null) {
            current.indexes.close();
        }
        workers.close();
        store.close();
    }

    @Override
    public <R> Uni<R> commit(CommitWork<R> work) {
        // The others are told after the caller, who as a rule knows it all by then.
        Uni<R> stored = workers.write(() -> opened().commits.commit(work));
        return Uni.createFrom()
                .emitter(emitter -> stored.subscribe()
                        .with(
                                result -> {
                                    emitter.complete(result);
                                    news.tellGrowth(this::end);
                                },
                                emitter::fail));
    }

    private long end() {
        try (Snapshot snapshot = store.snapshot()) {
            return new Log(snapshot).position();
        }
    }

    /** Behind all commits that were begun before. */
    @Override
    public Uni<Long> settle() {
        return workers.write(this::end);
    }

    @Override
    public Uni<Void> forgetAnswers(Instant before) {
        return workers.read(() -> oldAnswers(before)).chain(this::forget);
    }

    private List<byte[]> oldAnswers(Instant before) {
        List<byte[]> old = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot();
                Snapshot.Scan scan = snapshot.scan(KeyRange.of(Keys.answers()), false)) {
            while (scan.next()) {
                if (isBefore(scan.value(), before)) {
                    old.add(scan.key());
                }
            }
        }
        return old;
    }

    private static boolean isBefore(byte[] answer, Instant time) {
        return Answer.decode(Records.answer(answer).answer()).committedAt().isBefore(time);
    }

    /** An answer is kept as long as there is one under its key, so none of these can have become a new one. */
    private Uni<Void> forget(List<byte[]> answers) {
        return workers.write(() -> {
            WriteBatch batch = new WriteBatch();
            answers.forEach(batch::delete);
            store.write(batch, false);
            return null;
        });
    }

    @Override
    public Uni<Long> position() {
        return log(Log::position);
    }

    @Override
    public StateReader at(long position) {
        return new Past(position);
    }

    @Override
    public Uni<Long> positionAt(Instant time) {
        return log(log -> log.positionAt(time));
    }

    @Override
    public Uni<Map<Ulid, String>> collectionsOf(Set<Ulid> ids) {
        return log(log -> States.pick(ids, id -> log.collectionOf(id, Long.MAX_VALUE)));
    }

    @Override
    public Uni<Map<Ulid, List<CommittedEvent>>> history(Set<Ulid> entityIds, long after, int limit) {
        return log(log -> log.histories(entityIds, after, limit));
    }

    @Override
    public Uni<Map<Ulid, Long>> countHistory(Set<Ulid> entityIds, long upTo) {
        return log(log -> log.countHistory(entityIds, upTo));
    }

    @Override
    public Uni<List<CommittedEvent>> log(long after, int limit) {
        return log(log -> log.read(after, limit));
    }

    @Override
    public Uni<List<CommittedEvent>> events(EventFilter filter, int limit, boolean fromEnd) {
        return on(snapshot -> new Log(snapshot).events(filter, states(snapshot).judging(filter), limit, fromEnd));
    }

    @Override
    public Uni<Long> countEvents(EventFilter filter) {
        return on(snapshot -> new Log(snapshot).count(filter, states(snapshot).judging(filter)));
    }

    @Override
    public Uni<Map<Ulid, CommittedEvent>> eventsById(Set<Ulid> ids) {
        return log(log -> log.byId(ids));
    }

    @Override
    public Uni<Map<Ulid, List<CommittedEvent>>> childEvents(Set<EventPlace> parents) {
        return log(log -> log.children(parents));
    }

    @Override
    public ApiKeyStore apiKeys() {
        return new ApiKeys(store, workers, synced);
    }

    @Override
    public Upkeep upkeep() {
        Opened current = opened();
        return new StoreUpkeep(store, workers, current.models, current.commits, synced);
    }

    @Override
    public Multi<Long> growth() {
        return news.growth();
    }

    @Override
    public void whisper(byte[] message) {
        news.whisper(message);
    }

    @Override
    public Multi<byte[]> whispers() {
        return news.whispers();
    }

    @Override
    protected <T> Uni<T> read(Function<States, T> question) {
        return on(snapshot -> question.apply(states(snapshot)));
    }

    private StoredStates states(Snapshot snapshot) {
        Opened current = opened();
        return new StoredStates(snapshot, current.models, current.indexes);
    }

    private <T> Uni<T> log(Function<Log, T> question) {
        return on(snapshot -> question.apply(new Log(snapshot)));
    }

    private <T> Uni<T> on(Function<Snapshot, T> question) {
        return workers.read(() -> {
            try (Snapshot snapshot = store.snapshot()) {
                return question.apply(snapshot);
            }
        });
    }

    private Opened opened() {
        Opened current = opened;
        if (current == null) {
            throw AnkurahException.unavailable("The store is not open yet.");
        }
        return current;
    }

    /** Reads of one past position, which share what was replayed for them. */
    private final class Past extends StatesReader {

        private final PastStates.Rewound rewound;
        private final long position;

        Past(long position) {
            this.position = position;
            this.rewound = new PastStates.Rewound(position);
        }

        @Override
        public Uni<Map<Ulid, String>> collectionsOf(Set<Ulid> ids) {
            return log(log -> States.pick(ids, id -> log.collectionOf(id, position)));
        }

        @Override
        protected <T> Uni<T> read(Function<States, T> question) {
            return on(snapshot -> {
                synchronized (rewound) {
                    rewound.reach(snapshot, opened().models);
                    return question.apply(new PastStates(states(snapshot), rewound));
                }
            });
        }
    }
}
