package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.storage.StateReader;
import org.ankurah.value.Ulid;

/**
 * What one identity may read of entities: as they are, or as they were right behind one position of the log. Safe to
 * use from any thread. One of the past keeps what it found out of it, so it is for one request.
 */
public final class Reading {

    private final StateReader states;

    Reading(StateReader states) {
        this.states = states;
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
        return states.load(collection, ids);
    }

    /** One page of a selection. */
    public Uni<Page> fetch(Fetch fetch) {
        return states.fetch(fetch);
    }

    /** For each target one page of the entities that refer to it; targets without any are absent. */
    public Uni<Map<Ulid, Page>> fetchReferring(Fetch fetch, String property, Set<Ulid> targets) {
        return states.fetchReferring(fetch, property, targets);
    }

    /** The number of matches, whatever the selection's limit. */
    public Uni<Long> count(Selection selection) {
        return states.count(selection);
    }

    /** The groups of an aggregation in order. */
    public Uni<List<Aggregation.Group>> aggregate(Aggregation aggregation) {
        return states.aggregate(aggregation);
    }

    /** For each target the number of matches that refer to it; targets without any are absent. */
    public Uni<Map<Ulid, Long>> countReferring(Selection selection, String property, Set<Ulid> targets) {
        return states.countReferring(selection, property, targets);
    }

    /** The collection each of these ids belongs to; unknown ids are absent. */
    public Uni<Map<Ulid, String>> collectionsOf(Set<Ulid> ids) {
        return states.collectionsOf(ids);
    }
}
