package org.ankurah.graphql;

import java.util.List;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.node.Context;
import org.ankurah.node.Receipt;

/**
 * What one mutation field answers with.
 *
 * @param outcomes one per entity, in the order of the input
 * @param cursor the place in the log behind the request's transaction
 * @param context of who sent it
 */
record MutationPayload(List<Receipt.Outcome> outcomes, String cursor, Context context) {

    EntityState entity() {
        return shown(outcomes.get(0));
    }

    String id() {
        return outcomes.get(0).entity().id().toString();
    }

    List<EntityState> entities() {
        return outcomes.stream().map(this::shown).toList();
    }

    /** One may be allowed to make what one may not see. */
    private EntityState shown(Receipt.Outcome outcome) {
        EntityState entity = outcome.entity();
        if (!outcome.visible()) {
            throw context.denied("see the " + entity.model().collection() + ", which was stored as you asked", null);
        }
        return context.shown(entity);
    }

    List<CommittedEvent> events() {
        return outcomes.stream().flatMap(outcome -> outcome.events().stream()).toList();
    }
}
