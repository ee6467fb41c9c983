package org.ankurah.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.node.Unread.Need;
import org.ankurah.query.Entities;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** The entities as the rules for a transaction see them: those that the commit reads, as the batch has left them so far. */
final class RuleWorld implements Entities {

    private final Transaction transaction;
    private final WorkingState working;
    private @Nullable Map<String, Set<Ulid>> read;

    RuleWorld(Transaction transaction, WorkingState working) {
        this.transaction = transaction;
        this.working = working;
    }

    @Override
    public @Nullable EntityState find(String collection, Ulid id) {
        EntityState state = working.changed(id);
        if (state == null) {
            requireRead(collection, id);
            state = working.entity(id);
        }
        return state != null && isLiving(state, collection) ? state : null;
    }

    @Override
    public Collection<EntityState> referring(String collection, String property, Ulid target) {
        Need.Referring need = new Need.Referring(collection, property, target);
        Set<Ulid> ids = transaction.surroundings().referring(need);
        if (ids == null) {
            throw new Unread(need);
        }
        List<EntityState> found = new ArrayList<>();
        for (Ulid id : ids) {
            EntityState state = working.changed(id) == null ? working.entity(id) : null;
            if (state != null) {
                found.add(state);
            }
        }
        found.addAll(working.changed());
        found.removeIf(state -> !isLiving(state, collection)
                || !References.in(state.value(property)).contains(target));
        return found;
    }

    private static boolean isLiving(EntityState state, String collection) {
        return state.exists() && !state.deleted() && state.model().collection().equals(collection);
    }

    private void requireRead(String collection, Ulid id) {
        if (read == null) {
            read = CommitReads.of(List.of(transaction)).entities();
        }
        if (!read.getOrDefault(collection, Set.of()).contains(id)) {
            throw new Unread(new Need.Entity(collection, id));
        }
    }
}
