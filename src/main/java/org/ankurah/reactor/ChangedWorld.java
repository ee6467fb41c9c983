package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** The entities of one position as they are at another: those of the first, but for what changed between the two. */
final class ChangedWorld implements Entities {

    private final Entities base;
    private final NetChanges changes;

    /** The changed entities by what they refer to afterwards; made for a property when it is first asked for. */
    private final Map<List<String>, Map<Ulid, List<EntityState>>> referring = new HashMap<>();

    private ChangedWorld(Entities base, NetChanges changes) {
        this.base = base;
        this.changes = changes;
    }

    /** @param changes from the base's position to the other one */
    static Entities of(Entities base, NetChanges changes) {
        return changes.isEmpty() ? base : new ChangedWorld(base, changes);
    }

    @Override
    public @Nullable EntityState find(String collection, Ulid id) {
        Delta delta = changes.get(id);
        if (delta == null) {
            return base.find(collection, id);
        }
        EntityState after = delta.livingAfter();
        return after != null && after.model().collection().equals(collection) ? after : null;
    }

    @Override
    public Collection<EntityState> referring(String collection, String property, Ulid target) {
        List<EntityState> found = new ArrayList<>();
        Delta ofTarget = changes.get(target);
        boolean isNew = ofTarget != null && ofTarget.creates();
        if (!isNew) {
            // Nobody refers to what is not there yet, so that need not be asked for.
            for (EntityState state : base.referring(collection, property, target)) {
                if (changes.get(state.id()) == null) {
                    found.add(state);
                }
            }
        }
        found.addAll(referring
                .computeIfAbsent(List.of(collection, property), any -> changedByTarget(collection, property))
                .getOrDefault(target, List.of()));
        return found;
    }

    private Map<Ulid, List<EntityState>> changedByTarget(String collection, String property) {
        Map<Ulid, List<EntityState>> byTarget = new HashMap<>();
        for (Delta delta : changes.all()) {
            EntityState after = delta.livingAfter();
            if (after != null && after.model().collection().equals(collection)) {
                for (Ulid target : Replica.targets(after, property)) {
                    byTarget.computeIfAbsent(target, absent -> new ArrayList<>())
                            .add(after);
                }
            }
        }
        return byTarget;
    }
}
