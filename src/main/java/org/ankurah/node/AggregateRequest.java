package org.ankurah.node;

import org.ankurah.query.Aggregation;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber asks of a live aggregate.
 *
 * @param aggregation which figures, by which groups
 * @param wantsAll whether it is told all groups each time
 * @param since the position of the last change it took in of this very aggregation, or null to start anew
 */
public record AggregateRequest(
        Aggregation aggregation, boolean wantsAll, @Nullable Long since) {}
