package org.ankurah.node;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ankurah.event.Clock;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.CommitWork.Base;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The entities as a batch of transactions leaves them so far: what the storage held, under what earlier
 * transactions of the batch changed, under what the current transaction changed. A transaction that fails is
 * forgotten whole by dropping its layer.
 */
final class WorkingState {

    private final Base base;
    private final LatestTexts texts;
    private final Map<Ulid, EntityState> committed = new LinkedHashMap<>();
    private final Map<Ulid, EntityState> current = new LinkedHashMap<>();

    /** The heads without what this server has not heard of, of entities that the batch touched. */
    private final Map<Ulid, Clock> committedHeads = new HashMap<>();

    private final Map<Ulid, Clock> currentHeads = new HashMap<>();

    WorkingState(Base base, LatestTexts texts) {
        this.base = base;
        this.texts = texts;
    }

    /** The entity as it is now, deleted or not; null if there is none. Only for ids that the batch reads. */
    @Nullable
    EntityState entity(Ulid id) {
        EntityState state = changed(id);
        return state != null ? state : texts.same(base.entity(id));
    }

    /** The entity as the batch has left it so far; null if it has not touched it. */
    @Nullable
    EntityState changed(Ulid id) {
        EntityState state = current.get(id);
        return state != null ? state : committed.get(id);
    }

    /** All entities that the batch has touched, as it has left them so far. */
    Collection<EntityState> changed() {
        Map<Ulid, EntityState> all = new LinkedHashMap<>(committed);
        all.putAll(current);
        return all.values();
    }

    /** The entity as it was before the current transaction; null if there was none. */
    @Nullable
    EntityState beforeTransaction(Ulid id) {
        EntityState state = committed.get(id);
        return state != null ? state : texts.same(base.entity(id));
    }

    /** The head of an entity as far as this server knows of it; never empty once the entity exists. */
    Clock knownHead(EntityState state) {
        Clock known = currentHeads.getOrDefault(state.id(), committedHeads.get(state.id()));
        if (known == null) {
            known = base.knownHead(state.id());
        }
        // Made by another server a moment ago; but whoever writes to it has seen it.
        return known.isEmpty() ? state.head() : known;
    }

    /**
     * The current transaction made this state.
     *
     * @param known the head, as far as this server knows of it
     */
    void put(EntityState state, Clock known) {
        currentHeads.put(state.id(), known);
        current.put(state.id(), state);
    }

    /** The entities that the current transaction touched, in the order of their first touch. */
    Collection<EntityState> touched() {
        return current.values();
    }

    /** The current transaction succeeded: the next one builds on it. */
    void keep() {
        committed.putAll(current);
        committedHeads.putAll(currentHeads);
        drop();
    }

    /** The current transaction failed: the next one sees nothing of it. */
    void drop() {
        current.clear();
        currentHeads.clear();
    }

    /** All entities that kept transactions touched. */
    Collection<EntityState> committed() {
        return committed.values();
    }
}
