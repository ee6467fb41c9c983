package org.ankurah.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.Values;

/** Compiles predicates into conditions. */
final class Conditions {

    private static final Condition UNKNOWN = (entity, all) -> Truth.UNKNOWN;

    private Conditions() {}

    static Condition of(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return junction(and.terms(), Truth.FALSE);
        }
        if (predicate instanceof Predicate.Or or) {
            return junction(or.terms(), Truth.TRUE);
        }
        if (predicate instanceof Predicate.Not not) {
            Condition inner = of(not.term());
            return (entity, all) -> inner.of(entity, all).not();
        }
        if (predicate instanceof Predicate.Compare compare) {
            return compare(compare);
        }
        if (predicate instanceof Predicate.In in) {
            return in(in);
        }
        if (predicate instanceof Predicate.Like like) {
            return like(like);
        }
        if (predicate instanceof Predicate.IsNull isNull) {
            PathReader reader = PathReader.of(isNull.path());
            return (entity, all) -> Truth.of(reader.read(entity, all) == Value.NULL);
        }
        if (predicate instanceof Predicate.ListIsEmpty empty) {
            PathReader reader = PathReader.of(empty.path());
            return (entity, all) -> reader.read(entity, all) instanceof Value.Items items
                    ? Truth.of(items.value().isEmpty())
                    : Truth.UNKNOWN;
        }
        if (predicate instanceof Predicate.ListContains contains) {
            return contains(contains);
        }
        return predicate instanceof Predicate.JsonContains contains ? contains(contains) : behindHop(predicate);
    }

    /** Never unknown. */
    private static Condition behindHop(Predicate predicate) {
        if (predicate instanceof Predicate.Some some) {
            HopReader hop = HopReader.of(some.hop());
            Condition inner = of(some.inner());
            return Memo.of((entity, all) ->
                    Truth.of(hop.read(entity, all).stream().anyMatch(found -> inner.of(found, all) == Truth.TRUE)));
        }
        if (predicate instanceof Predicate.Every every) {
            HopReader hop = HopReader.of(every.hop());
            Condition inner = of(every.inner());
            return Memo.of((entity, all) ->
                    Truth.of(hop.read(entity, all).stream().allMatch(found -> inner.of(found, all) == Truth.TRUE)));
        }
        Predicate.Count count = (Predicate.Count) predicate;
        HopReader hop = HopReader.of(count.hop());
        return (entity, all) -> ordered(Long.compare(hop.read(entity, all).size(), count.number()), count.op());
    }

    /** Ends at the first term that decides; otherwise one that is unknown makes all unknown. */
    private static Condition junction(List<Predicate> terms, Truth decisive) {
        List<Condition> compiled = new ArrayList<>();
        terms.forEach(term -> compiled.add(of(term)));
        Condition[] parts = compiled.toArray(new Condition[0]);
        return (entity, all) -> {
            Truth result = decisive.not();
            for (Condition part : parts) {
                Truth truth = part.of(entity, all);
                if (truth == decisive) {
                    return decisive;
                }
                if (truth == Truth.UNKNOWN) {
                    result = Truth.UNKNOWN;
                }
            }
            return result;
        };
    }

    private static Condition compare(Predicate.Compare compare) {
        PathReader left = operand(compare.left());
        PathReader right = operand(compare.right());
        Comparison op = compare.op();
        return (entity, all) -> {
            Value a = left.read(entity, all);
            Value b = right.read(entity, all);
            return isNull(a) || isNull(b) ? Truth.UNKNOWN : compare(a, op, b);
        };
    }

    private static Truth compare(Value a, Comparison op, Value b) {
        if (op == Comparison.EQ || op == Comparison.NE) {
            return Truth.of(Values.equal(a, b) == (op == Comparison.EQ));
        }
        if (a instanceof Value.Doc x && b instanceof Value.Doc y) {
            return compareJson(x.value(), op, y.value());
        }
        return ordered(Values.compare(a, b), op);
    }

    /** Numbers and texts have an order among themselves; anything else is incomparable. */
    private static Truth compareJson(Json a, Comparison op, Json b) {
        if (a instanceof Json.Num x && b instanceof Json.Num y) {
            return ordered(x.value().compareTo(y.value()), op);
        }
        if (a instanceof Json.Str x && b instanceof Json.Str y) {
            return ordered(Values.compareText(x.value(), y.value()), op);
        }
        return Truth.UNKNOWN;
    }

    private static Truth ordered(int order, Comparison op) {
        return Truth.of(
                switch (op) {
                    case EQ -> order == 0;
                    case NE -> order != 0;
                    case LT -> order < 0;
                    case LE -> order <= 0;
                    case GT -> order > 0;
                    case GE -> order >= 0;
                });
    }

    private static Condition in(Predicate.In in) {
        if (in.values().isEmpty()) {
            return (entity, all) -> Truth.FALSE;
        }
        PathReader reader = PathReader.of(in.path());
        boolean real = in.path().type() == ValueType.Scalar.DOUBLE;
        Set<Value> wanted = new HashSet<>();
        boolean holdsNull = false;
        for (Value value : in.values()) {
            if (isNull(value)) {
                holdsNull = true;
            } else if (!real || value instanceof Value.Real) {
                // A decimal is listed for a floating point number only if it is out of reach: it never matches.
                wanted.add(Values.canonical(value));
            }
        }
        Truth otherwise = holdsNull ? Truth.UNKNOWN : Truth.FALSE;
        return (entity, all) -> {
            Value value = reader.read(entity, all);
            if (isNull(value)) {
                return Truth.UNKNOWN;
            }
            return wanted.contains(Values.canonical(value)) ? Truth.TRUE : otherwise;
        };
    }

    private static Condition like(Predicate.Like like) {
        if (!(like.pattern() instanceof Value.Str text)) {
            return UNKNOWN;
        }
        PathReader reader = PathReader.of(like.path());
        LikePattern pattern = LikePattern.of(text.value(), like.ignoreCase());
        return (entity, all) -> {
            Value value = reader.read(entity, all);
            if (value instanceof Value.Doc doc && doc.value() instanceof Json.Str inside) {
                return Truth.of(pattern.matches(inside.value()));
            }
            return value instanceof Value.Str own ? Truth.of(pattern.matches(own.value())) : Truth.UNKNOWN;
        };
    }

    private static Condition contains(Predicate.ListContains contains) {
        if (contains.values().stream().anyMatch(Conditions::isNull)) {
            return UNKNOWN;
        }
        PathReader reader = PathReader.of(contains.path());
        Set<Value> wanted = new HashSet<>();
        contains.values().forEach(value -> wanted.add(Values.canonical(value)));
        return (entity, all) -> {
            if (!(reader.read(entity, all) instanceof Value.Items items)) {
                return Truth.UNKNOWN;
            }
            Set<Value> held = new HashSet<>();
            items.value().forEach(value -> held.add(Values.canonical(value)));
            return Truth.of(
                    contains.all() ? held.containsAll(wanted) : wanted.stream().anyMatch(held::contains));
        };
    }

    private static Condition contains(Predicate.JsonContains contains) {
        if (!(contains.document() instanceof Value.Doc part) || isNull(part)) {
            return UNKNOWN;
        }
        PathReader reader = PathReader.of(contains.path());
        return (entity, all) -> reader.read(entity, all) instanceof Value.Doc whole
                ? Truth.of(JsonSteps.contains(whole.value(), part.value()))
                : Truth.UNKNOWN;
    }

    private static PathReader operand(Operand operand) {
        if (operand instanceof Operand.Field field) {
            return PathReader.of(field.path());
        }
        Value value = ((Operand.Literal) operand).value();
        return (entity, all) -> value;
    }

    private static boolean isNull(Value value) {
        return value == Value.NULL || (value instanceof Value.Doc doc && doc.value() == Json.NULL);
    }
}
