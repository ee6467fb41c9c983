package org.ankurah.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Value;
import org.ankurah.value.Values;

/**
 * A selection made ready to be asked of many entities. Immutable, pure, and safe to use from any thread. Answers
 * for one entity; the selection's limit is the caller's concern.
 */
public final class CompiledSelection {

    private final Condition condition;
    private final CompiledSight sight;
    private final List<PathReader> keys;
    private final Comparator<SortKey> comparator;

    private CompiledSelection(Selection selection, CompiledSight sight) {
        this.condition = Conditions.of(selection.predicate());
        this.sight = sight;
        this.keys =
                selection.order().stream().map(key -> PathReader.of(key.path())).toList();
        this.comparator = comparator(selection.order());
    }

    public static CompiledSelection of(Selection selection) {
        return new CompiledSelection(selection, CompiledSight.of(selection.sight()));
    }

    /**
     * A selection of the past.
     *
     * @param remembered tells of entities of then whether they are now as the selection's sight demands
     */
    public static CompiledSelection of(Selection selection, java.util.function.Predicate<EntityState> remembered) {
        return new CompiledSelection(selection, CompiledSight.of(selection.sight(), remembered));
    }

    /** What the predicate says of an entity, deleted or not, that may be seen or not. */
    public Truth test(EntityState entity, Entities entities) {
        return condition.of(entity, sight.in(entities));
    }

    /** Whether an entity belongs to the result: it lives, may be seen, and the predicate is true of it. */
    public boolean matches(EntityState entity, Entities entities) {
        return entity.exists()
                && !entity.deleted()
                && sight.shows(entity, entities)
                && test(entity, entities) == Truth.TRUE;
    }

    /** The place of an entity in the order. */
    public SortKey key(EntityState entity, Entities entities) {
        if (keys.isEmpty()) {
            return new SortKey(List.of(), entity.id());
        }
        List<Value> values = new ArrayList<>(keys.size());
        Entities seen = sight.in(entities);
        keys.forEach(key -> values.add(key.read(entity, seen)));
        return new SortKey(values, entity.id());
    }

    /** Puts keys of this selection in its order: nulls last ascending and first descending, ties by ascending id. */
    public Comparator<SortKey> comparator() {
        return comparator;
    }

    private static Comparator<SortKey> comparator(List<Order> order) {
        boolean[] descending = new boolean[order.size()];
        for (int i = 0; i < descending.length; i++) {
            descending[i] = order.get(i).descending();
        }
        return (a, b) -> {
            for (int i = 0; i < descending.length; i++) {
                int c = compareNullsLast(a.values().get(i), b.values().get(i));
                if (c != 0) {
                    return descending[i] ? Integer.compare(0, c) : c;
                }
            }
            return a.id().compareTo(b.id());
        };
    }

    private static int compareNullsLast(Value a, Value b) {
        if (a == Value.NULL || b == Value.NULL) {
            return Boolean.compare(a == Value.NULL, b == Value.NULL);
        }
        return Values.compare(a, b);
    }
}
