package org.ankurah.storage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.Clock;
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

    /**
     * Decides from what was read. Pure: no I/O, no waiting. Throws to store nothing. May be called again with a newer
     * base; then what it decided before was not stored.
     */
    Decision<R> decide(Base base);

    /**
     * What a commit reads.
     *
     * @param entities ids by collection: the entities it changes or refers to
     * @param uniques values by collection and property: the unique values it wants to take
     * @param requests the keys of its transactions: they may have been committed before
     * @param known the log position up to which the committing node had heard of commits
     */
    record Reads(
            Map<String, Set<Ulid>> entities,
            Map<String, Map<String, Set<Value>>> uniques,
            Set<RequestKey> requests,
            long known) {

        /** Without keys, by a node that has heard of everything. */
        public Reads(Map<String, Set<Ulid>> entities, Map<String, Map<String, Set<Value>>> uniques) {
            this(entities, uniques, Set.of(), Long.MAX_VALUE);
        }

        /** Whether all that a commit needs to know is where the log ends. */
        public boolean isEmpty() {
            return entities.isEmpty() && uniques.isEmpty() && requests.isEmpty();
        }
    }

    /** The state that a commit starts from. */
    interface Base {

        /** The position of the last committed event. */
        long position();

        /** When that event was committed: nothing may be committed before it. The epoch for an empty log. */
        Instant committedAt();

        /** An entity that was asked for, deleted or not; null if there is none. */
        @Nullable
        EntityState entity(Ulid id);

        /**
         * The head of an entity that was asked for, as of the position up to which the committing node had heard of
         * commits; empty if it was created behind that position, or if there is none.
         */
        Clock knownHead(Ulid id);

        /** Whether entities that are not found here may exist elsewhere. */
        default boolean isPartial() {
            return false;
        }

        /** What was answered under a key that was asked for; null if it is new or long forgotten. */
        @Nullable
        Answer answer(RequestKey key);

        /** The living entities that hold a unique value that was asked for. */
        Set<Ulid> holders(String collection, String property, Value value);
    }

    /**
     * What a commit stores. When it purges an entity, the events of that entity before the purge are erased: those of
     * this commit here, those that are stored by the engine.
     *
     * @param events at the positions that follow the base's, without gap
     * @param states the touched entities as they are afterwards, one each
     * @param answers what to remember of transactions that may be sent again
     * @param result what the caller is told
     */
    record Decision<R>(
            List<CommittedEvent> events, Collection<EntityState> states, Map<RequestKey, Answer> answers, R result) {
        public Decision {
            events = Purges.erase(events);
            states = List.copyOf(states);
            answers = Map.copyOf(answers);
        }

        /** With nothing to remember. */
        public Decision(List<CommittedEvent> events, Collection<EntityState> states, R result) {
            this(events, states, Map.of(), result);
        }

        /** Whether there is anything to store. */
        public boolean isEmpty() {
            return events.isEmpty() && answers.isEmpty();
        }

        /** The entities whose stored events, all of them, are to be erased in the same step. */
        public Set<Ulid> purged() {
            return Purges.in(events);
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
