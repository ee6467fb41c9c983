package org.ankurah.reactor;

import java.util.Collections;
import java.util.Set;

/**
 * What a subscriber selected: only transactions that change something of it reach the subscriber. A change of
 * membership always does.
 *
 * @param everyChange every change of a member counts (the subscriber selected {@code fields} or the revision)
 * @param properties the properties whose change counts
 * @param order whether a change of order counts ({@code index} or {@code items} was selected)
 * @param items whether change sets carry the whole result
 */
public record Interest(boolean everyChange, Set<String> properties, boolean order, boolean items) {
    public Interest {
        properties = Set.copyOf(properties);
    }

    /** Everything but the whole result. */
    public static final Interest ALL = new Interest(true, Set.of(), true, false);

    /** Whether a change of these properties counts; of none counts only where every change does. */
    boolean inChangeOf(Set<String> changed) {
        return everyChange || !Collections.disjoint(properties, changed);
    }
}
