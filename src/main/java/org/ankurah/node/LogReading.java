package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.event.CommittedEvent;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.Predicate;
import org.ankurah.storage.EventFilter;
import org.ankurah.storage.EventReader.EventPlace;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What one identity may read of the log: the events of the entities whose past it may see, judged as the entities are
 * now, deleted or not. Others are, to it, not there. Safe to use from any thread.
 */
public final class LogReading {

    private final StorageEngine storage;
    private final Asker asker;
    private final Access access;

    LogReading(StorageEngine storage, Asker asker) {
        this.storage = storage;
        this.asker = asker;
        this.access = asker.access();
    }

    /** For each entity its events behind a position, oldest first, at most {@code limit} per entity. */
    public Uni<Map<Ulid, List<CommittedEvent>>> history(Set<Ulid> entities, long after, int limit) {
        return remembered(entities).chain(seen -> storage.history(seen, after, limit));
    }

    /** For each entity the number of its events up to a position; those without any are absent. */
    public Uni<Map<Ulid, Long>> countHistory(Set<Ulid> entities, long upTo) {
        return remembered(entities).chain(seen -> storage.countHistory(seen, upTo));
    }

    /** The events of these ids; unknown ids are absent. */
    public Uni<Map<Ulid, CommittedEvent>> eventsById(Set<Ulid> ids) {
        return storage.eventsById(ids)
                .chain(found -> visible(found.values()).map(events -> {
                    Map<Ulid, CommittedEvent> seen = new HashMap<>();
                    events.forEach(event -> seen.put(event.event().id(), event));
                    return seen;
                }));
    }

    /** For each event those that name it as a parent, in the order of the log; events without any are absent. */
    public Uni<Map<Ulid, List<CommittedEvent>>> childEvents(Set<EventPlace> parents) {
        Set<Ulid> entities = parents.stream().map(EventPlace::entityId).collect(Collectors.toSet());
        return remembered(entities)
                .chain(seen -> storage.childEvents(parents.stream()
                        .filter(parent -> seen.contains(parent.entityId()))
                        .collect(Collectors.toSet())));
    }

    /**
     * The events that a filter lets through, at most {@code limit} of them: the first ones, or the last ones. In the
     * order of the log in either case.
     *
     * <p>Fails with {@code FORBIDDEN} if it names a collection whose past is for others only.
     */
    public Uni<List<CommittedEvent>> events(EventFilter filter, int limit, boolean fromEnd) {
        return Uni.createFrom().deferred(() -> storage.events(seen(filter), limit, fromEnd));
    }

    /** The number of events that a filter lets through; fails as {@link #events}. */
    public Uni<Long> countEvents(EventFilter filter) {
        return Uni.createFrom().deferred(() -> storage.countEvents(seen(filter)));
    }

    /**
     * Those of some events, in their order, that may be seen.
     *
     * @param events of any entities
     */
    public Uni<List<CommittedEvent>> visible(Collection<CommittedEvent> events) {
        if (access.remembersAll() || events.isEmpty()) {
            return Uni.createFrom().item(List.copyOf(events));
        }
        Map<String, Set<Ulid>> entities = new HashMap<>();
        events.forEach(event -> entities.computeIfAbsent(event.event().collection(), name -> new HashSet<>())
                .add(event.event().entityId()));
        return remembered(entities)
                .map(seen -> events.stream()
                        .filter(event -> seen.contains(event.event().entityId()))
                        .toList());
    }

    /** The entities among these, deleted or not, whose past may be seen. */
    Uni<Set<Ulid>> remembered(String collection, Set<Ulid> ids) {
        Predicate rule = access.of(collection).history();
        ModelDescriptor model = asker.models().find(collection);
        if (rule.equals(Predicate.TRUE)) {
            return Uni.createFrom().item(ids);
        }
        if (rule.equals(Rights.NEVER) || model == null || ids.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return storage.load(collection, ids).chain(states -> new Judge(storage).allowed(rule, states.values()));
    }

    private Uni<Set<Ulid>> remembered(Set<Ulid> ids) {
        if (access.remembersAll() || ids.isEmpty()) {
            return Uni.createFrom().item(ids);
        }
        return storage.collectionsOf(ids).chain(collections -> {
            Map<String, Set<Ulid>> entities = new HashMap<>();
            collections.forEach((id, collection) -> entities.computeIfAbsent(collection, name -> new HashSet<>())
                    .add(id));
            return remembered(entities);
        });
    }

    private Uni<Set<Ulid>> remembered(Map<String, Set<Ulid>> entities) {
        if (entities.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        List<Uni<Set<Ulid>>> parts = entities.entrySet().stream()
                .map(entry -> remembered(entry.getKey(), entry.getValue()))
                .toList();
        return Uni.join()
                .all(parts)
                .andFailFast()
                .map(seen -> seen.stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }

    /** The filter, and what the entities must fulfil that it lets through. */
    private EventFilter seen(EventFilter filter) {
        Set<String> named = filter.collections();
        require(named);
        if (access.remembersAll()) {
            return filter;
        }
        Map<String, Predicate> rules = new HashMap<>();
        for (ModelDescriptor model : asker.models().all()) {
            Predicate rule = access.of(model.collection()).history();
            if (!rule.equals(Rights.NEVER) && (named == null || named.contains(model.collection()))) {
                rules.put(model.collection(), rule);
            }
        }
        return filter.ofEntities(rules);
    }

    /**
     * Refuses who may see the past of no entity of one of these collections, or of none at all.
     *
     * @param collections null for any
     * @throws org.ankurah.value.AnkurahException with {@code FORBIDDEN}
     */
    public void require(@Nullable Set<String> collections) {
        if (collections != null) {
            collections.forEach(name -> asker.require(
                    access.of(name).history(),
                    "see the past of " + asker.models().get(name).plural()));
        }
        boolean any = asker.models().all().stream()
                .anyMatch(model -> !access.of(model.collection()).history().equals(Rights.NEVER));
        if (!any) {
            throw asker.denied("see the past of anything", null);
        }
    }
}
