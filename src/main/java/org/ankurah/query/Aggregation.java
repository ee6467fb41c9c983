package org.ankurah.query;

import java.util.List;
import org.ankurah.value.Value;

/**
 * Figures about the entities that match, by groups.
 *
 * @param selection which entities; without order and limit
 * @param keys the entity's own properties whose equal values make a group. Of none, all matches are one group, which
 *     exists even if nothing matches; otherwise groups exist as long as they have entities
 * @param measures the figures of each group, in the order in which they are given out
 */
public record Aggregation(Selection selection, List<Path> keys, List<Measure> measures) {
    public Aggregation {
        keys = List.copyOf(keys);
        measures = List.copyOf(measures);
    }

    /**
     * A group.
     *
     * @param key a value per key
     * @param figures a value per measure
     */
    public record Group(List<Value> key, List<Value> figures) {
        public Group {
            key = List.copyOf(key);
            figures = List.copyOf(figures);
        }
    }
}
