package org.ankurah.query;

import java.util.List;
import org.ankurah.value.Value;

/**
 * A typed condition over an entity, with SQL's three-valued logic: a comparison with null is unknown, and only
 * what is true matches. Built by the parser of query text and from GraphQL filters alike; read by the
 * in-memory evaluator, the SQL writer and the reactor's index.
 *
 * <p>Literals are what {@link org.ankurah.value.Literals} makes of them for the property's type: in particular
 * {@link Value.Doc} wherever the path's type is JSON, and for a number whatever number it is, also one that the
 * property could not hold. Numbers compare by value; once one side is a floating point number, both are compared
 * as such.
 *
 * <p><b>JSON.</b> Values inside a document are never coerced. A path that leads to nothing, or to JSON's null, is
 * null. Otherwise:
 *
 * <ul>
 *   <li>{@code =}, {@code <>} and {@code IN} compare by content, as SQL's {@code jsonb} does: values of different
 *       kinds ({@code 5} and {@code "5"}) are not equal, so {@code <>} is true of them.
 *   <li>{@code < <= > >=} compare number with number by value and text with text by code point; any other pair
 *       is unknown.
 *   <li>{@code LIKE} is about text; of anything else it is unknown.
 * </ul>
 */
public sealed interface Predicate {

    /** Matches everything. */
    Predicate TRUE = new And(List.of());

    /** True if all are true; of none, true. */
    record And(List<Predicate> terms) implements Predicate {
        public And {
            terms = List.copyOf(terms);
        }
    }

    /** True if one is true; of none, false. */
    record Or(List<Predicate> terms) implements Predicate {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    /** Swaps true and false; unknown stays. */
    record Not(Predicate term) implements Predicate {}

    /**
     * Compares two operands of comparable types. The left one is a field, and so may be the right one. A literal of
     * {@link Value#NULL} makes it unknown.
     */
    record Compare(Operand left, Comparison op, Operand right) implements Predicate {}

    /**
     * True if equal to one of the values; a null among them makes "no" unknown, as in SQL. Of no values at all it
     * is false, even for a field that is null.
     */
    record In(Path path, List<Value> values) implements Predicate {
        public In {
            values = List.copyOf(values);
        }
    }

    /**
     * Pattern match on text: {@code %} any run, {@code _} one code point, {@code \} takes the next character
     * as it is.
     *
     * @param pattern the pattern as {@link Value.Str}, or {@link Value#NULL}
     * @param ignoreCase whether Unicode case is folded, code point by code point to simple lower case
     */
    record Like(Path path, Value pattern, boolean ignoreCase) implements Predicate {}

    /** There is no value. Never unknown. */
    record IsNull(Path path) implements Predicate {}

    /**
     * A list property holds these values: all of them, or at least one. Of no values, {@code all} is true and at
     * least one is false. A list that is null, or a null among the values, makes it unknown.
     */
    record ListContains(Path path, List<Value> values, boolean all) implements Predicate {
        public ListContains {
            values = List.copyOf(values);
        }
    }

    /** A list property has no element; unknown if the list is null. */
    record ListIsEmpty(Path path) implements Predicate {}

    /**
     * A JSON document contains a sub-document, as PostgreSQL's {@code @>} says it: an object all members, an array
     * all elements in any order, and an array at the top also a single scalar. Unknown if either is null.
     */
    record JsonContains(Path path, Value document) implements Predicate {}

    /**
     * At least one entity that a hop leads to matches. Never unknown.
     *
     * @param inner a predicate over the entities that the hop leads to; only what is true of one counts
     */
    record Some(Hop hop, Predicate inner) implements Predicate {}

    /** All entities that a hop leads to match; of none, true. Never unknown: what is unknown of one is no match. */
    record Every(Hop hop, Predicate inner) implements Predicate {}

    /** The number of entities that refer here compares with a number. Never unknown; nothing refers to nowhere. */
    record Count(Hop.Referring hop, Comparison op, long number) implements Predicate {}

    /** Comparison operators. */
    enum Comparison {
        EQ("="),
        NE("<>"),
        LT("<"),
        LE("<="),
        GT(">"),
        GE(">=");

        private final String sql;

        Comparison(String sql) {
            this.sql = sql;
        }

        /** How it is written in SQL and in query text. */
        public String sql() {
            return sql;
        }
    }
}
