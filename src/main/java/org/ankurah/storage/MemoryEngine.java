package org.ankurah.storage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in memory: for tests, for nodes that need no durability, and as the plain statement of what an
 * engine does. Every operation runs when it is subscribed to, under one lock, and completes before the
 * subscription returns. Reads look at every entity of the collection; those of the past replay the log up to there.
 */
public final class MemoryEngine extends MemoryReader implements StorageEngine {

    private final Object lock;
    private final MemoryLog log = new MemoryLog();
    private final MemoryStates states = new MemoryStates();
    private final MemoryApiKeys apiKeys = new MemoryApiKeys();
    private final Map<RequestKey, Answer> answers = new HashMap<>();
    private final LocalNews news = new LocalNews();
    private @Nullable Models models;

    public MemoryEngine() {
        this(new Object());
    }

    private MemoryEngine(Object lock) {
        super(lock);
        this.lock = lock;
    }

    @Override
    public Uni<Void> open(Models opened) {
        return run(() -> {
            models = opened;
            opened.all()
                    .forEach(model -> states.of(model.collection())
                            .replaceAll((id, state) -> EntityState.decode(model, id, state.encode())));
            return null;
        });
    }

    @Override
    public <R> Uni<R> commit(CommitWork<R> work) {
        Uni<R> stored = run(() -> {
            CommitWork.Decision<R> decision = work.decide(new MemoryBase(work.reads()));
            decision.checkFollows(log.position());
            decision.purged().forEach(log::erase);
            decision.events().forEach(log::append);
            decision.states().forEach(states::put);
            states.advance(log.position());
            answers.putAll(decision.answers());
            return decision.result();
        });
        // The others are told after the caller, who as a rule knows it all by then.
        return Uni.createFrom()
                .emitter(emitter -> stored.subscribe()
                        .with(
                                result -> {
                                    emitter.complete(result);
                                    news.tellGrowth(this::end);
                                },
                                emitter::fail));
    }

    @Override
    public ApiKeyStore apiKeys() {
        return apiKeys;
    }

    @Override
    public Uni<Long> settle() {
        return position();
    }

    private long end() {
        synchronized (lock) {
            return log.position();
        }
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
    public Uni<Void> forgetAnswers(Instant before) {
        return run(() -> {
            answers.values().removeIf(answer -> answer.committedAt().isBefore(before));
            return null;
        });
    }

    @Override
    public Uni<Long> position() {
        return run(log::position);
    }

    @Override
    public StateReader at(long position) {
        return new Past(position);
    }

    @Override
    public Uni<Long> positionAt(Instant time) {
        return run(() -> log.positionAt(time));
    }

    @Override
    public Uni<Map<Ulid, List<CommittedEvent>>> history(Set<Ulid> entityIds, long after, int limit) {
        return run(() -> log.history(entityIds, after, limit));
    }

    @Override
    public Uni<Map<Ulid, Long>> countHistory(Set<Ulid> entityIds, long upTo) {
        return run(() -> log.countHistory(entityIds, upTo));
    }

    @Override
    public Uni<List<CommittedEvent>> log(long after, int limit) {
        return run(() -> log.read(after, limit));
    }

    @Override
    public Uni<List<CommittedEvent>> events(EventFilter filter, int limit, boolean fromEnd) {
        return run(() -> log.events(filter, states.judging(filter), limit, fromEnd));
    }

    @Override
    public Uni<Long> countEvents(EventFilter filter) {
        return run(() -> log.all().stream()
                .filter(filter::matches)
                .filter(states.judging(filter))
                .count());
    }

    @Override
    public Uni<Map<Ulid, CommittedEvent>> eventsById(Set<Ulid> ids) {
        return run(() -> log.byId(ids));
    }

    @Override
    public Uni<Map<Ulid, List<CommittedEvent>>> childEvents(Set<EventPlace> parents) {
        return run(() -> log.children(parents));
    }

    @Override
    public Upkeep upkeep() {
        Models opened = Objects.requireNonNull(models, "the store is not open yet");
        return new MemoryUpkeep(lock, opened, log.all(), states, answers);
    }

    @Override
    MemoryStates states() {
        return states;
    }

    @Override
    @Nullable
    String collectionOf(Ulid id) {
        return log.collectionOf(id, Long.MAX_VALUE);
    }

    /** The entities right behind a position: replayed once, when first asked for. */
    private final class Past extends MemoryReader {

        private final long position;
        private @Nullable MemoryStates replayed;

        Past(long position) {
            super(lock);
            this.position = position;
        }

        @Override
        MemoryStates states() {
            MemoryStates known = replayed;
            if (known == null) {
                known = new MemoryStates(states);
                for (CommittedEvent committed : log.read(0, (int) Math.min(position, log.position()))) {
                    apply(known, committed);
                }
                known.advance(position);
                replayed = known;
            }
            return known;
        }

        private void apply(MemoryStates past, CommittedEvent committed) {
            Event event = committed.event();
            ModelDescriptor model = models == null ? null : models.find(event.collection());
            if (model != null) {
                EntityState before = past.of(event.collection())
                        .getOrDefault(event.entityId(), EntityState.empty(model, event.entityId()));
                past.put(before.apply(committed, AppliedEvents.IN_ORDER));
            }
        }

        @Override
        @Nullable
        String collectionOf(Ulid id) {
            return log.collectionOf(id, position);
        }
    }

    /** What a commit starts from; of the entities it shows only those that were asked for, as any engine does. */
    private final class MemoryBase implements CommitWork.Base {

        private final Map<Ulid, EntityState> asked = new LinkedHashMap<>();

        private final long known;

        MemoryBase(CommitWork.Reads reads) {
            known = reads.known();
            reads.entities().forEach((collection, ids) -> asked.putAll(states.load(collection, ids)));
        }

        @Override
        public long position() {
            return log.position();
        }

        @Override
        public Instant committedAt() {
            return log.committedAt();
        }

        @Override
        public @Nullable EntityState entity(Ulid id) {
            return asked.get(id);
        }

        @Override
        public Clock knownHead(Ulid id) {
            return asked.containsKey(id) ? log.head(id, known) : Clock.EMPTY;
        }

        @Override
        public @Nullable Answer answer(RequestKey key) {
            return answers.get(key);
        }

        @Override
        public Set<Ulid> holders(String collection, String property, Value value) {
            return states.of(collection).values().stream()
                    .filter(entity -> !entity.deleted() && Values.equal(entity.value(property), value))
                    .map(EntityState::id)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
