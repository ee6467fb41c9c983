package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of which at least one holds for every entity that a predicate matches. Of none: the predicate
 * matches nothing.
 *
 * @param conditions at most {@link #LIMIT}, possibly with doubles
 */
record Cover(List<IndexCondition> conditions) {

    /**
     * The most conditions of one live query. A longer list, such as an {@code IN} of thousands of values, costs
     * more to keep in the index than testing that one query with every change.
     */
    static final int LIMIT = 1_000;

    /** Of what matches nothing. */
    static final Cover NOTHING = new Cover(List.of());

    Cover {
        conditions = List.copyOf(conditions);
    }

    static Cover of(IndexCondition condition) {
        return new Cover(List.of(condition));
    }

    /** The cover of "one of these holds", or null if there are too many of them. */
    static @Nullable Cover anyOf(List<? extends IndexCondition> conditions) {
        return conditions.size() > LIMIT ? null : new Cover(new ArrayList<>(conditions));
    }

    /** How many of a thousand changes are guessed to meet one of the conditions; only compared with others. */
    long hits() {
        return conditions.stream().mapToLong(IndexCondition::hits).sum();
    }

    /** The one of two covers of the same predicate that lets fewer through; null stands for none known. */
    static @Nullable Cover narrower(@Nullable Cover one, @Nullable Cover other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.hits() < one.hits() ? other : one;
    }
}
