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
     * @param before the position of the entity's last event before the write; 0 if it had none
     * @param visible whether the identity may see the entity as it is right after the write: one may be allowed to
     *     create what one may not see
     */
    public record Outcome(EntityState entity, List<CommittedEvent> events, long before, boolean visible) {
        public Outcome {
            events = List.copyOf(events);
        }

        /** That of a write by somebody who may see everything, which changed nothing. */
        static Outcome unchanged(EntityState entity) {
            return new Outcome(entity, List.of(), entity.position(), true);
        }
    }
}
