package org.ankurah.reactor;

import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * One entity at two positions of the log. Either the entity itself differs, or something that it leads to does, and
 * then both states are the same one. What differs is found when first asked for, then shared by all live queries.
 */
final class Delta {

    private final @Nullable EntityState before;
    private final @Nullable EntityState after;
    private final EntityState known;
    private @Nullable Set<String> changed;

    private Delta(@Nullable EntityState before, @Nullable EntityState after, EntityState known) {
        this.before = before;
        this.after = after;
        this.known = known;
    }

    /** An entity that changed from one state, null if it was not there yet, to another. */
    static Delta of(@Nullable EntityState before, EntityState after) {
        return new Delta(before, after, after);
    }

    /** A living entity that did not change, while something it leads to did. */
    static Delta around(EntityState state) {
        return new Delta(state, state, state);
    }

    /** This change and a later one of the same entity as one. */
    Delta then(Delta later) {
        return new Delta(before, later.after, later.known);
    }

    /** The way back. */
    Delta reversed() {
        return new Delta(after, before, known);
    }

    Ulid id() {
        return known.id();
    }

    ModelDescriptor model() {
        return known.model();
    }

    /** Whether the entity itself differs. */
    boolean isOwn() {
        return before != after;
    }

    /** Whether the entity is not there, not even deleted, at the first position. */
    boolean creates() {
        return before == null;
    }

    /** The state at the first position; null if there was none, or a deleted one. */
    @Nullable
    EntityState livingBefore() {
        return living(before);
    }

    /** The state at the second position; null if there is none, or a deleted one. */
    @Nullable
    EntityState livingAfter() {
        return living(after);
    }

    /**
     * The names of the properties whose value differs, in model order. An entity that was not there is compared with
     * one that was given nothing: properties that start with their zero (or null) did not change.
     */
    Set<String> changed() {
        if (changed == null) {
            changed = isOwn() ? EntityState.changedProperties(orEmpty(before), orEmpty(after)) : Set.of();
        }
        return changed;
    }

    private EntityState orEmpty(@Nullable EntityState state) {
        return state == null ? EntityState.empty(known.model(), known.id()) : state;
    }

    private static @Nullable EntityState living(@Nullable EntityState state) {
        return state == null || state.deleted() ? null : state;
    }
}
