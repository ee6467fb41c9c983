package org.ankurah.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ankurah.event.Clock;
import org.ankurah.event.Event;
import org.ankurah.merge.EntityState;
import org.ankurah.node.sync.PendingTransaction;
import org.ankurah.node.sync.Remaker;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Makes anew what was built on a change that was refused: the same operations, on top of what there is without it. What
 * changes an entity that does not exist without the refused change cannot be made anew.
 */
record PendingRemaker(EventMinter minter) implements Remaker {

    @Override
    public @Nullable PendingTransaction remake(
            PendingTransaction transaction, Function<Ulid, @Nullable EntityState> states) {
        Ulid id = minter.newId();
        Map<Ulid, Clock> heads = new HashMap<>();
        List<Event> events = new ArrayList<>();
        for (Event event : transaction.events()) {
            EntityState state = states.apply(event.entityId());
            if (event.isGenesis() || state == null) {
                // A new genesis would be another entity, which nobody here knows.
                return null;
            }
            Event anew = minter.mint(
                    event.collection(),
                    event.entityId(),
                    heads.getOrDefault(event.entityId(), state.head()),
                    id,
                    event.actor(),
                    event.operations(),
                    event.lifecycle());
            heads.put(event.entityId(), Clock.of(anew.id()));
            events.add(anew);
        }
        return new PendingTransaction(id, transaction.first(), events, transaction.madeAt());
    }
}
