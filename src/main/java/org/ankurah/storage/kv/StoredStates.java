package org.ankurah.storage.kv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Fetch;
import org.ankurah.query.Lookups;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;
import org.ankurah.storage.States;
import org.ankurah.value.OrderedBytes;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** The states in a snapshot of the store: those of the present, found by the planner's choice. */
final class StoredStates extends States {

    /** Entities that are remembered during one question, since many others may refer to them. */
    private static final int REMEMBERED = 10_000;

    private final Snapshot snapshot;
    private final Models models;
    private final Indexes indexes;
    private final long position;
    private final Map<Ulid, EntityState> remembered = new HashMap<>();

    StoredStates(Snapshot snapshot, Models models, Indexes indexes) {
        this.snapshot = snapshot;
        this.models = models;
        this.indexes = indexes;
        this.position = new Log(snapshot).position();
    }

    @Override
    protected long position() {
        return position;
    }

    @Override
    protected @Nullable EntityState state(String collection, Ulid id) {
        EntityState known = remembered.get(id);
        if (known != null) {
            return known.model().collection().equals(collection) ? known : null;
        }
        ModelDescriptor model = models.find(collection);
        byte[] bytes = model == null ? null : snapshot.get(Keys.state(collection, id));
        EntityState state = bytes == null || model == null ? null : EntityState.decode(model, id, bytes);
        if (state != null) {
            if (remembered.size() >= REMEMBERED) {
                remembered.clear();
            }
            remembered.put(id, state);
        }
        return state;
    }

    @Override
    protected Map<Ulid, EntityState> load(String collection, Set<Ulid> ids) {
        Map<Ulid, EntityState> found = new LinkedHashMap<>();
        ModelDescriptor model = models.find(collection);
        if (model != null) {
            load(model, List.copyOf(ids)).forEach(state -> found.put(state.id(), state));
        }
        return found;
    }

    private List<EntityState> load(ModelDescriptor model, List<Ulid> ids) {
        List<byte @Nullable []> values = snapshot.getAll(
                ids.stream().map(id -> Keys.state(model.collection(), id)).toList());
        List<EntityState> states = new ArrayList<>(ids.size());
        for (int i = 0; i < values.size(); i++) {
            byte[] bytes = values.get(i);
            if (bytes != null) {
                states.add(EntityState.decode(model, ids.get(i), bytes));
            }
        }
        return states;
    }

    @Override
    protected Stream<EntityState> candidates(Selection selection, Lookups.@Nullable Referring only) {
        Plan plan = plan(selection, only, false);
        Candidates found = candidates(selection.model(), plan, false);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(found, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .filter(entity -> only == null || refers(entity, only))
                .onClose(() -> done(selection, plan, found));
    }

    @Override
    public List<EntityState> referring(String collection, String property, Ulid target) {
        ModelDescriptor model = models.find(collection);
        if (model == null) {
            return List.of();
        }
        Lookups.Referring lookup = new Lookups.Referring(collection, property, target);
        try (Stream<EntityState> found = candidates(Selection.all(model), lookup)) {
            return found.filter(entity -> !entity.deleted()).toList();
        }
    }

    private Plan plan(Selection selection, Lookups.@Nullable Referring only, boolean inOrder) {
        List<Index> ready = indexes.ready(snapshot, selection.model().collection());
        return Planner.plan(selection, new Facts(selection, only), ready, inOrder);
    }

    private void done(Selection selection, Plan plan, Candidates found) {
        found.close();
        indexes.used(plan);
        List<Column> wanted = plan.wanted();
        if (wanted != null) {
            indexes.want(selection.model().collection(), wanted, found.looked());
        }
    }

    private Candidates candidates(ModelDescriptor model, Plan plan, boolean backwards) {
        if (plan instanceof Plan.ByIds by) {
            return Candidates.of(by.ids().iterator(), ids -> load(model, ids));
        }
        if (plan instanceof Plan.ByIndex by) {
            boolean repeats = by.ranges().size() > 1
                    && by.index().columns().get(0).field().isList();
            return Candidates.of(snapshot, by.ranges(), backwards, repeats, ids -> load(model, ids));
        }
        if (plan instanceof Plan.Everything all) {
            return Candidates.of(snapshot, all.states(), backwards, model);
        }
        throw new IllegalStateException("no such plan: " + plan);
    }

    /** Where the candidates come in order, those that the page needs are looked at, and no others. */
    @Override
    protected Page page(Fetch fetch, Lookups.@Nullable Referring only) {
        Selection selection = fetch.selection();
        boolean placed = fetch.after() != null || fetch.before() != null || fetch.fromEnd();
        Plan plan = plan(selection, only, true);
        if (!plan.ordered() || (selection.limit() != null && placed)) {
            return super.page(fetch, only);
        }
        Candidates found = candidates(selection.model(), plan.between(fetch), fetch.fromEnd());
        @Nullable List<Page.Row> rows;
        try {
            rows = rows(fetch, only, found);
        } finally {
            done(selection, plan, found);
        }
        if (rows == null) {
            return super.page(fetch, only);
        }
        boolean more = rows.size() > fetch.size();
        List<Page.Row> page = new ArrayList<>(more ? rows.subList(0, fetch.size()) : rows);
        if (fetch.fromEnd()) {
            Collections.reverse(page);
        }
        return new Page(position, page, more);
    }

    /** One row more than the page has, if there are so many. Null if keys are cut, so that their order is not known. */
    private @Nullable List<Page.Row> rows(Fetch fetch, Lookups.@Nullable Referring only, Candidates found) {
        CompiledSelection selection = compiled(fetch.selection());
        Comparator<SortKey> order = selection.comparator();
        Integer limit = fetch.selection().limit();
        long wanted = Math.min(fetch.size() + 1L, limit == null ? Long.MAX_VALUE : limit);
        List<Page.Row> rows = new ArrayList<>();
        while (rows.size() < wanted && found.hasNext()) {
            EntityState entity = found.next();
            if (!selection.matches(entity, this) || (only != null && !refers(entity, only))) {
                continue;
            }
            SortKey key = selection.key(entity, this);
            if (key.values().stream().anyMatch(OrderedBytes::isCut)) {
                return null;
            }
            if ((fetch.after() == null || order.compare(key, fetch.after()) > 0)
                    && (fetch.before() == null || order.compare(key, fetch.before()) < 0)) {
                rows.add(new Page.Row(entity, key));
            }
        }
        return rows;
    }
}
