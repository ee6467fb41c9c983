package org.ankurah.graphql;

import java.util.List;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.node.Receipt;

/**
 * What one mutation field answers with.
 *
 * @param outcomes one per entity, in the order of the input
 * @param cursor the place in the log behind the request's transaction
 */
record MutationPayload(List<Receipt.Outcome> outcomes, String cursor) {

    EntityState entity() {
        return outcomes.get(0).entity();
    }

    String id() {
        return entity().id().toString();
    }

    List<EntityState> entities() {
        return outcomes.stream().map(Receipt.Outcome::entity).toList();
    }

    List<CommittedEvent> events() {
        return outcomes.stream().flatMap(outcome -> outcome.events().stream()).toList();
    }
}
