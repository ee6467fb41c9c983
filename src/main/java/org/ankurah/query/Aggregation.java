package org.ankurah.query;

import java.util.List;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;

/**
 * Figures about the entities that match, by groups. Groups come in ascending order of their keys, nulls last.
 *
 * @param selection which entities; without order and limit
 * @param keys the entity's own properties whose equal values make a group. Of none, all matches are one group, which
 *     exists even if nothing matches; otherwise groups exist as long as they have entities
 * @param measures the figures of each group, in the order in which they are given out
 */
public record Aggregation(Selection selection, List<Path> keys, List<Measure> measures) {

    /** Most groups of a result: beyond that it is no overview any more. */
    public static final int MAX_GROUPS = 10_000;

    /**
     * Copies the lists.
     *
     * @throws AnkurahException {@code BAD_QUERY} when a key is no property of the entity itself
     */
    public Aggregation {
        keys = List.copyOf(keys);
        measures = List.copyOf(measures);
        keys.forEach(Aggregation::checkOwn);
    }

    static void checkOwn(Path path) {
        if (!path.refs().isEmpty() || !path.json().isEmpty()) {
            throw AnkurahException.badQuery("an aggregate takes properties of the entity itself", path.property());
        }
    }

    /**
     * Refuses too many groups.
     *
     * @throws AnkurahException {@code LIMIT_EXCEEDED} when there are more than {@link #MAX_GROUPS}
     */
    public static void checkGroups(int groups) {
        if (groups > MAX_GROUPS) {
            throw AnkurahException.limitExceeded("An aggregate has at most " + MAX_GROUPS
                    + " groups: group by other fields, or let fewer entities match.");
        }
    }

    /**
     * A group.
     *
     * @param key a value per key, as {@link GroupKeys#shown} shows it
     * @param figures a value per measure
     */
    public record Group(List<Value> key, List<Value> figures) {
        public Group {
            key = List.copyOf(key);
            figures = List.copyOf(figures);
        }
    }
}
