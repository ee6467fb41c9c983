package org.ankurah.storage.kv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.LikePattern;
import org.ankurah.query.Lookups;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.storage.kv.Column.Field;
import org.ankurah.value.OrderedBytes;
import org.ankurah.value.OrderedBytes.Place;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the conjuncts of a selection say of an entity's own properties, as far as an index can use it. Whatever matches
 * the selection fulfils all of it, but not the other way round: conjuncts that no index can use are left out, and so is
 * what cannot be told exactly.
 */
final class Facts {

    /** Values of a list of which each is looked up. */
    private static final int MOST_VALUES = 256;

    private final SortedMap<Field, List<byte[]>> equal = new TreeMap<>();
    private final SortedMap<Field, Span> spans = new TreeMap<>();
    private @Nullable Set<Ulid> ids;

    /**
     * A range of the bytes of values, as in an ascending column.
     *
     * @param from the first
     * @param to behind the last
     */
    @SuppressWarnings("ArrayRecordComponent") // made here, and only read
    record Span(byte[] from, byte[] to) {

        /** All values but null. */
        static final Span ANY = new Span(OrderedBytes.anyValue(), KeyRange.behind(OrderedBytes.anyValue()));

        Span and(Span other) {
            byte[] first = Arrays.compareUnsigned(from, other.from) > 0 ? from : other.from;
            byte[] last = Arrays.compareUnsigned(to, other.to) < 0 ? to : other.to;
            return new Span(first, last);
        }
    }

    /** @param only what the entities must refer to besides */
    Facts(Selection selection, Lookups.@Nullable Referring only) {
        look(selection.predicate());
        look(selection.sight().rule());
        PropertyDescriptor property = only == null ? null : selection.model().property(only.property());
        if (only != null && property != null) {
            equal.put(Field.of(property), List.of(OrderedBytes.of(new Value.Id(only.target()))));
        }
    }

    /** The values of which a field has one, as bytes. */
    Map<Field, List<byte[]>> equal() {
        return equal;
    }

    /** The ranges in which fields lie. */
    Map<Field, Span> spans() {
        return spans;
    }

    /** The entities there can be; null if any. */
    @Nullable
    Set<Ulid> ids() {
        return ids;
    }

    private void look(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            and.terms().forEach(this::look);
        } else if (predicate instanceof Predicate.Compare compare
                && compare.left() instanceof Operand.Field left
                && compare.right() instanceof Operand.Literal right) {
            compare(left.path(), compare.op(), right.value());
        } else if (predicate instanceof Predicate.In in) {
            oneOf(in.path(), in.values());
        } else if (predicate instanceof Predicate.IsNull isNull) {
            Field field = single(isNull.path());
            if (field != null) {
                equal(field, List.of(OrderedBytes.of(Value.NULL)));
            }
        } else if (predicate instanceof Predicate.Not not && not.term() instanceof Predicate.IsNull isNull) {
            within(single(isNull.path()), Span.ANY);
        } else if (predicate instanceof Predicate.Like like
                && !like.ignoreCase()
                && like.pattern() instanceof Value.Str pattern) {
            byte[] prefix = OrderedBytes.beginningOf(
                    LikePattern.of(pattern.value(), false).prefix());
            within(single(like.path()), new Span(prefix, KeyRange.behind(prefix)));
        } else if (predicate instanceof Predicate.ListContains contains) {
            contains(contains);
        }
    }

    /** The field of a path that leads to one value, if an index can have it. */
    private static @Nullable Field single(Path path) {
        Field field = Field.of(path);
        return field == null || field.isList() ? null : field;
    }

    private void compare(Path path, Predicate.Comparison op, Value literal) {
        Field field = single(path);
        if (field == null || literal == Value.NULL) {
            return;
        }
        if (path.isId() && op == Predicate.Comparison.EQ && literal instanceof Value.Id id) {
            only(Set.of(id.value()));
            return;
        }
        Place place = OrderedBytes.place(field.type(), literal);
        if (place == null) {
            return;
        }
        byte[] behind = KeyRange.behind(place.high());
        Span any = Span.ANY;
        switch (op) {
            case EQ -> {
                if (place.isPoint()) {
                    equal(field, List.of(place.low()));
                } else {
                    within(field, new Span(place.low(), behind));
                }
            }
            case LT -> within(field, new Span(any.from(), place.exact() ? place.low() : behind));
            case LE -> within(field, new Span(any.from(), behind));
            case GT -> within(field, new Span(place.exact() ? behind : place.low(), any.to()));
            case GE -> within(field, new Span(place.low(), any.to()));
            case NE -> within(field, any);
        }
    }

    private void oneOf(Path path, List<Value> values) {
        Field field = single(path);
        if (field == null) {
            return;
        }
        if (path.isId()) {
            Set<Ulid> named = new LinkedHashSet<>();
            for (Value value : values) {
                if (value instanceof Value.Id id) {
                    named.add(id.value());
                }
            }
            only(named);
            return;
        }
        List<byte[]> points = points(field, values);
        if (points != null) {
            equal(field, points);
        }
    }

    private void contains(Predicate.ListContains contains) {
        Field field = Field.of(contains.path());
        if (field == null || !field.isList()) {
            return;
        }
        List<byte[]> points = points(field, contains.values());
        if (points != null && !points.isEmpty()) {
            equal(field, contains.all() ? points.subList(0, 1) : points);
        }
    }

    /** The bytes of all values but null; null if there are too many, or one is not a single place. */
    private static @Nullable List<byte[]> points(Field field, List<Value> values) {
        if (values.size() > MOST_VALUES) {
            return null;
        }
        List<byte[]> points = new ArrayList<>();
        for (Value value : values) {
            if (value != Value.NULL) {
                Place place = OrderedBytes.place(field.element(), value);
                if (place == null || !place.isPoint()) {
                    return null;
                }
                if (points.stream().noneMatch(point -> Arrays.equals(point, place.low()))) {
                    points.add(place.low());
                }
            }
        }
        return points;
    }

    private void equal(Field field, List<byte[]> values) {
        List<byte[]> before = equal.get(field);
        if (before == null || values.size() < before.size()) {
            equal.put(field, values);
        }
    }

    private void within(@Nullable Field field, Span span) {
        if (field != null) {
            spans.merge(field, span, Span::and);
        }
    }

    private void only(Set<Ulid> named) {
        Set<Ulid> both = new LinkedHashSet<>(named);
        if (ids != null) {
            both.retainAll(ids);
        }
        ids = both;
    }
}
