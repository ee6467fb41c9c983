package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.Clock;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.Answer;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.RequestKey;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What a commit starts from. */
final class Base implements CommitWork.Base {

    private final LogEnd end;
    private final Map<Ulid, EntityState> entities = new HashMap<>();
    private final Map<Unique, Set<Ulid>> holders = new HashMap<>();
    private final Map<RequestKey, Answer> answers = new HashMap<>();

    /** The heads of entities that have events which the committing node had not heard of. */
    private Map<Ulid, Clock> knownHeads = Map.of();

    Base(LogEnd end) {
        this.end = end;
    }

    /**
     * Locks the log until the transaction ends, and reads what was asked for, in one statement as a rule.
     *
     * <p>A statement sees what was committed when it began, though it may then wait for the lock. So it gives both
     * the end of the log that it saw and the one that it locked. If they are the same, nobody committed in between,
     * and nobody can any more: what was read is current. Otherwise it is read once more.
     */
    static Uni<Base> lock(Mutiny.StatelessSession session, Tables tables, CommitWork.Reads reads) {
        BaseSql first = new BaseSql(tables, reads);
        return first.lockAndRead(session).chain(base -> {
            Uni<Base> current = reads.isEmpty() || first.seen().equals(base.end)
                    ? Uni.createFrom().item(base)
                    : new BaseSql(tables, reads).read(session);
            return base.position() <= reads.known()
                    ? current
                    : current.call(read -> read.readKnownHeads(session, reads));
        });
    }

    /** Others committed something that the committing node had not heard of; perhaps to these very entities. */
    private Uni<Void> readKnownHeads(Mutiny.StatelessSession session, CommitWork.Reads reads) {
        return KnownHeads.read(session, reads.known(), entities.values())
                .invoke(heads -> knownHeads = heads)
                .replaceWithVoid();
    }

    LogEnd end() {
        return end;
    }

    void add(EntityState entity) {
        entities.put(entity.id(), entity);
    }

    void addHolder(String collection, String property, Value value, Ulid id) {
        holders.computeIfAbsent(Unique.of(collection, property, value), key -> new HashSet<>())
                .add(id);
    }

    void addAnswer(RequestKey key, Answer answer) {
        answers.put(key, answer);
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
        return entities.get(id);
    }

    @Override
    public Clock knownHead(Ulid id) {
        Clock known = knownHeads.get(id);
        if (known != null) {
            return known;
        }
        EntityState entity = entities.get(id);
        return entity == null ? Clock.EMPTY : entity.head();
    }

    @Override
    public @Nullable Answer answer(RequestKey key) {
        return answers.get(key);
    }

    @Override
    public Set<Ulid> holders(String collection, String property, Value value) {
        return Set.copyOf(holders.getOrDefault(Unique.of(collection, property, value), Set.of()));
    }

    private record Unique(String collection, String property, Value value) {
        static Unique of(String collection, String property, Value value) {
            return new Unique(collection, property, Values.canonical(value));
        }
    }
}
