package org.ankurah.query;

import org.ankurah.value.AnkurahException;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;

/**
 * One figure of a group of entities.
 *
 * @param function what is made of the values
 * @param path the entity's own property that gives the values; of {@code COUNT} it is the id
 */
public record Measure(Function function, Path path) {

    /**
     * Looks whether the figure has a meaning.
     *
     * @throws AnkurahException {@code BAD_QUERY} when the function cannot be applied to what the path leads to
     */
    public Measure {
        Aggregation.checkOwn(path);
        if (!function.takes(path.type())) {
            throw AnkurahException.badQuery(
                    function + " does not take " + path.property() + ", which is of type " + TypeNames.of(path.type()),
                    path.property());
        }
    }

    /** What can be made of the values of a group; nulls are left out. */
    public enum Function {
        /** The number of entities. */
        COUNT,
        /**
         * The sum of numbers; null of none. Of whole numbers it is exact and has 64 bits; of decimals it is exact and
         * has the greatest scale among them; of floating point numbers it is rounded once.
         */
        SUM,
        /** The mean of numbers; null of none. A decimal of decimals, otherwise a floating point number. */
        AVG,
        /** The least value; null of none. Among equal decimals the one of the smallest scale. */
        MIN,
        /** The greatest value; null of none. Among equal decimals the one of the greatest scale. */
        MAX,
        /** The number of different values. */
        COUNT_DISTINCT;

        /** Whether it can be made of values of this type. */
        public boolean takes(ValueType type) {
            return switch (this) {
                case COUNT, COUNT_DISTINCT -> true;
                case SUM, AVG ->
                    type == Scalar.INT || type == Scalar.LONG || type == Scalar.DOUBLE || type == Scalar.DECIMAL;
                case MIN, MAX -> type != Scalar.BOOLEAN && type != Scalar.JSON && !(type instanceof ValueType.ListType);
            };
        }
    }
}
