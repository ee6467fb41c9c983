package org.ankurah.node.upkeep;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;

/** Commits events again at the positions that they had. */
final class RestoreWork implements CommitWork<Long> {

    private final Models models;
    private final List<CommittedEvent> events;

    RestoreWork(Models models, List<StoredEvent> events) {
        this.models = models;
        this.events = events.stream().map(StoredEvent::decode).toList();
    }

    @Override
    public Reads reads() {
        Map<String, Set<Ulid>> entities = new HashMap<>();
        for (CommittedEvent event : events) {
            if (models.find(event.event().collection()) != null) {
                entities.computeIfAbsent(event.event().collection(), name -> new HashSet<>())
                        .add(event.event().entityId());
            }
        }
        return new Reads(entities, Map.of());
    }

    @Override
    public Decision<Long> decide(Base base) {
        long first = events.get(0).position();
        if (base.position() != first - 1) {
            throw AnkurahException.conflict(
                    "Somebody else writes to the store: its log went on to position " + base.position()
                            + " when position " + first + " was to be restored. Stop the servers that have users, and"
                            + " restore into an empty store.",
                    null);
        }
        Map<Ulid, EntityState> states = new LinkedHashMap<>();
        for (CommittedEvent event : events) {
            ModelDescriptor model = models.find(event.event().collection());
            if (model != null) {
                Ulid id = event.event().entityId();
                EntityState before = states.containsKey(id) ? states.get(id) : base.entity(id);
                EntityState from = before == null ? EntityState.empty(model, id) : before;
                states.put(id, from.apply(event, AppliedEvents.IN_ORDER));
            }
        }
        return new Decision<>(
                events, states.values(), events.get(events.size() - 1).position());
    }
}
