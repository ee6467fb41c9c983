package org.ankurah.reactor;

import java.util.List;
import org.ankurah.query.Aggregation.Group;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to the groups of a live aggregate; first of all, the groups as they are.
 *
 * @param position everything up to here was delivered
 * @param reset whether the receiver forgets what it holds and takes this as a whole new answer
 * @param groups all groups in order, if the subscriber asked for them; otherwise null
 * @param changes the groups that came, changed or went, in the order of their keys
 */
public record GroupChanges(
        long position, boolean reset, @Nullable List<Group> groups, List<Change> changes) {
    public GroupChanges {
        groups = groups == null ? null : List.copyOf(groups);
        changes = List.copyOf(changes);
    }

    /**
     * What happened to one group.
     *
     * @param key what tells it from the others
     * @param group what it is now; null if it is gone
     */
    public record Change(
            ChangeKind kind, List<Value> key, @Nullable Group group) {
        public Change {
            key = List.copyOf(key);
        }
    }
}
