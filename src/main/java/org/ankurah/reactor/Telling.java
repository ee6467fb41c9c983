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
 * @param formerTotal that number before
 * @param items the whole result in order, or null if nobody asked
 */
record Telling(
        long position,
        boolean reset,
        List<Removed> removed,
        List<Stays> stays,
        long total,
        long formerTotal,
        @Nullable List<EntityState> items) {

    /** An entity that left. */
    record Removed(Delta delta) {

        Ulid id() {
            return delta.id();
        }
    }

    /** An entity that is named with its place. */
    record Stays(ChangeKind kind, EntityState state, int index, Set<String> fields, Delta delta) {}

    /** The change set, with what the shape shows of other entities; those that are not known are noted by the world. */
    Told<ChangeSet<EntityState>> inWorld(ShapeView shape, Entities world) {
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
            changes.add(new Change<>(
                    ChangeKind.REMOVED, gone.id(), null, -1, gone.delta().changed()));
        }
        for (Stays one : stays) {
            changes.add(new Change<>(one.kind(), one.state().id(), one.state(), one.index(), one.fields()));
        }
        ChangeSet<EntityState> set =
                new ChangeSet<>(position, reset, changes, total, items, shape.seen(recording.kept()));
        int size = changes.size() + (items == null ? 0 : items.size());
        return new Told<>(set, position, size, !reset && changes.isEmpty() && total == formerTotal, this::mentions);
    }

    private List<Mention> mentions() {
        List<Mention> mentions = new ArrayList<>(removed.size() + stays.size());
        removed.forEach(gone -> mentions.add(new Mention.OfEntity(true, gone.delta())));
        stays.forEach(one -> mentions.add(new Mention.OfEntity(one.kind() == ChangeKind.UPDATED, one.delta())));
        return mentions;
    }
}
