package org.ankurah.reactor;

import org.jspecify.annotations.Nullable;

/**
 * What a change of one entity means for a live result.
 *
 * @param delta the change
 * @param held the entity's place so far, or null if the result does not hold it
 * @param matched whether it matched before; where nobody counts matches, only what is held counts as matched
 * @param next the place it has from now on, or null if it does not match
 * @param shown whether something that the subscriber selected of it differs; only for those that are held and match
 */
record Verdict(
        Delta delta,
        @Nullable Member held,
        boolean matched,
        @Nullable Member next,
        boolean shown) {}
