package org.ankurah.node.sync;

import java.time.Instant;
import java.util.List;
import org.ankurah.event.Event;
import org.ankurah.value.Ulid;

/**
 * A transaction that a follower has committed locally and that is not known to be in the durable log.
 *
 * @param id the transaction's id; another one when it was made anew on top of something else
 * @param first the id that it had when it was committed locally, by which whoever made it knows it
 * @param events in order, at least one
 * @param madeAt when it was committed locally
 */
public record PendingTransaction(Ulid id, Ulid first, List<Event> events, Instant madeAt) {
    public PendingTransaction {
        events = List.copyOf(events);
    }
}
