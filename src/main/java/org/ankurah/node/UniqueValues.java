package org.ankurah.node;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.storage.CommitWork.Base;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no two living entities of a collection hold one value of a unique property.
 *
 * <p>Commits are serialised by the storage, so it is enough to compare with what was stored when the batch
 * began and with what the batch did since. Every candidate is checked against its current state: a holder
 * that gave the value up, or was deleted, earlier in the batch does not stand in the way, nor does one whose
 * transaction was refused.
 */
final class UniqueValues {

    private final Base base;
    private final WorkingState working;
    private final Map<Claim, Set<Ulid>> claims = new HashMap<>();

    UniqueValues(Base base, WorkingState working) {
        this.base = base;
        this.working = working;
    }

    private record Claim(String collection, String property, Value value) {}

    /**
     * Checks the entities that the current transaction touched, after all of its writes.
     *
     * @throws AnkurahException with {@code CONFLICT} and the field
     */
    void check() {
        for (EntityState state : working.touched()) {
            for (PropertyDescriptor property : state.model().properties()) {
                if (property.unique() && takes(state, property)) {
                    claim(state, property);
                }
            }
        }
    }

    private boolean takes(EntityState state, PropertyDescriptor property) {
        Value value = state.value(property.name());
        if (state.deleted() || value == Value.NULL) {
            return false;
        }
        EntityState before = working.beforeTransaction(state.id());
        return before == null
                || before.deleted()
                || !Values.canonical(before.value(property.name())).equals(Values.canonical(value));
    }

    private void claim(EntityState state, PropertyDescriptor property) {
        String collection = state.model().collection();
        Value value = Values.canonical(state.value(property.name()));
        Set<Ulid> claimants =
                claims.computeIfAbsent(new Claim(collection, property.name(), value), claim -> new HashSet<>());
        for (Ulid claimant : claimants) {
            refuseIf(
                    !claimant.equals(state.id()) && holds(working.changed(claimant), property, value), property, state);
        }
        for (Ulid holder : base.holders(collection, property.name(), value)) {
            EntityState changed = working.changed(holder);
            // One that the batch has not touched holds it still, as the storage said.
            boolean holds = changed == null || holds(changed, property, value);
            refuseIf(!holder.equals(state.id()) && holds, property, state);
        }
        claimants.add(state.id());
    }

    private static void refuseIf(boolean held, PropertyDescriptor property, EntityState state) {
        if (held) {
            throw AnkurahException.conflict(
                    "Another " + state.model().collection() + " already has this " + property.name()
                            + ". It must be unique.",
                    property.name());
        }
    }

    private static boolean holds(@Nullable EntityState changed, PropertyDescriptor property, Value value) {
        return changed != null
                && !changed.deleted()
                && Values.canonical(changed.value(property.name())).equals(value);
    }
}
