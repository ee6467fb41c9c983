package org.ankurah.merge;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/**
 * What a set of events says of an entity, computed from the whole set at once in the plainest way: the definition
 * that {@link EntityState} must agree with whatever the order in which it is told.
 */
record ReferenceEntity(Set<Ulid> head, boolean deleted, Map<String, Value> values) {

    static ReferenceEntity of(Collection<Event> events) {
        Set<Ulid> head = new HashSet<>();
        events.forEach(event -> head.add(event.id()));
        events.forEach(event -> head.removeAll(event.parents().ids()));
        Map<String, Value> values = new TreeMap<>();
        boolean deleted = false;
        for (Event event :
                events.stream().sorted(Comparator.comparing(Event::id)).toList()) {
            deleted = switch (event.lifecycle()) {
                case UNCHANGED -> deleted;
                case RESTORED -> false;
                case DELETED, PURGED, ERASED -> true;
            };
            event.operations().forEach((name, operation) -> {
                if (operation instanceof Operation.Set set) {
                    values.put(name, set.value());
                } else if (operation instanceof Operation.Increment increment) {
                    Value before = values.getOrDefault(name, new Value.Int(0));
                    values.put(
                            name, new Value.Int(((Value.Int) before).value() + ((Value.Int) increment.by()).value()));
                }
            });
        }
        boolean purged = events.stream().anyMatch(event -> event.lifecycle() == Lifecycle.PURGED);
        return purged ? new ReferenceEntity(head, true, Map.of()) : new ReferenceEntity(head, deleted, values);
    }
}
