package org.ankurah.storage.kv;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.storage.Answer;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.RequestKey;
import org.ankurah.storage.StoreView.Place;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/** Commits: reads what a work asks for, lets it decide, and writes all of it in one batch. For the thread that writes. */
final class Commits {

    private final KeyValueStorage store;
    private final Models models;
    private final Indexes indexes;
    private final boolean synced;

    /** @param synced whether a commit is on disk before it is acknowledged */
    Commits(KeyValueStorage store, Models models, Indexes indexes, boolean synced) {
        this.store = store;
        this.models = models;
        this.indexes = indexes;
        this.synced = synced;
    }

    <R> R commit(CommitWork<R> work) {
        try (Snapshot snapshot = store.snapshot()) {
            Base base = new Base(snapshot, work.reads());
            CommitWork.Decision<R> decision = work.decide(base);
            decision.checkFollows(base.position());
            if (!decision.isEmpty() || !decision.states().isEmpty()) {
                store.write(batch(snapshot, base, decision), synced);
            }
            return decision.result();
        }
    }

    private WriteBatch batch(Snapshot snapshot, Base base, CommitWork.Decision<?> decision) {
        WriteBatch batch = new WriteBatch();
        Log log = new Log(snapshot);
        decision.purged()
                .forEach(entity -> log.history(entity, 0, Long.MAX_VALUE, Integer.MAX_VALUE)
                        .forEach(event -> put(batch, event.erased())));
        decision.events().forEach(event -> append(batch, event));
        decision.states().forEach(state -> put(batch, base.before(state), state));
        decision.answers().forEach((key, answer) -> batch.put(Keys.answer(key), Records.answer(key, answer)));
        if (!decision.events().isEmpty()) {
            CommittedEvent last = decision.events().get(decision.events().size() - 1);
            batch.put(Keys.END, Records.end(new LogEnd(last.position(), last.committedAt())));
        }
        return batch;
    }

    private static void append(WriteBatch batch, CommittedEvent committed) {
        Ulid entity = committed.event().entityId();
        Place place = new Place(entity, committed.position());
        put(batch, committed);
        batch.put(Keys.eventId(committed.event().id()), Records.place(place));
        batch.put(Keys.history(entity, committed.position()), Index.NOTHING);
    }

    private static void put(WriteBatch batch, CommittedEvent committed) {
        batch.put(Keys.event(committed.position()), Records.event(StoredEvent.of(committed)));
    }

    /** Writes a state with the entries of all indexes. */
    void put(WriteBatch batch, EntityState before, EntityState after) {
        batch.put(Keys.state(after.model().collection(), after.id()), after.encode());
        indexes.update(batch, before, after);
    }

    /** Takes out a state with the entries of all indexes. */
    void delete(WriteBatch batch, EntityState before) {
        batch.delete(Keys.state(before.model().collection(), before.id()));
        indexes.update(batch, before, EntityState.empty(before.model(), before.id()));
    }

    /** What a commit starts from. */
    private final class Base implements CommitWork.Base {

        private final Snapshot snapshot;
        private final StoredStates states;
        private final Map<Ulid, EntityState> asked = new HashMap<>();
        private final LogEnd end;
        private final long known;

        Base(Snapshot snapshot, CommitWork.Reads reads) {
            this.snapshot = snapshot;
            this.states = new StoredStates(snapshot, models, indexes);
            this.end = new Log(snapshot).end();
            this.known = reads.known();
            reads.entities().forEach((collection, ids) -> asked.putAll(states.load(collection, ids)));
        }

        /** What a state takes the place of. */
        EntityState before(EntityState after) {
            EntityState before = asked.get(after.id());
            if (before == null) {
                before = states.state(after.model().collection(), after.id());
            }
            return before == null ? EntityState.empty(after.model(), after.id()) : before;
        }

        @Override
        public long position() {
            return end.position();
        }

        @Override
        public Instant committedAt() {
            return end.committedAt();
        }

        @Override
        public @Nullable EntityState entity(Ulid id) {
            return asked.get(id);
        }

        @Override
        public Clock knownHead(Ulid id) {
            EntityState entity = asked.get(id);
            if (entity == null) {
                return Clock.EMPTY;
            }
            return entity.position() <= known ? entity.head() : new Log(snapshot).head(id, known);
        }

        @Override
        public @Nullable Answer answer(RequestKey key) {
            byte[] bytes = snapshot.get(Keys.answer(key));
            return bytes == null ? null : Answer.decode(Records.answer(bytes).answer());
        }

        @Override
        public Set<Ulid> holders(String collection, String property, Value value) {
            ModelDescriptor model = models.get(collection);
            PropertyDescriptor descriptor = model.property(property);
            if (descriptor == null) {
                return Set.of();
            }
            Path path = new Path(List.of(), property, List.of(), descriptor.type());
            Predicate equal =
                    new Predicate.Compare(new Operand.Field(path), Predicate.Comparison.EQ, new Operand.Literal(value));
            Set<Ulid> holders = new HashSet<>();
            try (Stream<EntityState> found = states.candidates(new Selection(model, equal, List.of(), null), null)) {
                found.filter(entity -> !entity.deleted() && Values.equal(entity.value(property), value))
                        .forEach(entity -> holders.add(entity.id()));
            }
            return Set.copyOf(holders);
        }
    }
}
