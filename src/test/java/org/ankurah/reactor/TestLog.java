package org.ankurah.reactor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** A log that remembers what every entity was at every position. */
final class TestLog {

    private final NavigableMap<Long, Map<Ulid, EntityState>> states = new TreeMap<>(Map.of(0L, Map.of()));
    private long ids;

    /** What one event of a transaction does. */
    sealed interface Step {

        record Create(ModelDescriptor model, Map<String, Operation> operations) implements Step {}

        record Write(Ulid id, Map<String, Operation> operations) implements Step {}

        record SetDeleted(Ulid id, boolean deleted) implements Step {}

        record Purge(Ulid id) implements Step {}
    }

    long position() {
        return states.lastKey();
    }

    /** The positions between transactions, the first one being 0. */
    Collection<Long> positions() {
        return states.keySet();
    }

    /** All entities at a position, deleted ones included. */
    Collection<EntityState> at(long position) {
        return states.floorEntry(position).getValue().values();
    }

    /** The newest state of an entity. */
    EntityState get(Ulid id) {
        EntityState state = states.lastEntry().getValue().get(id);
        if (state == null) {
            throw new IllegalArgumentException("no entity " + id);
        }
        return state;
    }

    CommittedTransaction commit(Step... steps) {
        return commit(List.of(steps));
    }

    CommittedTransaction commit(List<Step> steps) {
        Map<Ulid, EntityState> now = new LinkedHashMap<>(states.lastEntry().getValue());
        Map<Ulid, @Nullable EntityState> before = new LinkedHashMap<>();
        List<CommittedEvent> events = new ArrayList<>();
        Ulid transaction = nextId();
        for (Step step : steps) {
            Event event = event(step, now, transaction);
            EntityState old = now.get(event.entityId());
            before.putIfAbsent(event.entityId(), old);
            if (old == null) {
                old = EntityState.empty(((Step.Create) step).model(), event.entityId());
                before.put(event.entityId(), null);
            }
            CommittedEvent committed =
                    new CommittedEvent(event, position() + events.size() + 1, Instant.ofEpochSecond(ids));
            events.add(committed);
            now.put(event.entityId(), old.apply(committed, AppliedEvents.IN_ORDER));
        }
        states.put(position() + events.size(), now);
        List<EntityChange> changes = new ArrayList<>();
        before.forEach((id, old) -> changes.add(new EntityChange(old, now.get(id))));
        return new CommittedTransaction(transaction, events, changes);
    }

    private Event event(Step step, Map<Ulid, EntityState> now, Ulid transaction) {
        Ulid id = nextId();
        if (step instanceof Step.Create create) {
            return event(
                    id,
                    create.model().collection(),
                    id,
                    Clock.EMPTY,
                    transaction,
                    create.operations(),
                    Lifecycle.UNCHANGED);
        }
        if (step instanceof Step.Write write) {
            EntityState old = now.get(write.id());
            String collection = old.model().collection();
            return event(id, collection, write.id(), old.head(), transaction, write.operations(), Lifecycle.UNCHANGED);
        }
        if (step instanceof Step.Purge purge) {
            EntityState old = now.get(purge.id());
            return event(id, old.model().collection(), purge.id(), old.head(), transaction, Map.of(), Lifecycle.PURGED);
        }
        Step.SetDeleted deletion = (Step.SetDeleted) step;
        EntityState old = now.get(deletion.id());
        String collection = old.model().collection();
        return event(
                id,
                collection,
                deletion.id(),
                old.head(),
                transaction,
                Map.of(),
                deletion.deleted() ? Lifecycle.DELETED : Lifecycle.RESTORED);
    }

    private static Event event(
            Ulid id,
            String collection,
            Ulid entity,
            Clock parents,
            Ulid transaction,
            Map<String, Operation> operations,
            Lifecycle lifecycle) {
        Map<String, Operation> copy = new HashMap<>(operations);
        return new Event(id, collection, entity, parents, transaction, null, 0, new TreeMap<>(copy), lifecycle);
    }

    private Ulid nextId() {
        return new Ulid(++ids << 16, 0);
    }
}
