package org.ankurah.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Aggregation;
import org.ankurah.query.CompiledRule;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Page;
import org.ankurah.query.Pages;
import org.ankurah.query.Selection;
import org.ankurah.query.Tally;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** The states of entities at one position, and what can be asked of them: each question looks at all of a collection. */
final class MemoryStates implements Entities {

    private final Map<String, Map<Ulid, EntityState>> states = new TreeMap<>();
    private final @Nullable MemoryStates present;
    private long position;

    /** Those of the present. */
    MemoryStates() {
        this(null);
    }

    /** @param present what became of them by now; null if these are of the present */
    MemoryStates(@Nullable MemoryStates present) {
        this.present = present;
    }

    /** Every entity of a collection by id, deleted or not. */
    Map<Ulid, EntityState> of(String collection) {
        return states.computeIfAbsent(collection, name -> new TreeMap<>());
    }

    void put(EntityState state) {
        of(state.model().collection()).put(state.id(), state);
    }

    /** The states are now those behind a position. */
    void advance(long to) {
        position = to;
    }

    Page page(Fetch fetch) {
        return page(fetch, entity -> true);
    }

    /** Pages of those that refer to targets; targets without any are absent. */
    Map<Ulid, Page> pages(Fetch fetch, String property, Set<Ulid> targets) {
        return pick(targets, target -> {
            Page page = page(fetch, entity -> refersTo(entity, property, target));
            return page.rows().isEmpty() && !page.more() ? null : page;
        });
    }

    private Page page(Fetch fetch, Predicate<EntityState> condition) {
        List<EntityState> candidates = candidates(fetch.selection(), condition);
        return Pages.page(fetch, compiled(fetch.selection()), candidates, this, position);
    }

    long count(Selection selection) {
        return count(selection, entity -> true);
    }

    /** The number of those that refer to targets; targets without any are absent. */
    Map<Ulid, Long> counts(Selection selection, String property, Set<Ulid> targets) {
        return pick(targets, target -> {
            long count = count(selection, entity -> refersTo(entity, property, target));
            return count == 0 ? null : count;
        });
    }

    private long count(Selection selection, Predicate<EntityState> condition) {
        return Pages.count(compiled(selection), candidates(selection, condition), this);
    }

    /** Tells of which events the entity, deleted or not, fulfils the filter's rules. */
    Predicate<CommittedEvent> judging(EventFilter filter) {
        Map<String, org.ankurah.query.Predicate> rules = filter.rules();
        if (rules == null) {
            return committed -> true;
        }
        return committed -> {
            org.ankurah.query.Predicate rule = rules.get(committed.event().collection());
            return rule != null
                    && fulfils(committed.event().collection(), committed.event().entityId(), rule);
        };
    }

    /** Whether an entity, deleted or not, is there and fulfils a rule. */
    private boolean fulfils(String collection, Ulid id, org.ankurah.query.Predicate rule) {
        EntityState state = of(collection).get(id);
        return state != null && CompiledRule.of(rule).holds(state, this);
    }

    Found find(Lookups lookups) {
        List<EntityState> found = new ArrayList<>();
        lookups.entities()
                .forEach((collection, ids) ->
                        found.addAll(pick(ids, id -> find(collection, id)).values()));
        Map<Lookups.Referring, List<EntityState>> referring = new LinkedHashMap<>();
        lookups.referring()
                .forEach(lookup ->
                        referring.put(lookup, referring(lookup.collection(), lookup.property(), lookup.target())));
        return new Found(position, found, referring);
    }

    List<Aggregation.Group> aggregate(Aggregation aggregation) {
        Tally tally = new Tally(aggregation);
        CompiledSelection selection = compiled(aggregation.selection());
        candidates(aggregation.selection(), entity -> true).stream()
                .filter(entity -> selection.matches(entity, this))
                .forEach(tally::add);
        return tally.groups();
    }

    Map<Ulid, EntityState> load(String collection, Set<Ulid> ids) {
        return pick(ids, of(collection)::get);
    }

    @Override
    public @Nullable EntityState find(String collection, Ulid id) {
        EntityState entity = of(collection).get(id);
        return entity == null || entity.deleted() ? null : entity;
    }

    @Override
    public List<EntityState> referring(String collection, String property, Ulid target) {
        return of(collection).values().stream()
                .filter(entity -> !entity.deleted() && refersTo(entity, property, target))
                .toList();
    }

    private CompiledSelection compiled(Selection selection) {
        MemoryStates now = present;
        return now == null
                ? CompiledSelection.of(selection)
                : CompiledSelection.of(selection, entity -> {
                    String collection = entity.model().collection();
                    return now.fulfils(
                            collection, entity.id(), selection.sight().present(collection));
                });
    }

    private List<EntityState> candidates(Selection selection, Predicate<EntityState> condition) {
        return of(selection.model().collection()).values().stream()
                .filter(condition)
                .toList();
    }

    private static boolean refersTo(EntityState entity, String property, Ulid target) {
        Value value = entity.value(property);
        Value id = new Value.Id(target);
        return value instanceof Value.Items items ? items.value().contains(id) : value.equals(id);
    }

    /** What there is of some ids, in their order. */
    static <T> Map<Ulid, T> pick(Set<Ulid> ids, Function<Ulid, @Nullable T> find) {
        Map<Ulid, T> found = new LinkedHashMap<>();
        for (Ulid id : ids) {
            T value = find.apply(id);
            if (value != null) {
                found.put(id, value);
            }
        }
        return found;
    }
}
