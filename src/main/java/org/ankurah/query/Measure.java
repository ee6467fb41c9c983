package org.ankurah.query;

/**
 * One figure of a group of entities.
 *
 * @param function what is made of the values
 * @param path the entity's own property that gives the values; of {@code COUNT} it is the id
 */
public record Measure(Function function, Path path) {

    /** What can be made of the values of a group; nulls are left out. */
    public enum Function {
        /** The number of entities. */
        COUNT,
        /** The sum of numbers; null of none. */
        SUM,
        /** The mean of numbers; null of none. */
        AVG,
        /** The least value; null of none. */
        MIN,
        /** The greatest value; null of none. */
        MAX,
        /** The number of different values. */
        COUNT_DISTINCT
    }
}
