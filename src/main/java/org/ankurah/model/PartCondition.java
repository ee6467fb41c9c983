package org.ankurah.model;

import java.util.List;
import org.ankurah.value.Value;

/** What an operator of an own type asks of a stored value: comparisons of its parts, and what is joined of them. */
public sealed interface PartCondition {

    /** Names the stored value itself, where that is a scalar. */
    String WHOLE = "value";

    /** A part compares with a value; unknown where there is none. */
    record Is(String part, Relation relation, Value value) implements PartCondition {}

    /** All hold; of none, true. */
    record All(List<PartCondition> terms) implements PartCondition {
        public All {
            terms = List.copyOf(terms);
        }
    }

    /** At least one holds; of none, false. */
    record Any(List<PartCondition> terms) implements PartCondition {
        public Any {
            terms = List.copyOf(terms);
        }
    }

    /** It is false. */
    record Not(PartCondition term) implements PartCondition {}

    /** How a part compares. */
    enum Relation {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE
    }

    /** All of these hold. */
    static PartCondition all(PartCondition... terms) {
        return new All(List.of(terms));
    }

    /** At least one of these holds. */
    static PartCondition any(PartCondition... terms) {
        return new Any(List.of(terms));
    }

    /** A part compares with a value. */
    static PartCondition is(String part, Relation relation, Value value) {
        return new Is(part, relation, value);
    }

    /** A part is not less than one value and not greater than another. */
    static PartCondition between(String part, Value least, Value greatest) {
        return all(is(part, Relation.GE, least), is(part, Relation.LE, greatest));
    }
}
