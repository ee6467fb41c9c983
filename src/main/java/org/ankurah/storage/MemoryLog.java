package org.ankurah.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** The log in memory. The event at position n is the n-th. */
final class MemoryLog {

    private final List<CommittedEvent> log = new ArrayList<>();
    private final Map<Ulid, List<CommittedEvent>> byEntity = new LinkedHashMap<>();
    private final Map<Ulid, CommittedEvent> byId = new HashMap<>();

    void append(CommittedEvent event) {
        log.add(event);
        byEntity.computeIfAbsent(event.event().entityId(), id -> new ArrayList<>())
                .add(event);
        byId.put(event.event().id(), event);
    }

    /** Erases all events of an entity. */
    void erase(Ulid entity) {
        List<CommittedEvent> events = byEntity.computeIfAbsent(entity, id -> new ArrayList<>());
        events.replaceAll(CommittedEvent::erased);
        for (CommittedEvent event : events) {
            log.set((int) event.position() - 1, event);
            byId.put(event.event().id(), event);
        }
    }

    long position() {
        return log.size();
    }

    /** When the last event was committed; the epoch if there is none. */
    Instant committedAt() {
        return log.isEmpty() ? Instant.EPOCH : log.get(log.size() - 1).committedAt();
    }

    List<CommittedEvent> all() {
        return log;
    }

    List<CommittedEvent> read(long after, int limit) {
        int from = (int) Math.min(Math.max(after, 0), log.size());
        int to = (int) Math.min((long) from + limit, log.size());
        return List.copyOf(log.subList(from, to));
    }

    long positionAt(Instant time) {
        int first = 0;
        int behind = log.size();
        while (first < behind) {
            int middle = (first + behind) >>> 1;
            if (log.get(middle).committedAt().isAfter(time)) {
                behind = middle;
            } else {
                first = middle + 1;
            }
        }
        return first;
    }

    /** The collection of an entity that was created up to a position, or null. */
    @Nullable
    String collectionOf(Ulid entity, long upTo) {
        List<CommittedEvent> events = of(entity);
        return events.isEmpty() || events.get(0).position() > upTo
                ? null
                : events.get(0).event().collection();
    }

    /** The head of an entity at a position. */
    Clock head(Ulid entity, long upTo) {
        Clock head = Clock.EMPTY;
        for (CommittedEvent event : of(entity)) {
            if (event.position() <= upTo) {
                head = head.advance(event.event().parents().ids(), event.event().id());
            }
        }
        return head;
    }

    Map<Ulid, List<CommittedEvent>> history(Set<Ulid> entities, long after, int limit) {
        return States.pick(entities, id -> {
            List<CommittedEvent> events = of(id).stream()
                    .filter(event -> event.position() > after)
                    .limit(limit)
                    .toList();
            return events.isEmpty() ? null : events;
        });
    }

    Map<Ulid, Long> countHistory(Set<Ulid> entities, long upTo) {
        return States.pick(entities, id -> {
            long count =
                    of(id).stream().filter(event -> event.position() <= upTo).count();
            return count == 0 ? null : count;
        });
    }

    /** @param judged asks the filter's rules about the event's entity */
    List<CommittedEvent> events(EventFilter filter, Predicate<CommittedEvent> judged, int limit, boolean fromEnd) {
        List<CommittedEvent> found =
                log.stream().filter(filter::matches).filter(judged).toList();
        int size = Math.min(limit, found.size());
        return fromEnd ? found.subList(found.size() - size, found.size()) : found.subList(0, size);
    }

    Map<Ulid, CommittedEvent> byId(Set<Ulid> ids) {
        return States.pick(ids, byId::get);
    }

    Map<Ulid, List<CommittedEvent>> children(Set<EventReader.EventPlace> parents) {
        Map<Ulid, List<CommittedEvent>> found = new LinkedHashMap<>();
        for (EventReader.EventPlace parent : parents) {
            List<CommittedEvent> children = of(parent.entityId()).stream()
                    .filter(event -> event.event().parents().contains(parent.id()))
                    .toList();
            if (!children.isEmpty()) {
                found.put(parent.id(), children);
            }
        }
        return found;
    }

    private List<CommittedEvent> of(Ulid entity) {
        return byEntity.getOrDefault(entity, List.of());
    }
}
