package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conditions by which the index looks a predicate up.
 *
 * <p>Of a conjunction one conjunct suffices, and the narrowest is taken; of a disjunction every disjunct is
 * needed, and if one has no cover the whole has none. That is what "one chosen conjunct per disjunct" of the
 * disjunctive normal form comes to, without ever building that form: cost and size are linear in the predicate.
 * A {@code NOT} is carried inwards: what is true of {@code NOT p} is what makes {@code p} false, and in SQL's
 * three-valued logic the laws of De Morgan hold as well.
 */
final class Covers {

    /**
     * The most conditions of one live query. A longer list, such as an {@code IN} of thousands of values, costs
     * more to keep in the index than testing that one query with every change.
     */
    static final int LIMIT = 1_000;

    private static final int HITS_ID = 1;
    private static final int HITS_VALUE = 10;
    private static final int HITS_ENUM = 200;
    private static final int HITS_BOOLEAN = 500;
    private static final int HITS_NULL = 500;

    private Covers() {}

    /** The narrowest cover of a predicate, or null if it has none that the index can look up. */
    static @Nullable Cover of(Predicate predicate) {
        Cover cover = ifTrue(predicate);
        return cover == null || cover.conditions().size() > LIMIT ? null : cover;
    }

    private static @Nullable Cover ifTrue(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return narrowest(and.terms(), Covers::ifTrue);
        }
        if (predicate instanceof Predicate.Or or) {
            return union(or.terms(), Covers::ifTrue);
        }
        if (predicate instanceof Predicate.Not not) {
            return ifFalse(not.term());
        }
        if (predicate instanceof Predicate.Compare compare && compare.op() == Comparison.EQ) {
            return equality(compare);
        }
        if (predicate instanceof Predicate.In in) {
            return anyOf(in.path(), in.values());
        }
        if (predicate instanceof Predicate.IsNull isNull) {
            return isNull(isNull.path());
        }
        return null;
    }

    private static @Nullable Cover ifFalse(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return union(and.terms(), Covers::ifFalse);
        }
        if (predicate instanceof Predicate.Or or) {
            return narrowest(or.terms(), Covers::ifFalse);
        }
        if (predicate instanceof Predicate.Not not) {
            return ifTrue(not.term());
        }
        if (predicate instanceof Predicate.Compare compare && compare.op() == Comparison.NE) {
            return equality(compare);
        }
        return null;
    }

    private static @Nullable Cover narrowest(List<Predicate> terms, Function<Predicate, @Nullable Cover> coverOf) {
        Cover narrowest = null;
        for (Predicate term : terms) {
            narrowest = Cover.narrower(narrowest, coverOf.apply(term));
        }
        return narrowest;
    }

    private static @Nullable Cover union(List<Predicate> terms, Function<Predicate, @Nullable Cover> coverOf) {
        List<Equality> conditions = new ArrayList<>();
        long hits = 0;
        for (Predicate term : terms) {
            Cover cover = coverOf.apply(term);
            if (cover == null) {
                return null;
            }
            conditions.addAll(cover.conditions());
            hits += cover.hits();
        }
        return new Cover(conditions, hits);
    }

    private static @Nullable Cover equality(Predicate.Compare compare) {
        if (compare.left() instanceof Operand.Field field && compare.right() instanceof Operand.Literal literal) {
            return anyOf(field.path(), List.of(literal.value()));
        }
        return null;
    }

    /** Covers "equal to one of these"; nothing is equal to null. */
    private static @Nullable Cover anyOf(Path path, List<Value> values) {
        String property = ownProperty(path);
        if (property == null) {
            return null;
        }
        List<Equality> conditions = new ArrayList<>();
        for (Value value : values) {
            Object key = HashKey.of(value);
            if (key == null) {
                return null;
            }
            if (value != Value.NULL) {
                conditions.add(new Equality(property, key));
            }
        }
        return new Cover(conditions, (long) conditions.size() * hits(path));
    }

    private static @Nullable Cover isNull(Path path) {
        String property = ownProperty(path);
        // Whether a JSON null is null is the evaluator's business.
        if (property == null || path.type() == ValueType.Scalar.JSON) {
            return null;
        }
        return new Cover(List.of(new Equality(property, Value.NULL)), HITS_NULL);
    }

    /** The entity's own property that a path means, or null if it leads elsewhere. */
    private static @Nullable String ownProperty(Path path) {
        return path.refs().isEmpty() && path.json().isEmpty() ? path.property() : null;
    }

    private static int hits(Path path) {
        if (path.isId()) {
            return HITS_ID;
        }
        if (path.type() == ValueType.Scalar.BOOLEAN) {
            return HITS_BOOLEAN;
        }
        return path.type() instanceof ValueType.EnumType ? HITS_ENUM : HITS_VALUE;
    }
}
