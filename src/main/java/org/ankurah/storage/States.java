package org.ankurah.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
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

/**
 * The states of entities at one position, and what can be asked of them. An engine says where entities are found; what
 * belongs to an answer is decided here, by the evaluator. Answers at once; not safe for use by several threads.
 */
public abstract class States implements Entities {

    /** The position of the last event that these states know. */
    protected abstract long position();

    /** An entity, deleted or not; null if there is none. */
    protected abstract @Nullable EntityState state(String collection, Ulid id);

    /**
     * Entities of the selection's collection among which all matches are, in any order, each once. The stream is used up
     * before anything else is asked.
     *
     * @param only if given, only those matches are wanted that refer to a target; its collection is the selection's
     */
    protected abstract Stream<EntityState> candidates(Selection selection, Lookups.@Nullable Referring only);

    /** What became of the entities by now; these states themselves if they are of the present. */
    protected States present() {
        return this;
    }

    /** One page of those that refer to a target, or of all. */
    protected Page page(Fetch fetch, Lookups.@Nullable Referring only) {
        List<EntityState> found;
        try (Stream<EntityState> candidates = candidates(fetch.selection(), only)) {
            found = candidates.toList();
        }
        return Pages.page(fetch, compiled(fetch.selection()), found, this, position());
    }

    final Page page(Fetch fetch) {
        return page(fetch, null);
    }

    /** Pages of those that refer to targets; targets without any are absent. */
    final Map<Ulid, Page> pages(Fetch fetch, String property, Set<Ulid> targets) {
        return pick(targets, target -> {
            Page page = page(fetch, referring(fetch.selection(), property, target));
            return page.rows().isEmpty() && !page.more() ? null : page;
        });
    }

    final long count(Selection selection) {
        return count(selection, null);
    }

    /** The number of those that refer to targets; targets without any are absent. */
    final Map<Ulid, Long> counts(Selection selection, String property, Set<Ulid> targets) {
        return pick(targets, target -> {
            long count = count(selection, referring(selection, property, target));
            return count == 0 ? null : count;
        });
    }

    private long count(Selection selection, Lookups.@Nullable Referring only) {
        CompiledSelection compiled = compiled(selection);
        try (Stream<EntityState> candidates = candidates(selection, only)) {
            return candidates.filter(entity -> compiled.matches(entity, this)).count();
        }
    }

    final Found find(Lookups lookups) {
        List<EntityState> found = new ArrayList<>();
        lookups.entities()
                .forEach((collection, ids) ->
                        found.addAll(pick(ids, id -> find(collection, id)).values()));
        Map<Lookups.Referring, List<EntityState>> referring = new LinkedHashMap<>();
        lookups.referring()
                .forEach(lookup -> referring.put(
                        lookup, List.copyOf(referring(lookup.collection(), lookup.property(), lookup.target()))));
        return new Found(position(), found, referring);
    }

    final List<Aggregation.Group> aggregate(Aggregation aggregation) {
        Tally tally = new Tally(aggregation);
        CompiledSelection selection = compiled(aggregation.selection());
        try (Stream<EntityState> candidates = candidates(aggregation.selection(), null)) {
            candidates.filter(entity -> selection.matches(entity, this)).forEach(tally::add);
        }
        return tally.groups();
    }

    /** The entities of these ids, deleted or not; unknown ids are absent. */
    protected Map<Ulid, EntityState> load(String collection, Set<Ulid> ids) {
        return pick(ids, id -> state(collection, id));
    }

    @Override
    public final @Nullable EntityState find(String collection, Ulid id) {
        EntityState entity = state(collection, id);
        return entity == null || entity.deleted() ? null : entity;
    }

    /** Tells of which events the entity, deleted or not, fulfils the filter's rules. */
    public final Predicate<CommittedEvent> judging(EventFilter filter) {
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
        EntityState state = state(collection, id);
        return state != null && CompiledRule.of(rule).holds(state, this);
    }

    /** The selection, made ready to be asked of these states. */
    protected final CompiledSelection compiled(Selection selection) {
        States now = present();
        return now == this
                ? CompiledSelection.of(selection)
                : CompiledSelection.of(selection, entity -> {
                    String collection = entity.model().collection();
                    return now.fulfils(
                            collection, entity.id(), selection.sight().present(collection));
                });
    }

    private static Lookups.Referring referring(Selection selection, String property, Ulid target) {
        return new Lookups.Referring(selection.model().collection(), property, target);
    }

    /** Whether an entity refers to a target by a reference, or by a list of them. */
    protected static boolean refers(EntityState entity, Lookups.Referring lookup) {
        Value value = entity.value(lookup.property());
        Value id = new Value.Id(lookup.target());
        return value instanceof Value.Items items ? items.value().contains(id) : value.equals(id);
    }

    /** What there is of some ids, in their order. */
    public static <T> Map<Ulid, T> pick(Set<Ulid> ids, Function<Ulid, @Nullable T> find) {
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
