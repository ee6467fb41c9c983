package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.reactor.ChangeSet.Change;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber is to be told, before it is known whether all that it selected of other entities is at hand.
 *
 * @param position as of which it is told
 * @param reset whether this is a whole new result
 * @param removed what left, in its former order
 * @param stays the others that are named, in order
 * @param total the number of all matches, or -1 if nobody asked
 * @param items the whole result in order, or null if nobody asked
 */
record Telling(
        long position,
        boolean reset,
        List<Removed> removed,
        List<Stays> stays,
        long total,
        @Nullable List<EntityState> items) {

    /** An entity that left. */
    record Removed(Ulid id, Set<String> fields) {}

    /** An entity that is named with its place. */
    record Stays(ChangeKind kind, EntityState state, int index, Set<String> fields) {}

    /** The change set, with what the shape shows of other entities; those that are not known are noted by the world. */
    ChangeSet<EntityState> inWorld(ShapeView shape, Entities world) {
        Recording recording = new Recording(world);
        if (shape.looksFurther()) {
            Entities recorded = recording.live();
            stays.forEach(one -> shape.visit(one.state(), recorded));
            if (items != null) {
                items.forEach(state -> shape.visit(state, recorded));
            }
        }
        List<Change<EntityState>> changes = new ArrayList<>(removed.size() + stays.size());
        for (Removed gone : removed) {
            changes.add(new Change<>(ChangeKind.REMOVED, gone.id(), null, -1, gone.fields()));
        }
        for (Stays one : stays) {
            changes.add(new Change<>(one.kind(), one.state().id(), one.state(), one.index(), one.fields()));
        }
        return new ChangeSet<>(position, reset, changes, total, items, recording.kept());
    }
}
