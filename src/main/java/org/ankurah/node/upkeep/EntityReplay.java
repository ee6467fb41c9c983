package org.ankurah.node.upkeep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.storage.EntityRange;
import org.ankurah.storage.Replayed;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Replays the events of some entities, each in the order of its positions. */
final class EntityReplay {

    private final Models models;
    private final Map<Ulid, EntityState> states = new LinkedHashMap<>();
    private final Map<Ulid, Unreadable> unreadable = new LinkedHashMap<>();
    private final Map<String, Long> strangers = new TreeMap<>();
    private final List<StoredEvent> uncertain = new ArrayList<>();

    EntityReplay(Models models) {
        this.models = models;
    }

    /**
     * Why an entity cannot be told.
     *
     * @param event the first event that is to blame
     */
    record Unreadable(StoredEvent event, String why) {}

    /** Takes the next event; one that was taken already changes nothing. */
    void add(StoredEvent event) {
        ModelDescriptor model = models.find(event.collection());
        if (model == null) {
            strangers.merge(event.collection(), 1L, Long::sum);
        }
        if (model == null || unreadable.containsKey(event.entityId())) {
            uncertain.add(event);
            return;
        }
        EntityState before = states.get(event.entityId());
        if (before != null && event.position() <= before.position()) {
            return;
        }
        String why = apply(model, before, event);
        if (why != null) {
            states.remove(event.entityId());
            unreadable.put(event.entityId(), new Unreadable(event, why));
        }
    }

    /** Applies an event; tells why it cannot be. */
    private @Nullable String apply(ModelDescriptor model, @Nullable EntityState before, StoredEvent event) {
        if (before != null && before.model() != model) {
            return "it is an event of another collection than " + before.model().collection();
        }
        EntityState from = before == null ? EntityState.empty(model, event.entityId()) : before;
        if (!from.head().ids().containsAll(event.parents())) {
            uncertain.add(event);
        }
        try {
            states.put(event.entityId(), from.apply(event.decode(), AppliedEvents.IN_ORDER));
            return null;
        } catch (RuntimeException refused) {
            // Each way to merge, those of the models' own too, has its own words for what it can make nothing of.
            return String.valueOf(refused.getMessage());
        }
    }

    /** What the log says of a range of which all events were taken. */
    Replayed replayed(EntityRange range) {
        Set<Ulid> unknown = new HashSet<>(unreadable.keySet());
        unknown.removeIf(id -> !range.contains(id));
        return new Replayed(
                range,
                states.values().stream()
                        .filter(state -> range.contains(state.id()))
                        .toList(),
                unknown);
    }

    /** The entities that cannot be told. */
    Map<Ulid, Unreadable> unreadable() {
        return unreadable;
    }

    /** The number of events by collections of which there is no model. */
    Map<String, Long> strangers() {
        return strangers;
    }

    /**
     * Takes out the events of which this cannot tell that their parents are in front of them: those whose parents
     * were not all in the head, as other events came between or they are lost, and those that were not replayed.
     */
    List<StoredEvent> takeUncertain() {
        List<StoredEvent> taken = List.copyOf(uncertain);
        uncertain.clear();
        return taken;
    }
}
