package org.ankurah.value;

import java.util.List;

/**
 * The type of a property: what values it takes and how they compare. A closed set; a {@code switch} over it
 * names every variant.
 */
public sealed interface ValueType {

    /** Types without parameters. */
    enum Scalar implements ValueType {
        /** Unicode text; ordered by code point. */
        STRING,
        BOOLEAN,
        /** 32-bit signed. */
        INT,
        /** 64-bit signed. */
        LONG,
        /** IEEE 754 double; never NaN nor infinite, never negative zero. */
        DOUBLE,
        /** A decimal of any size; keeps its scale, compares by value. */
        DECIMAL,
        /** A moment in UTC, in whole microseconds. */
        INSTANT,
        /** A day without a time zone. */
        DATE,
        UUID,
        BYTES,
        /** A JSON document; equality is structural, there is no order. */
        JSON
    }

    /**
     * One of a fixed set of names.
     *
     * @param name the GraphQL name of the type
     * @param constants the allowed names in their declared order
     */
    record EnumType(String name, List<String> constants) implements ValueType {
        public EnumType {
            constants = List.copyOf(constants);
        }
    }

    /**
     * The id of an entity.
     *
     * @param collection the collection of the entity that is referred to
     */
    record RefType(String collection) implements ValueType {}

    /**
     * A list of values of one type; elements are never null and never lists.
     *
     * @param element the type of each element
     */
    record ListType(ValueType element) implements ValueType {}
}
