package org.ankurah.storage.kv;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.storage.EventFilter;
import org.ankurah.storage.EventReader.EventPlace;
import org.ankurah.storage.States;
import org.ankurah.storage.StoreView.Place;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Reads the log of a snapshot. */
final class Log {

    /** Bytes of events that are read at once, about. */
    private static final int PAGE_BYTES = 16 << 20;

    /** Events that are looked up together. */
    private static final int CHUNK = 256;

    private final Snapshot snapshot;

    Log(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    LogEnd end() {
        return Records.end(snapshot.get(Keys.END));
    }

    long position() {
        return end().position();
    }

    /** Events as they are stored, from behind a position; fewer if they are large, but not none. */
    List<StoredEvent> stored(long after, int limit) {
        List<StoredEvent> events = new ArrayList<>();
        long bytes = 0;
        try (Snapshot.Scan scan = snapshot.scan(Keys.events(after, Long.MAX_VALUE), false)) {
            while (events.size() < limit && bytes < PAGE_BYTES && scan.next()) {
                events.add(event(scan));
                bytes += scan.value().length;
            }
        }
        return events;
    }

    List<CommittedEvent> read(long after, int limit) {
        return stored(after, limit).stream().map(StoredEvent::decode).toList();
    }

    /** Events as they are stored, from behind a place, by entities; fewer if they are large, but not none. */
    List<StoredEvent> storedByEntity(Place after, int limit) {
        List<StoredEvent> events = new ArrayList<>();
        long bytes = 0;
        try (Snapshot.Scan scan = snapshot.scan(Keys.historiesBehind(after), false)) {
            List<Long> positions = new ArrayList<>();
            boolean more = true;
            while (more && events.size() < limit && bytes < PAGE_BYTES) {
                more = scan.next();
                if (more) {
                    positions.add(Keys.place(scan.key()).position());
                }
                if (!more || positions.size() == CHUNK || events.size() + positions.size() == limit) {
                    for (StoredEvent event : at(positions)) {
                        events.add(event);
                        bytes += event.body().length;
                    }
                    positions.clear();
                }
            }
        }
        return events;
    }

    long positionAt(Instant time) {
        long first = 0;
        long behind = position();
        while (first < behind) {
            long middle = (first + behind) >>> 1;
            StoredEvent event = at(middle + 1);
            if (event != null && event.committedAt().isAfter(time)) {
                behind = middle;
            } else {
                first = middle + 1;
            }
        }
        return first;
    }

    /** The event at a position, or null. */
    @Nullable
    StoredEvent at(long position) {
        byte[] bytes = snapshot.get(Keys.event(position));
        return bytes == null ? null : Records.event(position, bytes);
    }

    private List<StoredEvent> at(List<Long> positions) {
        List<byte[]> keys = positions.stream().map(Keys::event).toList();
        List<byte @Nullable []> values = snapshot.getAll(keys);
        List<StoredEvent> events = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            byte[] value = values.get(i);
            if (value != null) {
                events.add(Records.event(positions.get(i), value));
            }
        }
        return events;
    }

    /** The positions of an entity's events behind a position, up to another, in order. */
    List<Long> positions(Ulid entity, long after, long upTo, int limit) {
        List<Long> positions = new ArrayList<>();
        try (Snapshot.Scan scan = snapshot.scan(Keys.history(entity, after, upTo), false)) {
            while (positions.size() < limit && scan.next()) {
                positions.add(Keys.place(scan.key()).position());
            }
        }
        return positions;
    }

    /** An entity's events behind a position, up to another, in order. */
    List<CommittedEvent> history(Ulid entity, long after, long upTo, int limit) {
        List<Long> positions = positions(entity, after, upTo, limit);
        List<CommittedEvent> events = new ArrayList<>(positions.size());
        for (int from = 0; from < positions.size(); from += CHUNK) {
            at(positions.subList(from, Math.min(from + CHUNK, positions.size())))
                    .forEach(event -> events.add(event.decode()));
        }
        return events;
    }

    Map<Ulid, List<CommittedEvent>> histories(Set<Ulid> entities, long after, int limit) {
        return States.pick(entities, id -> {
            List<CommittedEvent> events = history(id, after, Long.MAX_VALUE, limit);
            return events.isEmpty() ? null : events;
        });
    }

    Map<Ulid, Long> countHistory(Set<Ulid> entities, long upTo) {
        return States.pick(entities, id -> {
            long count = 0;
            try (Snapshot.Scan scan = snapshot.scan(Keys.history(id, 0, upTo), false)) {
                while (scan.next()) {
                    count++;
                }
            }
            return count == 0 ? null : count;
        });
    }

    /** The collection of an entity that was created up to a position, or null. */
    @Nullable
    String collectionOf(Ulid entity, long upTo) {
        List<Long> first = positions(entity, 0, upTo, 1);
        StoredEvent event = first.isEmpty() ? null : at(first.get(0));
        return event == null ? null : event.collection();
    }

    /** The head of an entity at a position. */
    Clock head(Ulid entity, long upTo) {
        Clock head = Clock.EMPTY;
        for (CommittedEvent event : history(entity, 0, upTo, Integer.MAX_VALUE)) {
            head = head.advance(event.event().parents().ids(), event.event().id());
        }
        return head;
    }

    /** @param judged asks the filter's rules about the event's entity */
    List<CommittedEvent> events(EventFilter filter, Predicate<CommittedEvent> judged, int limit, boolean fromEnd) {
        List<CommittedEvent> found = new ArrayList<>();
        Set<Ulid> entities = filter.entities();
        if (entities == null) {
            try (Snapshot.Scan scan = snapshot.scan(Keys.events(filter.after(), filter.upTo()), fromEnd)) {
                while (found.size() < limit && scan.next()) {
                    take(event(scan).decode(), filter, judged, found);
                }
            }
        } else {
            List<Long> positions = positions(entities, filter);
            for (int i = 0; i < positions.size() && found.size() < limit; i++) {
                StoredEvent event = at(positions.get(fromEnd ? positions.size() - 1 - i : i));
                take(Objects.requireNonNull(event).decode(), filter, judged, found);
            }
        }
        if (fromEnd) {
            Collections.reverse(found);
        }
        return List.copyOf(found);
    }

    private static void take(
            CommittedEvent event, EventFilter filter, Predicate<CommittedEvent> judged, List<CommittedEvent> found) {
        if (filter.matches(event) && judged.test(event)) {
            found.add(event);
        }
    }

    private List<Long> positions(Set<Ulid> entities, EventFilter filter) {
        return entities.stream()
                .flatMap(id -> positions(id, filter.after(), filter.upTo(), Integer.MAX_VALUE).stream())
                .sorted()
                .toList();
    }

    long count(EventFilter filter, Predicate<CommittedEvent> judged) {
        if (filter.isPlain()) {
            return Math.max(0, Math.min(filter.upTo(), position()) - Math.max(filter.after(), 0));
        }
        if (filter.entities() != null) {
            return events(filter, judged, Integer.MAX_VALUE, false).size();
        }
        long count = 0;
        try (Snapshot.Scan scan = snapshot.scan(Keys.events(filter.after(), filter.upTo()), false)) {
            while (scan.next()) {
                CommittedEvent event = event(scan).decode();
                count += filter.matches(event) && judged.test(event) ? 1 : 0;
            }
        }
        return count;
    }

    Map<Ulid, CommittedEvent> byId(Set<Ulid> ids) {
        return States.pick(ids, id -> {
            Place place = place(id);
            StoredEvent event = place == null ? null : at(place.position());
            return event == null ? null : event.decode();
        });
    }

    /** Where an event is, or null. */
    @Nullable
    Place place(Ulid eventId) {
        byte[] bytes = snapshot.get(Keys.eventId(eventId));
        return bytes == null ? null : Records.place(bytes);
    }

    Map<Ulid, List<CommittedEvent>> children(Set<EventPlace> parents) {
        Map<Ulid, List<CommittedEvent>> found = new LinkedHashMap<>();
        for (EventPlace parent : parents) {
            List<CommittedEvent> children =
                    history(parent.entityId(), parent.position(), Long.MAX_VALUE, Integer.MAX_VALUE).stream()
                            .filter(event -> event.event().parents().contains(parent.id()))
                            .toList();
            if (!children.isEmpty()) {
                found.put(parent.id(), children);
            }
        }
        return found;
    }

    /** The event at which a walk through the log stands. */
    static StoredEvent event(Snapshot.Scan scan) {
        return Records.event(position(scan.key()), scan.value());
    }

    private static long position(byte[] key) {
        return java.nio.ByteBuffer.wrap(key, 1, Long.BYTES).getLong();
    }
}
