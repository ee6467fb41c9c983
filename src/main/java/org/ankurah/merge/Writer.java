package org.ankurah.merge;

/**
 * Who makes changes.
 *
 * @param number tells this process from every other that ever wrote, {@value #BITS} bits; collaborative text knows it as
 *     its writer's client id
 */
public record Writer(long number, int maxText) {

    /** A text of a thousand pages. */
    public static final int DEFAULT_MAX_TEXT = 1 << 20;

    /** How many bits a number has: what JavaScript counts exactly. */
    public static final int BITS = 53;
}
