package org.ankurah.value;

import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Runs a randomised test once per seed. The first seed is printed and so is the failing one; {@code -Dseed=…} starts
 * with a given one, {@code -Dscenarios=…} says how many follow.
 */
public final class Seeds {

    private Seeds() {}

    /**
     * @param name what is tested, for the output
     * @param count how many seeds unless told otherwise
     */
    public static void each(String name, int count, Consumer<Random> scenario) {
        eachSeed(name, count, seed -> scenario.accept(new Random(seed)));
    }

    /** As {@link #each}, for scenarios that make more than one source of random numbers of their seed. */
    public static void eachSeed(String name, int count, LongConsumer scenario) {
        long first = Long.getLong("seed", new Random().nextLong());
        int scenarios = Integer.getInteger("scenarios", count);
        System.out.println(name + ": first seed " + first);
        for (long seed = first; seed < first + scenarios; seed++) {
            try {
                scenario.accept(seed);
            } catch (RuntimeException | AssertionError failure) {
                // Build servers show the outermost message alone.
                throw new AssertionError(name + ": repeat with -Dscenarios=1 -Dseed=" + seed + "\n" + failure, failure);
            }
        }
    }
}
