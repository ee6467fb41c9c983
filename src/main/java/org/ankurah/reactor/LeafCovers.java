package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.query.LikePattern;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.reactor.IndexCondition.Equality;
import org.ankurah.reactor.IndexCondition.Range;
import org.ankurah.reactor.IndexCondition.Substring;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Finds the conditions by which the index looks up predicates that hold no others. */
final class LeafCovers {

    private LeafCovers() {}

    /** The cover of all for which a predicate is true, or of all for which it is false; null if it has none. */
    static @Nullable Cover of(Predicate predicate, boolean truth) {
        if (predicate instanceof Predicate.Compare compare) {
            return compare(compare, truth);
        }
        if (predicate instanceof Predicate.In in) {
            return in(in, truth);
        }
        if (predicate instanceof Predicate.Like like) {
            return like(like, truth);
        }
        if (predicate instanceof Predicate.ListContains contains) {
            return listContains(contains, truth);
        }
        if (predicate instanceof Predicate.JsonContains contains) {
            return jsonContains(contains, truth);
        }
        if (predicate instanceof Predicate.IsNull isNull && truth) {
            return Cover.of(new Equality(isNull.path(), Value.NULL));
        }
        if (predicate instanceof Predicate.ListIsEmpty isEmpty && truth) {
            return Cover.of(new Equality(isEmpty.path(), new Value.Items(List.of())));
        }
        return null;
    }

    private static @Nullable Cover compare(Predicate.Compare compare, boolean truth) {
        if (!(compare.left() instanceof Operand.Field field) || !(compare.right() instanceof Operand.Literal literal)) {
            return null;
        }
        Value value = literal.value();
        if (isNull(value)) {
            return Cover.NOTHING;
        }
        Path path = field.path();
        return switch (truth ? compare.op() : opposite(compare.op())) {
            case EQ -> Cover.of(new Equality(path, value));
            case NE -> null;
            case LT, LE -> range(path, value, false);
            case GT, GE -> range(path, value, true);
        };
    }

    /** What holds of two values where a comparison is false; where it is unknown, so is its opposite. */
    private static Comparison opposite(Comparison op) {
        return switch (op) {
            case EQ -> Comparison.NE;
            case NE -> Comparison.EQ;
            case LT -> Comparison.GE;
            case LE -> Comparison.GT;
            case GT -> Comparison.LE;
            case GE -> Comparison.LT;
        };
    }

    private static @Nullable Cover range(Path path, Value bound, boolean upwards) {
        Scale scale = Scale.of(bound);
        OrderKey place = scale == null ? null : scale.place(bound);
        if (scale == null || place == null) {
            return null;
        }
        OrderKey low = upwards ? place : OrderKey.LEAST;
        OrderKey high = upwards ? OrderKey.GREATEST : place;
        return Cover.of(new Range(path, scale, low, high));
    }

    private static @Nullable Cover in(Predicate.In in, boolean truth) {
        if (truth) {
            return anyOf(in.path(), in.values());
        }
        return in.values().stream().anyMatch(LeafCovers::isNull) ? Cover.NOTHING : null;
    }

    /** Covers "equal to one of these"; nothing is equal to null. */
    private static @Nullable Cover anyOf(Path path, List<Value> values) {
        return Cover.anyOf(values.stream()
                .filter(value -> !isNull(value))
                .map(value -> new Equality(path, value))
                .toList());
    }

    private static @Nullable Cover like(Predicate.Like like, boolean truth) {
        if (!(like.pattern() instanceof Value.Str text)) {
            return Cover.NOTHING;
        }
        if (!truth) {
            return null;
        }
        LikePattern pattern = LikePattern.of(text.value(), like.ignoreCase());
        Scale scale = like.ignoreCase() ? Scale.FOLDED_TEXT : Scale.TEXT;
        String prefix = pattern.foldedPrefix();
        String literal = LikePattern.fold(pattern.longestLiteral());
        OrderKey first = Scale.first(prefix);
        if (pattern.isLiteral()) {
            return Cover.of(new Range(like.path(), scale, first, first));
        }
        OrderKey last = Scale.last(prefix);
        Cover begins = prefix.isEmpty() ? null : Cover.of(new Range(like.path(), scale, first, last));
        Cover contains = literal.isEmpty() ? null : Cover.of(new Substring(like.path(), literal));
        return Cover.narrower(begins, contains);
    }

    private static @Nullable Cover listContains(Predicate.ListContains contains, boolean truth) {
        if (contains.values().stream().anyMatch(LeafCovers::isNull)) {
            return Cover.NOTHING;
        }
        if (!truth) {
            return null;
        }
        if (!contains.all()) {
            return anyOf(contains.path(), contains.values());
        }
        // Whatever holds all of them holds the first.
        return contains.values().isEmpty()
                ? null
                : anyOf(contains.path(), contains.values().subList(0, 1));
    }

    private static @Nullable Cover jsonContains(Predicate.JsonContains contains, boolean truth) {
        if (!(contains.document() instanceof Value.Doc part) || isNull(part)) {
            return Cover.NOTHING;
        }
        return truth ? member(contains.path(), part.value()) : null;
    }

    /** Covers "the object at the path has these members" by the narrowest of them that is no container. */
    private static @Nullable Cover member(Path path, Json part) {
        if (!(part instanceof Json.Obj object)) {
            return null;
        }
        Cover narrowest = null;
        for (Map.Entry<String, Json> member : object.value().entrySet()) {
            List<String> steps = new ArrayList<>(path.json());
            steps.add(member.getKey());
            Path inside = new Path(path.refs(), path.property(), steps, path.type());
            Json value = member.getValue();
            boolean container = value instanceof Json.Obj || value instanceof Json.Arr;
            Value wanted = value == Json.NULL ? Value.NULL : new Value.Doc(value);
            Cover cover = container ? member(inside, value) : Cover.of(new Equality(inside, wanted));
            narrowest = Cover.narrower(narrowest, cover);
        }
        return narrowest;
    }

    private static boolean isNull(Value value) {
        return value == Value.NULL || (value instanceof Value.Doc doc && doc.value() == Json.NULL);
    }
}
