package org.ankurah.node;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.reactor.CommittedTransaction;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The states of the entities that changed last, as of the last transaction that was added. What follows the log finds
 * here what an entity was before its next event, and need not replay its history. Not thread-safe.
 */
final class RecentStates {

    /** States are shared with what the reactor remembers anyway; beyond it, entities that change often stay here. */
    private static final int KEPT = 10_000;

    private final Map<Ulid, EntityState> states = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ulid, EntityState> eldest) {
            return size() > KEPT;
        }
    };

    /** Takes in the next transaction of the log. */
    void add(CommittedTransaction transaction) {
        transaction.changes().forEach(change -> states.put(change.after().id(), change.after()));
    }

    /** Forgets all. */
    void clear() {
        states.clear();
    }

    /** Null if the entity did not change lately; it may exist all the same. */
    @Nullable
    EntityState find(Ulid id) {
        return states.get(id);
    }
}
