package org.ankurah.node.sync;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.event.Event;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What two nodes say to each other. The one that connects, a <em>follower</em>, speaks first; the other one, its
 * <em>upstream</em>, is closer to the durable log. ARCHITECTURE.md tells the order in which messages may come.
 */
public sealed interface Message {

    /** The version of the protocol that this code speaks. */
    int VERSION = 1;

    /** What a follower says. */
    sealed interface Request extends Message {}

    /** What an upstream says. */
    sealed interface Answer extends Message {}

    /**
     * The first message of a follower.
     *
     * @param version of the protocol
     * @param node the follower's id
     * @param system the system whose data it holds; null if it holds none
     * @param models by collection, the digest of its model
     * @param token says who asks; null if the carrier knows, or nobody does
     */
    record Hello(
            int version,
            Ulid node,
            @Nullable Ulid system,
            Map<String, String> models,
            @Nullable String token) implements Request {
        public Hello {
            models = Map.copyOf(models);
        }
    }

    /**
     * The first answer: from here on anything may be asked.
     *
     * @param node the upstream's id
     * @param system the system whose data it holds; null if nothing was ever written
     * @param millis the upstream's time, by which a follower corrects its own
     * @param access stands for what the follower may see: as long as it is the same, what was told holds
     * @param messageBytes how large a message may be; 0 for any size
     */
    record Welcome(int version, Ulid node, @Nullable Ulid system, long millis, String access, int messageBytes)
            implements Answer {}

    /** The connection is not wanted, or not any more. It is the last message. */
    record Goodbye(ErrorCode code, String reason) implements Answer {}

    /**
     * Says in front of a {@link Subscribe} what the follower holds of its collection; comes as often as is needed.
     *
     * @param query the number of the subscription to come
     */
    record Holding(int query, List<Known> known) implements Request {

        /** Most entities of one message. */
        static final int MOST = 5_000;

        public Holding {
            known = List.copyOf(known);
        }
    }

    /**
     * Asks for what a selection selects, now and from now on.
     *
     * @param query a number that the follower has not used on this connection
     * @param collection of the selection
     * @param selection as query text
     * @param since the position up to which the follower was told of this selection; -1 if never
     */
    record Subscribe(int query, String collection, String selection, long since) implements Request {}

    /** Not interested any more. What was on its way may still come. */
    record Unsubscribe(int query) implements Request {}

    /**
     * What became of what a selection selects.
     *
     * @param query who asked
     * @param position everything up to here was told
     * @param whole whether all that is selected is named; otherwise what is not named is as it was told before
     * @param more whether the next delta of this subscription goes on with it
     * @param entities what the follower does not know of them
     */
    record Delta(int query, long position, boolean whole, boolean more, List<EntityDelta> entities) implements Answer {
        public Delta {
            entities = List.copyOf(entities);
        }
    }

    /** A subscription is refused, or not served any more. */
    record Ended(int query, ErrorCode code, String reason) implements Answer {}

    /** Asks for entities by id, whatever became of them. */
    record Fetch(int request, String collection, List<Known> known) implements Request {

        /** Most entities of one message. */
        static final int MOST = 1_000;

        public Fetch {
            known = List.copyOf(known);
        }
    }

    /** What the follower does not know of what it asked for. */
    record Fetched(int request, List<EntityDelta> entities) implements Answer {
        public Fetched {
            entities = List.copyOf(entities);
        }
    }

    /**
     * Asks to commit what the follower has committed locally. Sent again after a lost connection, until it is answered.
     *
     * @param events in order; all of this transaction
     */
    record Commit(Ulid transaction, List<Event> events) implements Request {
        public Commit {
            events = List.copyOf(events);
        }
    }

    /**
     * It is in the durable log.
     *
     * @param events where its events are, in the order in which they were sent
     * @param before for each touched entity, the position of its last event before the transaction; 0 if it had none
     */
    record Committed(Ulid transaction, List<Placed> events, Map<Ulid, Long> before) implements Answer {
        public Committed {
            events = List.copyOf(events);
            before = new TreeMap<>(before);
        }
    }

    /** It is not in the log and never will be, since a rule forbids it. */
    record Rejected(
            Ulid transaction,
            ErrorCode code,
            String reason,
            @Nullable String field) implements Answer {}

    /** So many more answers of the kind {@link Delta} may be sent. */
    record Credit(int deltas) implements Request {}

    /**
     * An entity that a follower holds.
     *
     * @param position of its last event that the follower has from the log; 0 if it has nothing of it
     */
    record Known(Ulid id, long position) {}

    /**
     * Where an event is in the log.
     *
     * @param micros when it was committed, in microseconds since 1970
     */
    record Placed(long position, long micros) {}
}
