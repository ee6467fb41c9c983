package org.ankurah.node;

import java.util.List;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;

/**
 * What a committed transaction did. It is durable when the receipt arrives.
 *
 * @param transactionId the transaction
 * @param position the log position behind its last event, or the current one if it appended none
 * @param outcomes one per write, in order
 */
public record Receipt(Ulid transactionId, long position, List<Outcome> outcomes) {
    public Receipt {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * What one write did.
     *
     * @param entity the entity right after the write
     * @param events the events it appended; none if there was nothing to change
     * @param visible whether the identity may see the entity as it is right after the write: one may be allowed to
     *     create what one may not see
     */
    public record Outcome(EntityState entity, List<CommittedEvent> events, boolean visible) {
        public Outcome {
            events = List.copyOf(events);
        }

        /** By somebody who may see everything. */
        public Outcome(EntityState entity, List<CommittedEvent> events) {
            this(entity, events, true);
        }
    }
}
