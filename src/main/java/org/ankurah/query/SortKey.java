package org.ankurah.query;

import java.util.List;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/**
 * The place of one entity in the order of a selection.
 *
 * @param values one per order key, possibly null values
 * @param id breaks ties
 */
public record SortKey(List<Value> values, Ulid id) {
    public SortKey {
        values = List.copyOf(values);
    }
}
