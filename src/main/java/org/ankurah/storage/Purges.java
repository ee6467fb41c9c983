package org.ankurah.storage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Lifecycle;
import org.ankurah.value.Ulid;

/** What the purges among some events do to the events before them. */
final class Purges {

    private Purges() {}

    /** The entities that some of the events purge. */
    static Set<Ulid> in(List<CommittedEvent> events) {
        Set<Ulid> purged = new HashSet<>();
        for (CommittedEvent event : events) {
            if (event.event().lifecycle() == Lifecycle.PURGED) {
                purged.add(event.event().entityId());
            }
        }
        return purged;
    }

    /** The events, less what those said that lie before a purge of their entity. */
    static List<CommittedEvent> erase(List<CommittedEvent> events) {
        if (in(events).isEmpty()) {
            return List.copyOf(events);
        }
        List<CommittedEvent> kept = new ArrayList<>(events.size());
        Set<Ulid> purged = new HashSet<>();
        for (int i = events.size() - 1; i >= 0; i--) {
            CommittedEvent event = events.get(i);
            Ulid entity = event.event().entityId();
            kept.add(purged.contains(entity) ? event.erased() : event);
            if (event.event().lifecycle() == Lifecycle.PURGED) {
                purged.add(entity);
            }
        }
        Collections.reverse(kept);
        return Collections.unmodifiableList(kept);
    }
}
