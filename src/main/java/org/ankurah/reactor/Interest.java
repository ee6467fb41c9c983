package org.ankurah.reactor;

import java.util.Collections;
import java.util.Set;

/**
 * What a subscriber selected: only transactions that change something of it reach the subscriber. A change of
 * membership always does.
 *
 * @param shape what of each entity counts
 * @param order whether a change of order counts ({@code index} or {@code items} was selected)
 * @param items whether change sets carry the whole result
 * @param total whether the number of all matches counts, and is told
 */
public record Interest(Shape shape, boolean order, boolean items, boolean total) {

    /** Everything but the whole result. */
    public static final Interest ALL = new Interest(Shape.OWN, true, false, true);

    /** Whether a change of these properties counts; of none counts only where every change does. */
    boolean inChangeOf(Set<String> changed) {
        return shape.everyChange() || !Collections.disjoint(shape.properties(), changed);
    }
}
