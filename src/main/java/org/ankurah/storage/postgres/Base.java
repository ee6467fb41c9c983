package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.CommitWork;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What a commit starts from. */
final class Base implements CommitWork.Base {

    private final long position;
    private final Map<Ulid, EntityState> entities = new HashMap<>();
    private final Map<Unique, Set<Ulid>> holders = new HashMap<>();

    Base(long position) {
        this.position = position;
    }

    /**
     * Locks the log until the transaction ends, and reads what was asked for, in one statement as a rule.
     *
     * <p>A statement sees what was committed when it began, though it may then wait for the lock. So it gives both
     * the position that it saw and the one that it locked. If they are the same, nobody committed in between, and
     * nobody can any more: what was read is current. Otherwise it is read once more.
     */
    static Uni<Base> lock(Mutiny.StatelessSession session, Tables tables, CommitWork.Reads reads) {
        BaseSql first = new BaseSql(tables, reads);
        return first.lockAndRead(session).chain(base -> {
            if (first.asksNothing() || first.seenPosition() == base.position) {
                return Uni.createFrom().item(base);
            }
            return new BaseSql(tables, reads).read(session, base.position);
        });
    }

    void add(EntityState entity) {
        entities.put(entity.id(), entity);
    }

    void addHolder(String collection, String property, Value value, Ulid id) {
        holders.computeIfAbsent(Unique.of(collection, property, value), key -> new HashSet<>())
                .add(id);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public @Nullable EntityState entity(Ulid id) {
        return entities.get(id);
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
