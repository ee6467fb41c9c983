package org.ankurah.node;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The entities with collaborative texts that this node wrote last. A commit reads an entity's state from the store, and
 * to make the document of a long text of what was read costs more than all else that a keystroke does. If the store
 * still holds what this node has written, the state that was written has the document at hand.
 *
 * <p>A state is taken for the stored one if both end with the same events at the same position, which make the same of
 * an entity anywhere. Safe to use from any thread.
 */
final class LatestTexts {

    /** Each may be some megabytes. */
    private static final int KEPT = 32;

    // Guarded by this.
    private final Map<Ulid, EntityState> states = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ulid, EntityState> eldest) {
            return size() > KEPT;
        }
    };

    /** Takes note of what is to be stored. If it comes to nothing, no state that is read will be the same. */
    synchronized void add(Collection<EntityState> written) {
        for (EntityState state : written) {
            if (state.model().properties().stream().anyMatch(PropertyDescriptor::text)) {
                states.put(state.id(), state);
            }
        }
    }

    /** The same state as was read, perhaps with its documents at hand. */
    @Nullable
    EntityState same(@Nullable EntityState read) {
        if (read == null) {
            return null;
        }
        EntityState latest;
        synchronized (this) {
            latest = states.get(read.id());
        }
        boolean same = latest != null
                && latest.model() == read.model()
                && latest.position() == read.position()
                && latest.head().equals(read.head());
        return same ? latest : read;
    }
}
