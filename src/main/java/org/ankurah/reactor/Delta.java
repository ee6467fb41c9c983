package org.ankurah.reactor;

import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** A change of one entity with what differs: found when first asked for, then shared by all live queries. */
final class Delta {

    private final EntityChange change;
    private @Nullable Set<String> changed;

    Delta(EntityChange change) {
        this.change = change;
    }

    Ulid id() {
        return change.after().id();
    }

    EntityState after() {
        return change.after();
    }

    /**
     * The names of the properties whose value differs, in model order. A created entity is compared with one
     * that was given nothing: properties that start with their zero (or null) did not change.
     */
    Set<String> changed() {
        if (changed == null) {
            EntityState after = change.after();
            EntityState before = change.before();
            changed = EntityState.changedProperties(
                    before == null ? EntityState.empty(after.model(), after.id()) : before, after);
        }
        return changed;
    }
}
