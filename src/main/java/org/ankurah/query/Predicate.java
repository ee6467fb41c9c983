package org.ankurah.query;

import java.util.List;
import org.ankurah.value.Value;

/**
 * A typed condition over an entity, with SQL's three-valued logic: a comparison with null is unknown, and only
 * what is true matches. Built by the parser of query text and from GraphQL filters alike; read by the
 * in-memory evaluator, the SQL writer and the reactor's index.
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

    /** Compares two operands of comparable types. A literal of {@link Value#NULL} makes it unknown. */
    record Compare(Operand left, Comparison op, Operand right) implements Predicate {}

    /** True if equal to one of the values; a null among them makes "no" unknown, as in SQL. */
    record In(Path path, List<Value> values) implements Predicate {
        public In {
            values = List.copyOf(values);
        }
    }

    /**
     * Pattern match on text: {@code %} any run, {@code _} one code point, {@code \} takes the next character
     * as it is.
     *
     * @param pattern the pattern, or {@link Value#NULL}
     * @param ignoreCase whether Unicode case is folded
     */
    record Like(Path path, Value pattern, boolean ignoreCase) implements Predicate {}

    /** Never unknown. */
    record IsNull(Path path) implements Predicate {}

    /** A list property holds these values: all of them, or at least one. An empty {@code all} is true. */
    record ListContains(Path path, List<Value> values, boolean all) implements Predicate {
        public ListContains {
            values = List.copyOf(values);
        }
    }

    /** A list property has no element. */
    record ListIsEmpty(Path path) implements Predicate {}

    /** A JSON document contains a sub-document, as PostgreSQL's {@code @>} says it. */
    record JsonContains(Path path, Value document) implements Predicate {}

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
