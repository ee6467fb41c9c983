package org.ankurah.node;

import java.util.Map;
import java.util.Set;
import org.ankurah.event.Clock;
import org.ankurah.event.Event;
import org.ankurah.merge.Change;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** One write of a transaction that waits for its commit. */
sealed interface PendingWrite {

    ModelDescriptor model();

    /** The entity that is written. */
    Ulid id();

    /** Creates an entity; its genesis is complete, since it depends on nothing that may change. */
    record Create(ModelDescriptor model, Event genesis) implements PendingWrite {
        @Override
        public Ulid id() {
            return genesis.id();
        }
    }

    /**
     * Changes the named properties of a living entity.
     *
     * @param changes by property name; they may grow until the commit
     */
    record Update(
            ModelDescriptor model,
            Ulid id,
            Map<String, Change> changes,
            @Nullable Clock ifHead) implements PendingWrite {}

    /** Deletes a living entity. */
    record Delete(ModelDescriptor model, Ulid id, @Nullable Clock ifHead) implements PendingWrite {}

    /**
     * Brings a deleted entity back.
     *
     * @param uniques its unique values as read before the commit, which looks for others that took them
     */
    record Restore(ModelDescriptor model, Ulid id, Map<String, Value> uniques) implements PendingWrite {}

    /**
     * An event that another node has made, complete as it is.
     *
     * @param inLog those of its parents that are in the log for sure
     */
    record Made(ModelDescriptor model, Event event, Set<Ulid> inLog) implements PendingWrite {
        @Override
        public Ulid id() {
            return event.entityId();
        }
    }

    /** Erases what the events of an entity say, whether it is deleted or not. */
    record Purge(ModelDescriptor model, Ulid id) implements PendingWrite {}
}
