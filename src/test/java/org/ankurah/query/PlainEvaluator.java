package org.ankurah.query;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What selections mean, said a second time as plainly as possible and without regard to cost: the yardstick for
 * the compiled evaluator, with which it shares no code. Truth is a Boolean, unknown is null; a value is a plain
 * Java object, absent is null.
 */
public final class PlainEvaluator {

    private final Map<Ulid, EntityState> living = new HashMap<>();
    private final List<EntityState> rows;

    public PlainEvaluator(List<EntityState> rows) {
        this.rows = rows;
        rows.stream().filter(row -> !row.deleted()).forEach(row -> living.put(row.id(), row));
    }

    /** The ids of the result, in order. */
    public List<Ulid> run(Selection selection) {
        Comparator<EntityState> order = Comparator.comparing(row -> row.id().toString());
        for (int i = selection.order().size() - 1; i >= 0; i--) {
            Order key = selection.order().get(i);
            Comparator<EntityState> byKey = (a, b) -> nullsLast(read(key.path(), a), read(key.path(), b));
            order = (key.descending() ? byKey.reversed() : byKey).thenComparing(order);
        }
        return rows.stream()
                .filter(row -> row.model() == selection.model() && !row.deleted())
                .filter(row -> Boolean.TRUE.equals(test(selection.predicate(), row)))
                .sorted(order)
                .limit(selection.limit() == null ? Long.MAX_VALUE : selection.limit())
                .map(EntityState::id)
                .toList();
    }

    /** Whether a predicate is true of a row, deleted or not, even of one of another world. */
    public boolean isTrue(Predicate predicate, EntityState row) {
        return Boolean.TRUE.equals(test(predicate, row));
    }

    private @Nullable Boolean test(Predicate predicate, EntityState row) {
        if (predicate instanceof Predicate.And and) {
            return all(and.terms(), row, false);
        }
        if (predicate instanceof Predicate.Or or) {
            return negate(all(or.terms(), row, true));
        }
        if (predicate instanceof Predicate.Not not) {
            return negate(test(not.term(), row));
        }
        if (predicate instanceof Predicate.Compare compare) {
            return compare(operand(compare.left(), row), compare.op(), operand(compare.right(), row));
        }
        if (predicate instanceof Predicate.In in) {
            Object value = read(in.path(), row);
            return any(in.values().stream().map(one -> equal(value, PlainValues.of(one))));
        }
        if (predicate instanceof Predicate.Like like) {
            Object pattern = PlainValues.of(like.pattern());
            return PlainValues.text(read(like.path(), row)) instanceof String text && pattern != null
                    ? PlainValues.like(text, (String) pattern, like.ignoreCase())
                    : null;
        }
        if (predicate instanceof Predicate.IsNull isNull) {
            return read(isNull.path(), row) == null;
        }
        if (predicate instanceof Predicate.ListIsEmpty empty) {
            return read(empty.path(), row) instanceof List<?> list ? list.isEmpty() : null;
        }
        if (predicate instanceof Predicate.ListContains contains) {
            return contains(contains, row);
        }
        if (predicate instanceof Predicate.JsonContains contains) {
            return PlainValues.jsonContains(read(contains.path(), row), PlainValues.of(contains.document()));
        }
        if (predicate instanceof Predicate.Some some) {
            return reached(some.hop(), row).stream().anyMatch(one -> Boolean.TRUE.equals(test(some.inner(), one)));
        }
        if (predicate instanceof Predicate.Every every) {
            return reached(every.hop(), row).stream().allMatch(one -> Boolean.TRUE.equals(test(every.inner(), one)));
        }
        Predicate.Count count = (Predicate.Count) predicate;
        return compare(
                BigDecimal.valueOf(reached(count.hop(), row).size()), count.op(), BigDecimal.valueOf(count.number()));
    }

    private Set<EntityState> reached(Hop hop, EntityState row) {
        EntityState origin = row;
        for (String ref : hop.refs()) {
            origin = origin == null ? null : target(origin, ref);
        }
        if (origin == null) {
            return Set.of();
        }
        if (hop instanceof Hop.Referring referring) {
            Object id = PlainValues.of(new Value.Id(origin.id()));
            return living.values().stream()
                    .filter(one -> one.model().collection().equals(referring.source()))
                    .filter(one -> {
                        Object held = PlainValues.of(one.value(referring.property()));
                        return held instanceof List<?> list ? list.contains(id) : id.equals(held);
                    })
                    .collect(Collectors.toSet());
        }
        Hop.Reachable reachable = (Hop.Reachable) hop;
        Set<EntityState> reached = new HashSet<>(reachable.self() ? Set.of(origin) : Set.of());
        EntityState next = target(origin, reachable.property());
        while (next != null && reached.add(next)) {
            next = target(next, reachable.property());
        }
        return reached;
    }

    private @Nullable EntityState target(EntityState row, String ref) {
        String collection = Objects.requireNonNull(row.model().property(ref)).target();
        EntityState target = row.value(ref) instanceof Value.Id id ? living.get(id.value()) : null;
        return target != null && target.model().collection().equals(collection) ? target : null;
    }

    /** Whether all terms are true, or, negated, all false. */
    private @Nullable Boolean all(List<Predicate> terms, EntityState row, boolean negated) {
        boolean unknown = false;
        for (Predicate term : terms) {
            Boolean truth = negated ? negate(test(term, row)) : test(term, row);
            if (Boolean.FALSE.equals(truth)) {
                return false;
            }
            unknown |= truth == null;
        }
        return unknown ? null : Boolean.TRUE;
    }

    private @Nullable Boolean contains(Predicate.ListContains contains, EntityState row) {
        boolean nulls = contains.values().contains(Value.NULL);
        if (nulls || !(read(contains.path(), row) instanceof List<?> list)) {
            return null;
        }
        for (Value wanted : contains.values()) {
            boolean held = list.stream().anyMatch(one -> Boolean.TRUE.equals(equal(one, PlainValues.of(wanted))));
            if (held != contains.all()) {
                return held;
            }
        }
        return contains.all();
    }

    private @Nullable Object operand(Operand operand, EntityState row) {
        return operand instanceof Operand.Field field
                ? read(field.path(), row)
                : PlainValues.of(((Operand.Literal) operand).value());
    }

    private @Nullable Object read(Path path, EntityState row) {
        EntityState current = row;
        for (String ref : path.refs()) {
            EntityState next = target(current, ref);
            if (next == null) {
                return null;
            }
            current = next;
        }
        return path.isId() ? current.id().toString() : PlainValues.inside(current.value(path.property()), path.json());
    }

    private static @Nullable Boolean compare(@Nullable Object a, Comparison op, @Nullable Object b) {
        if (op == Comparison.EQ || op == Comparison.NE) {
            Boolean equal = equal(a, b);
            return op == Comparison.EQ ? equal : negate(equal);
        }
        Integer order = a == null || b == null ? null : PlainValues.order(a, b);
        if (order == null) {
            return null;
        }
        boolean less = op == Comparison.LT || op == Comparison.LE;
        boolean orEqual = op == Comparison.LE || op == Comparison.GE;
        return order == 0 ? orEqual : (order < 0) == less;
    }

    private static @Nullable Boolean equal(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null ? null : Boolean.valueOf(PlainValues.equal(a, b));
    }

    private static @Nullable Boolean any(Stream<Boolean> truths) {
        List<Boolean> all = Arrays.asList(truths.toArray(Boolean[]::new));
        if (all.contains(Boolean.TRUE)) {
            return true;
        }
        return all.contains(null) ? null : Boolean.FALSE;
    }

    private static @Nullable Boolean negate(@Nullable Boolean truth) {
        return truth == null ? null : Boolean.valueOf(!truth);
    }

    private static int nullsLast(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        return Objects.requireNonNull(PlainValues.order(a, b));
    }
}
