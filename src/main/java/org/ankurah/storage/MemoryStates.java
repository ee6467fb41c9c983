package org.ankurah.storage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Lookups;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** States in memory: each question looks at all of a collection. */
final class MemoryStates extends States {

    private final Map<String, Map<Ulid, EntityState>> states = new TreeMap<>();
    private final @Nullable MemoryStates present;
    private long position;

    /** Those of the present. */
    MemoryStates() {
        this(null);
    }

    /** @param present what became of them by now; null if these are of the present */
    MemoryStates(@Nullable MemoryStates present) {
        this.present = present;
    }

    /** Every entity of a collection by id, deleted or not. */
    Map<Ulid, EntityState> of(String collection) {
        return states.computeIfAbsent(collection, name -> new TreeMap<>());
    }

    void put(EntityState state) {
        of(state.model().collection()).put(state.id(), state);
    }

    /** The states are now those behind a position. */
    void advance(long to) {
        position = to;
    }

    @Override
    protected long position() {
        return position;
    }

    @Override
    protected States present() {
        return present == null ? this : present;
    }

    @Override
    protected @Nullable EntityState state(String collection, Ulid id) {
        return of(collection).get(id);
    }

    @Override
    protected Stream<EntityState> candidates(Selection selection, Lookups.@Nullable Referring only) {
        return of(selection.model().collection()).values().stream()
                .filter(entity -> only == null || refers(entity, only));
    }

    @Override
    public List<EntityState> referring(String collection, String property, Ulid target) {
        Lookups.Referring lookup = new Lookups.Referring(collection, property, target);
        return of(collection).values().stream()
                .filter(entity -> !entity.deleted() && refers(entity, lookup))
                .toList();
    }
}
