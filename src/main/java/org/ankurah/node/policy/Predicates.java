package org.ankurah.node.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ankurah.node.Rights;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.SelectionText;
import org.ankurah.value.Value;

/**
 * Puts predicates together and brings them into a normal form, so that those that were put together of the same parts
 * are equal. What a normal form is true, false or unknown of, so is the original: duplicates, order and nesting of one
 * operator make no difference in three-valued logic, nor do parts that are always true in an {@code AND}, or never in
 * an {@code OR}.
 */
final class Predicates {

    private Predicates() {}

    /** All of them, which are in normal form, in normal form. */
    static Predicate and(Collection<Predicate> terms) {
        Set<Predicate> parts = new LinkedHashSet<>();
        terms.forEach(term -> parts.addAll(term instanceof Predicate.And and ? and.terms() : List.of(term)));
        if (parts.contains(Rights.NEVER)) {
            return Rights.NEVER;
        }
        return parts.size() == 1 ? parts.iterator().next() : new Predicate.And(sorted(parts));
    }

    /** One of them, which are in normal form, in normal form. */
    static Predicate or(Collection<Predicate> terms) {
        Set<Predicate> parts = new LinkedHashSet<>();
        terms.forEach(term -> parts.addAll(term instanceof Predicate.Or or ? or.terms() : List.of(term)));
        if (parts.contains(Predicate.TRUE)) {
            return Predicate.TRUE;
        }
        return parts.size() == 1 ? parts.iterator().next() : new Predicate.Or(sorted(parts));
    }

    /** The normal form. */
    static Predicate normal(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return and(normal(and.terms()));
        }
        if (predicate instanceof Predicate.Or or) {
            return or(normal(or.terms()));
        }
        if (predicate instanceof Predicate.Not not) {
            return negated(normal(not.term()));
        }
        if (predicate instanceof Predicate.In in) {
            return in.values().isEmpty() ? Rights.NEVER : new Predicate.In(in.path(), distinct(in.values()));
        }
        if (predicate instanceof Predicate.ListContains contains) {
            return new Predicate.ListContains(contains.path(), distinct(contains.values()), contains.all());
        }
        if (predicate instanceof Predicate.Some some) {
            return new Predicate.Some(some.hop(), normal(some.inner()));
        }
        return predicate instanceof Predicate.Every every
                ? new Predicate.Every(every.hop(), normal(every.inner()))
                : predicate;
    }

    private static List<Predicate> normal(List<Predicate> terms) {
        return terms.stream().map(Predicates::normal).toList();
    }

    private static Predicate negated(Predicate normal) {
        if (normal instanceof Predicate.Not twice) {
            return twice.term();
        }
        if (normal.equals(Predicate.TRUE)) {
            return Rights.NEVER;
        }
        return normal.equals(Rights.NEVER) ? Predicate.TRUE : new Predicate.Not(normal);
    }

    private static List<Predicate> sorted(Collection<Predicate> parts) {
        record Written(String text, Predicate part) {}
        return parts.stream()
                .map(part -> new Written(SelectionText.write(part), part))
                .sorted(Comparator.comparing(Written::text))
                .map(Written::part)
                .toList();
    }

    private static List<Value> distinct(List<Value> values) {
        return values.stream()
                .distinct()
                .sorted(Comparator.comparing(Value::toString))
                .toList();
    }

    /** Whether it asks about entities that are not at the end of a reference: those that refer here, or any number. */
    static boolean hops(Predicate predicate) {
        return parts(predicate).anyMatch(Predicates::isHop);
    }

    /** Whether it asks about other entities than the one that it is about. */
    static boolean looksBeyond(Predicate predicate) {
        return parts(predicate)
                .anyMatch(part -> isHop(part)
                        || paths(part).stream().anyMatch(path -> !path.refs().isEmpty()));
    }

    /** The values that it compares with. */
    static Stream<Value> values(Predicate predicate) {
        return parts(predicate).flatMap(Predicates::valuesOf);
    }

    private static boolean isHop(Predicate part) {
        return part instanceof Predicate.Some || part instanceof Predicate.Every || part instanceof Predicate.Count;
    }

    /** It and all that it is made of. */
    private static Stream<Predicate> parts(Predicate predicate) {
        List<Predicate> inner = new ArrayList<>();
        if (predicate instanceof Predicate.And and) {
            inner.addAll(and.terms());
        } else if (predicate instanceof Predicate.Or or) {
            inner.addAll(or.terms());
        } else if (predicate instanceof Predicate.Not not) {
            inner.add(not.term());
        } else if (predicate instanceof Predicate.Some some) {
            inner.add(some.inner());
        } else if (predicate instanceof Predicate.Every every) {
            inner.add(every.inner());
        }
        return Stream.concat(Stream.of(predicate), inner.stream().flatMap(Predicates::parts));
    }

    private static List<Path> paths(Predicate part) {
        if (part instanceof Predicate.Compare compare) {
            return Stream.of(compare.left(), compare.right())
                    .filter(Operand.Field.class::isInstance)
                    .map(field -> ((Operand.Field) field).path())
                    .toList();
        }
        if (part instanceof Predicate.In in) {
            return List.of(in.path());
        }
        if (part instanceof Predicate.Like like) {
            return List.of(like.path());
        }
        if (part instanceof Predicate.IsNull isNull) {
            return List.of(isNull.path());
        }
        if (part instanceof Predicate.ListContains contains) {
            return List.of(contains.path());
        }
        if (part instanceof Predicate.ListIsEmpty isEmpty) {
            return List.of(isEmpty.path());
        }
        return part instanceof Predicate.JsonContains contains ? List.of(contains.path()) : List.of();
    }

    private static Stream<Value> valuesOf(Predicate part) {
        if (part instanceof Predicate.Compare compare) {
            return Stream.of(compare.left(), compare.right())
                    .filter(Operand.Literal.class::isInstance)
                    .map(literal -> ((Operand.Literal) literal).value());
        }
        if (part instanceof Predicate.In in) {
            return in.values().stream();
        }
        return part instanceof Predicate.ListContains contains ? contains.values().stream() : Stream.empty();
    }
}
