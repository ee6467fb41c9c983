package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.node.Unread.Need;
import org.ankurah.query.Fetch;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Selection;
import org.ankurah.query.Terms;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the rules for a transaction look at besides the entities that it writes. A commit has to name beforehand what it
 * reads; which entities a rule looks at depends on what it finds on its way. So a commit that finds something missing
 * decides nothing, and is tried again with what it missed, until nothing is. Each try reads the entities anew: if a
 * reference has moved meanwhile, that is found out in the same way.
 *
 * <p>Only which entities refer to another one is as of when it was read, a moment before the commit.
 */
final class Surroundings {

    /** More entities than this that refer to one are not gone through by a rule within a commit. */
    private static final int MAX_REFERRING = 10_000;

    private final Map<String, Set<Ulid>> entities = new HashMap<>();
    private final Map<Need.Referring, Set<Ulid>> referring = new HashMap<>();

    /** Ids to read, by collection. */
    Map<String, Set<Ulid>> entities() {
        return entities;
    }

    /** The ids of entities that refer to another one; null if they were not read. */
    @Nullable
    Set<Ulid> referring(Need.Referring need) {
        return referring.get(need);
    }

    /** Sees to it that the next try knows what this one has missed. */
    Uni<Void> add(Set<Need> needs, StorageEngine storage, Models models) {
        List<Need.Referring> toFind = new ArrayList<>();
        for (Need need : needs) {
            if (need instanceof Need.Entity entity) {
                ids(entity.collection()).add(entity.id());
            } else if (need instanceof Need.Referring from) {
                toFind.add(from);
            }
        }
        return Multi.createFrom()
                .iterable(toFind)
                .onItem()
                .transformToUniAndConcatenate(need -> add(need, storage, models))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> add(Need.Referring need, StorageEngine storage, Models models) {
        ModelDescriptor model = models.get(need.collection());
        Selection all = new Selection(model, refersTo(model, need), List.of(), null);
        return storage.fetch(Fetch.first(all, MAX_REFERRING + 1))
                .invoke(page -> {
                    if (page.rows().size() > MAX_REFERRING) {
                        throw AnkurahException.limitExceeded("More than " + MAX_REFERRING + " entities of "
                                + need.collection() + " would have to be looked at to decide whether you may do this.");
                    }
                    Set<Ulid> ids =
                            page.rows().stream().map(row -> row.entity().id()).collect(Collectors.toSet());
                    referring.put(need, ids);
                    ids(need.collection()).addAll(ids);
                })
                .replaceWithVoid();
    }

    private static Predicate refersTo(ModelDescriptor model, Need.Referring need) {
        PropertyDescriptor property = model.property(need.property());
        if (property == null) {
            throw new IllegalArgumentException("no property " + need.property() + " of " + model);
        }
        Path path = new Path(List.of(), property.name(), List.of(), property.type());
        Value target = new Value.Id(need.target());
        return property.isList()
                ? Terms.containsAll(path, List.of(target))
                : Terms.compare(path, Comparison.EQ, target);
    }

    private Set<Ulid> ids(String collection) {
        return entities.computeIfAbsent(collection, c -> new HashSet<>());
    }
}
