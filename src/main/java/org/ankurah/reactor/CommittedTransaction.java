package org.ankurah.reactor;

import java.time.Instant;
import java.util.List;
import org.ankurah.event.CommittedEvent;
import org.ankurah.value.Ulid;

/**
 * What happened at once: a transaction as the log holds it, or, where there is no log, what came from elsewhere.
 *
 * @param id the transaction's id
 * @param base the position that it follows
 * @param position the position behind it
 * @param committedAt when it happened
 * @param events at consecutive positions, in order; none where there is no log
 * @param changes one per touched entity
 */
public record CommittedTransaction(
        Ulid id,
        long base,
        long position,
        Instant committedAt,
        List<CommittedEvent> events,
        List<EntityChange> changes) {
    public CommittedTransaction {
        events = List.copyOf(events);
        changes = List.copyOf(changes);
    }

    /**
     * As the log holds it.
     *
     * @param events at least one
     */
    public CommittedTransaction(Ulid id, List<CommittedEvent> events, List<EntityChange> changes) {
        this(
                id,
                events.get(0).position() - 1,
                events.get(events.size() - 1).position(),
                events.get(0).committedAt(),
                events,
                changes);
    }
}
