package org.ankurah.node;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.node.Unread.Need;
import org.ankurah.query.CompiledRule;
import org.ankurah.query.Entities;
import org.ankurah.query.Predicate;
import org.ankurah.value.AnkurahException;

/**
 * Holds the writes of one transaction against what its identity may do. What is hidden from it is, in every word, as if
 * it were not there; what it sees and may not do is refused.
 *
 * <p>A rule that cannot be decided, for lack of what it looks at, passes for now, and is noted: as long as something is
 * missing, the transaction counts as undecided, whatever else came of it.
 */
final class WriteRules {

    private final Asker asker;
    private final Access access;
    private final boolean everything;
    private final Entities world;
    private final IdentityHashMap<Predicate, CompiledRule> compiled = new IdentityHashMap<>();
    private final Set<Need> missing = new LinkedHashSet<>();

    WriteRules(Asker asker, Entities world) {
        this.asker = asker;
        this.access = asker.access();
        this.everything = asker.isOpen();
        this.world = world;
    }

    /** What could not be decided, for lack of this. */
    Set<Need> missing() {
        return missing;
    }

    /** Whether the entity may be seen as it is now, deleted or not. */
    boolean sees(EntityState state) {
        return everything || holds(rights(state).retrieve(), state);
    }

    /** Fails as for an id that nothing has, unless the entity may be seen. */
    void requireSeen(EntityState state) {
        if (!sees(state)) {
            throw NotFound.of(state.model(), state.id());
        }
    }

    /** Fails if nothing may be created in a collection, before anything is found out about it. */
    void requireCreate(ModelDescriptor model) {
        if (access.of(model.collection()).create().equals(Rights.NEVER)) {
            throw asker.denied("create a " + model.collection(), null);
        }
    }

    void requireCreated(EntityState after) {
        if (!everything && !holds(rights(after).create(), after)) {
            throw asker.denied("create a " + after.model().collection() + " with these values", null);
        }
    }

    /** @param properties those that are to be changed */
    void requireUpdate(EntityState before, Set<String> properties) {
        if (everything) {
            return;
        }
        if (!holds(rights(before).update(), before)) {
            throw asker.denied("change the " + named(before), null);
        }
        for (String property : properties) {
            if (!holds(rights(before).shown(property), before)) {
                throw unchangeable(before, property);
            }
        }
        requireChangeable(before, properties);
    }

    void requireUpdated(EntityState after, boolean seen, Set<String> properties) {
        if (everything) {
            return;
        }
        if (!seen || !holds(rights(after).update(), after)) {
            throw asker.denied(
                    "change the " + named(after) + " in this way, since you might not change it any more then", null);
        }
        requireChangeable(after, properties);
    }

    private void requireChangeable(EntityState state, Set<String> properties) {
        for (String property : properties) {
            if (!holds(rights(state).changeable(property), state)) {
                throw unchangeable(state, property);
            }
        }
    }

    /** @param what how it is called: to delete it, or to restore it */
    void requireDelete(EntityState state, String what) {
        if (!everything && !holds(rights(state).delete(), state)) {
            throw asker.denied(what + " the " + named(state), null);
        }
    }

    private Rights rights(EntityState state) {
        return access.of(state.model().collection());
    }

    private boolean holds(Predicate rule, EntityState state) {
        if (rule.equals(Predicate.TRUE)) {
            return true;
        }
        CompiledRule ready = compiled.computeIfAbsent(rule, CompiledRule::of);
        try {
            return ready.holds(state, world);
        } catch (Unread unread) {
            missing.add(unread.need());
            return true;
        }
    }

    private static String named(EntityState state) {
        return state.model().collection() + " " + state.id();
    }

    private AnkurahException unchangeable(EntityState state, String property) {
        return asker.denied("change " + property + " of the " + named(state), property);
    }
}
