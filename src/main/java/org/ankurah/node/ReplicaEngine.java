package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.node.sync.Replica;
import org.ankurah.query.Lookups;
import org.ankurah.query.Selection;
import org.ankurah.storage.Answer;
import org.ankurah.storage.ApiKeyStore;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.EventFilter;
import org.ankurah.storage.MemoryApiKeys;
import org.ankurah.storage.RequestKey;
import org.ankurah.storage.StateReader;
import org.ankurah.storage.States;
import org.ankurah.storage.StatesReader;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.Upkeep;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * What an ephemeral node reads: its {@link Replica}, whose entities change when something was committed here and when
 * the upstream tells of something. Its positions count those changes; they say nothing of the log, which is not kept
 * here, and neither is the past.
 *
 * <p>Changed by {@link #change} alone, in one step with the live queries.
 */
final class ReplicaEngine extends StatesReader implements StorageEngine {

    private final Object lock = new Object();
    private final Replica replica;
    private final Supplier<Instant> now;
    private final States states = new ReplicaStates();
    private final ApiKeyStore apiKeys = new MemoryApiKeys();
    private long position;

    ReplicaEngine(Replica replica, Supplier<Instant> now) {
        this.replica = replica;
        this.now = now;
    }

    /**
     * Does something with the replica while nobody reads it.
     *
     * @param work is given what a commit may be decided from
     */
    <T extends @Nullable Object> T change(Function<CommitWork.Base, T> work) {
        synchronized (lock) {
            return work.apply(new ReplicaBase());
        }
    }

    /** Takes positions for a change; within {@link #change}. */
    long advance(int by) {
        position += by;
        return position;
    }

    Replica replica() {
        return replica;
    }

    @Override
    protected <T> Uni<T> read(Function<States, T> question) {
        return Uni.createFrom().item(() -> {
            synchronized (lock) {
                return question.apply(states);
            }
        });
    }

    @Override
    public Uni<Void> open(Models models) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Long> position() {
        return read(any -> position);
    }

    /** What a payload shows is read a moment later, as it is by then. */
    @Override
    public StateReader at(long wanted) {
        return this;
    }

    @Override
    public Uni<Map<Ulid, String>> collectionsOf(Set<Ulid> ids) {
        return read(any -> States.pick(ids, replica::collectionOf));
    }

    @Override
    public <R> Uni<R> commit(CommitWork<R> work) {
        throw new UnsupportedOperationException("an ephemeral node commits to its replica");
    }

    @Override
    public Uni<Long> settle() {
        return position();
    }

    @Override
    public Uni<Void> forgetAnswers(Instant before) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Long> positionAt(Instant time) {
        return noLog();
    }

    @Override
    public Uni<Map<Ulid, List<CommittedEvent>>> history(Set<Ulid> entityIds, long after, int limit) {
        return noLog();
    }

    @Override
    public Uni<Map<Ulid, Long>> countHistory(Set<Ulid> entityIds, long upTo) {
        return noLog();
    }

    @Override
    public Uni<List<CommittedEvent>> log(long after, int limit) {
        return noLog();
    }

    @Override
    public Uni<List<CommittedEvent>> events(EventFilter filter, int limit, boolean fromEnd) {
        return noLog();
    }

    @Override
    public Uni<Long> countEvents(EventFilter filter) {
        return noLog();
    }

    @Override
    public Uni<Map<Ulid, CommittedEvent>> eventsById(Set<Ulid> ids) {
        return noLog();
    }

    @Override
    public Uni<Map<Ulid, List<CommittedEvent>>> childEvents(Set<EventPlace> parents) {
        return noLog();
    }

    private static <T> Uni<T> noLog() {
        return Uni.createFrom()
                .failure(() -> AnkurahException.unavailable(
                        "An ephemeral node keeps no log. Ask the server for histories and for the past."));
    }

    @Override
    public ApiKeyStore apiKeys() {
        return apiKeys;
    }

    @Override
    public Upkeep upkeep() {
        throw new UnsupportedOperationException("an ephemeral node keeps nothing that the server does not have");
    }

    @Override
    public Multi<Long> growth() {
        return Multi.createFrom().nothing();
    }

    private final class ReplicaStates extends States {

        @Override
        protected long position() {
            return position;
        }

        @Override
        protected @Nullable EntityState state(String collection, Ulid id) {
            return replica.state(collection, id);
        }

        @Override
        protected Stream<EntityState> candidates(Selection selection, Lookups.@Nullable Referring only) {
            Stream<EntityState> all = replica.states(selection.model().collection());
            return only == null ? all : all.filter(state -> refers(state, only));
        }

        @Override
        public List<EntityState> referring(String collection, String property, Ulid target) {
            return replica.referring(collection, property, target);
        }
    }

    private final class ReplicaBase implements CommitWork.Base {

        @Override
        public long position() {
            return position;
        }

        @Override
        public Instant committedAt() {
            return now.get();
        }

        @Override
        public @Nullable EntityState entity(Ulid id) {
            return replica.state(id);
        }

        @Override
        public Clock knownHead(Ulid id) {
            EntityState state = replica.state(id);
            return state == null ? Clock.EMPTY : state.head();
        }

        @Override
        public @Nullable Answer answer(RequestKey key) {
            return null;
        }

        @Override
        public boolean isPartial() {
            return true;
        }

        @Override
        public Set<Ulid> holders(String collection, String property, Value value) {
            return replica.states(collection)
                    .filter(entity -> !entity.deleted() && Values.equal(entity.value(property), value))
                    .map(EntityState::id)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
