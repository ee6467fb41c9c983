package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.storage.StateReader;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What one identity may read of entities: as they are, or as they were right behind one position of the log. What it
 * may not see is not there: neither by id nor in lists, counts and figures, nor for its own predicates and orders. Safe
 * to use from any thread. One of the past keeps what it found out of it, so it is for one request.
 *
 * <p>Lists, counts and figures fail with {@code FORBIDDEN} if they are about a collection of which the identity may list
 * nothing at all, or if they ask about properties that are hidden from it.
 */
public final class Reading {

    private final StateReader states;
    private final Asker asker;
    private final @Nullable LogReading present;

    /** @param present says whose past may be seen, if this is of the past and the asker chose the moment */
    Reading(StateReader states, Asker asker, @Nullable LogReading present) {
        this.states = states;
        this.asker = asker;
        this.present = present;
    }

    /** The living entities of a collection with these ids; others are absent. */
    public Uni<Map<Ulid, EntityState>> find(String collection, Set<Ulid> ids) {
        return load(collection, ids)
                .map(found -> found.entrySet().stream()
                        .filter(entry -> !entry.getValue().deleted())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The entities of a collection with these ids, deleted ones included; unknown ids are absent. */
    public Uni<Map<Ulid, EntityState>> load(String collection, Set<Ulid> ids) {
        Uni<Map<Ulid, EntityState>> found = states.load(collection, ids);
        return asker.isOpen() ? found : found.chain(all -> visible(collection, all));
    }

    private Uni<Map<Ulid, EntityState>> visible(String collection, Map<Ulid, EntityState> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return new Judge(states)
                .allowed(asker.access().of(collection).retrieve(), found.values())
                .chain(seen -> present == null ? Uni.createFrom().item(seen) : present.remembered(collection, seen))
                .map(seen -> {
                    Map<Ulid, EntityState> visible = new HashMap<>();
                    seen.forEach(id -> visible.put(id, asker.shown(Objects.requireNonNull(found.get(id)))));
                    return visible;
                });
    }

    /** One page of a selection. */
    public Uni<Page> fetch(Fetch fetch) {
        return Uni.createFrom().deferred(() -> states.fetch(seen(fetch)).map(asker::shown));
    }

    /** For each target one page of the entities that refer to it; targets without any are absent. */
    public Uni<Map<Ulid, Page>> fetchReferring(Fetch fetch, String property, Set<Ulid> targets) {
        return Uni.createFrom().deferred(() -> {
            asker.requireOpen(fetch.selection().model(), property);
            return states.fetchReferring(seen(fetch), property, targets).map(this::shown);
        });
    }

    /** The number of matches, whatever the selection's limit. */
    public Uni<Long> count(Selection selection) {
        return Uni.createFrom().deferred(() -> states.count(seen(selection)));
    }

    /** The groups of an aggregation in order. */
    public Uni<List<Aggregation.Group>> aggregate(Aggregation aggregation) {
        return Uni.createFrom()
                .deferred(() ->
                        states.aggregate(present == null ? asker.seen(aggregation) : asker.seenInPast(aggregation)));
    }

    /** For each target the number of matches that refer to it; targets without any are absent. */
    public Uni<Map<Ulid, Long>> countReferring(Selection selection, String property, Set<Ulid> targets) {
        return Uni.createFrom().deferred(() -> {
            asker.requireOpen(selection.model(), property);
            return states.countReferring(seen(selection), property, targets);
        });
    }

    /** The collection each of these ids belongs to, whether the entities may be seen or not; unknown ids are absent. */
    public Uni<Map<Ulid, String>> collectionsOf(Set<Ulid> ids) {
        return states.collectionsOf(ids);
    }

    private Map<Ulid, Page> shown(Map<Ulid, Page> pages) {
        if (asker.isOpen()) {
            return pages;
        }
        Map<Ulid, Page> shown = new HashMap<>();
        pages.forEach((target, page) -> shown.put(target, asker.shown(page)));
        return shown;
    }

    private Fetch seen(Fetch fetch) {
        Selection selection = seen(fetch.selection());
        return new Fetch(selection, fetch.after(), fetch.before(), fetch.size(), fetch.fromEnd());
    }

    private Selection seen(Selection selection) {
        return present == null ? asker.seen(selection) : asker.seenInPast(selection);
    }
}
