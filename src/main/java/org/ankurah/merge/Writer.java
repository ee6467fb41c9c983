package org.ankurah.merge;

/**
 * Who makes changes.
 *
 * @param number tells this process from every other that ever wrote, {@value #BITS} bits; collaborative text knows it as
 *     its writer's client id
 */
public record Writer(long number) {

    /** How many bits a number has: what JavaScript counts exactly. */
    public static final int BITS = 53;
}
