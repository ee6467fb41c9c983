package org.ankurah.reactor;

import java.util.List;
import org.ankurah.event.CommittedEvent;
import org.ankurah.value.Ulid;

/**
 * A transaction as the log holds it.
 *
 * @param id the transaction's id
 * @param events at least one, at consecutive positions, in order
 * @param changes one per touched entity
 */
public record CommittedTransaction(Ulid id, List<CommittedEvent> events, List<EntityChange> changes) {
    public CommittedTransaction {
        events = List.copyOf(events);
        changes = List.copyOf(changes);
    }

    /** The position of the last event: the cursor behind this transaction. */
    public long position() {
        return events.get(events.size() - 1).position();
    }
}
