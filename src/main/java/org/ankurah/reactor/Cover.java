package org.ankurah.reactor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of which at least one holds for every entity that a predicate matches. Of none: the predicate
 * matches nothing.
 *
 * @param conditions any number, possibly with doubles
 * @param hits how many of a thousand changes are guessed to meet one of them; only compared with others
 */
record Cover(List<Equality> conditions, long hits) {

    Cover {
        conditions = List.copyOf(conditions);
    }

    /** The one of two covers of the same predicate that lets fewer through; null stands for none known. */
    static @Nullable Cover narrower(@Nullable Cover one, @Nullable Cover other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.hits < one.hits ? other : one;
    }
}
