package org.ankurah.storage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A commit in two steps: what it needs to know, and what it makes of it.
 *
 * @param <R> what the caller is told
 */
public interface CommitWork<R> {

    /** What has to be read, all of it at once. */
    Reads reads();

    /** Decides from what was read. Pure: no I/O, no waiting. Throws to store nothing. */
    Decision<R> decide(Base base);

    /**
     * What a commit reads.
     *
     * @param entities ids by collection: the entities it changes or refers to
     * @param uniques values by collection and property: the unique values it wants to take
     */
    record Reads(Map<String, Set<Ulid>> entities, Map<String, Map<String, Set<Value>>> uniques) {}

    /** The state that a commit starts from. */
    interface Base {

        /** The position of the last committed event. */
        long position();

        /** An entity that was asked for, deleted or not; null if there is none. */
        @Nullable
        EntityState entity(Ulid id);

        /** The living entities that hold a unique value that was asked for. */
        Set<Ulid> holders(String collection, String property, Value value);
    }

    /**
     * What a commit stores.
     *
     * @param events at the positions that follow the base's, without gap
     * @param states the touched entities as they are afterwards, one each
     * @param result what the caller is told
     */
    record Decision<R>(List<CommittedEvent> events, Collection<EntityState> states, R result) {
        public Decision {
            events = List.copyOf(events);
            states = List.copyOf(states);
        }

        /**
         * Asserts, before anything is stored, that the events continue the log.
         *
         * @param position the position of the last committed event
         */
        public void checkFollows(long position) {
            long next = position;
            for (CommittedEvent event : events) {
                if (event.position() != ++next) {
                    throw new IllegalStateException("event " + event.event().id() + " has position " + event.position()
                            + " instead of " + next);
                }
            }
        }
    }
}
