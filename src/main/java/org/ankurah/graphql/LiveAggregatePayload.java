package org.ankurah.graphql;

import java.util.List;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.GroupChanges;
import org.jspecify.annotations.Nullable;

/**
 * One payload of a live aggregate.
 *
 * @param told what it tells
 * @param plan where in the groups the values are that it shows
 * @param query the {@link LiveQueryDigest} of the live aggregate
 */
record LiveAggregatePayload(GroupChanges told, AggregatePlan plan, String query) {

    /** What happened to one group, as the API shows it. */
    record Change(ChangeKind kind, AggregatePlan.Key key, AggregatePlan.@Nullable Group group) {}

    String cursor() {
        return LogCursor.encode(told.position(), query);
    }

    boolean reset() {
        return told.reset();
    }

    /** All groups; null if they were not asked for. */
    @Nullable
    List<AggregatePlan.Group> groups() {
        return told.groups() == null ? null : plan.show(told.groups());
    }

    List<Change> changes() {
        return told.changes().stream()
                .map(change -> new Change(
                        change.kind(),
                        new AggregatePlan.Key(plan, change.key()),
                        change.group() == null ? null : plan.show(change.group())))
                .toList();
    }
}
