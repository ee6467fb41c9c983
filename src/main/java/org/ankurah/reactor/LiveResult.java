package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.SortKey;
import org.ankurah.reactor.ChangeSet.Change;
import org.ankurah.reactor.Reordering.Rekeyed;
import org.jspecify.annotations.Nullable;

/**
 * The current result of one live query, and how a transaction changes it.
 *
 * <p><b>Why folding is exact.</b> A subscriber folds a change set by taking out every named id and then inserting
 * those that stay at their index, ascending. That gives the new result if and only if the entities that are not
 * named are in the same order among themselves before and after. Unnamed are: members that no event touched,
 * whose keys are what they were; members of which nothing changed that the subscriber selected and whose place
 * among the unnamed is what it was ({@link Reordering} sees to that); nothing else, since every change of
 * membership is named. The values that a subscriber holds of an unnamed member are exact as well: none that it
 * selected changed.
 *
 * <p>A subscriber that selected neither {@code index} nor {@code items} is not told of changes of order. It
 * cannot see order either: what it folds is a set, and as a set it is exact. The states and keys held here are
 * always the newest, told or not, so a later change set carries right indexes and items.
 */
final class LiveResult {

    private final CompiledSelection selection;
    private final Interest interest;
    private final OrderedMembers members;

    LiveResult(CompiledSelection selection, Interest interest, Collection<EntityState> entities) {
        this.selection = selection;
        this.interest = interest;
        List<Member> first = new ArrayList<>(entities.size());
        entities.forEach(entity -> first.add(member(entity)));
        this.members = new OrderedMembers(selection.comparator(), first);
    }

    /** The whole result as the first change set. */
    ChangeSet<EntityState> initial(long position) {
        List<EntityState> states = members.states();
        List<Change<EntityState>> changes = new ArrayList<>(states.size());
        for (EntityState state : states) {
            changes.add(new Change<>(ChangeKind.INITIAL, state.id(), state, changes.size(), Set.of()));
        }
        return new ChangeSet<>(position, true, changes, states.size(), interest.items() ? states : null, Entities.NONE);
    }

    /**
     * Brings the result up to date with one transaction.
     *
     * @param position the transaction's
     * @param deltas at most one per entity; those that do not concern this result do no harm
     * @return what to tell the subscriber, or null if nothing it selected changed
     */
    @Nullable
    ChangeSet<EntityState> apply(long position, List<Delta> deltas) {
        Turn turn = new Turn();
        deltas.forEach(turn::takeOut);
        turn.putBack();
        List<Change<EntityState>> changes = turn.changes();
        if (changes.isEmpty()) {
            return null;
        }
        return new ChangeSet<>(
                position, false, changes, members.size(), interest.items() ? members.states() : null, Entities.NONE);
    }

    private Member member(EntityState entity) {
        return new Member(selection.key(entity, Entities.NONE), entity);
    }

    private int compare(SortKey one, SortKey other) {
        return selection.comparator().compare(one, other);
    }

    /**
     * One transaction's work on the members, in two steps: first take out all that leave or change place, which
     * leaves those that keep theirs; then put in all that came or changed place. Only then are indexes final.
     */
    private final class Turn {

        private final List<Removed> removed = new ArrayList<>();
        private final List<Named> named = new ArrayList<>();
        private final List<Member> comers = new ArrayList<>();
        private final List<Rekeyed> rekeyed = new ArrayList<>();

        private record Removed(Member member, Delta delta) {}

        private record Named(ChangeKind kind, Member member, Delta delta) {}

        void takeOut(Delta delta) {
            Member old = members.get(delta.id());
            boolean matches = selection.matches(delta.after(), Entities.NONE);
            if (old == null && matches) {
                Member comer = member(delta.after());
                comers.add(comer);
                named.add(new Named(ChangeKind.ADDED, comer, delta));
            } else if (old != null && !matches) {
                members.remove(old);
                removed.add(new Removed(old, delta));
            } else if (old != null) {
                update(old, member(delta.after()), delta);
            }
        }

        private void update(Member old, Member next, Delta delta) {
            boolean moves = compare(old.key(), next.key()) != 0;
            boolean selected = interest.inChangeOf(delta.changed());
            if (moves) {
                members.remove(old);
                comers.add(next);
            } else {
                members.replace(old, next);
            }
            if (selected) {
                named.add(new Named(ChangeKind.UPDATED, next, delta));
            } else if (moves && interest.order()) {
                rekeyed.add(new Rekeyed(old, next, delta));
            }
        }

        void putBack() {
            for (Rekeyed moved : new Reordering(members, selection.comparator()).displaced(rekeyed)) {
                named.add(new Named(ChangeKind.UPDATED, moved.after(), moved.delta()));
            }
            comers.forEach(members::insert);
        }

        List<Change<EntityState>> changes() {
            List<Change<EntityState>> changes = new ArrayList<>(removed.size() + named.size());
            removed.sort(Comparator.comparing(gone -> gone.member().key(), selection.comparator()));
            for (Removed gone : removed) {
                Delta delta = gone.delta();
                changes.add(new Change<>(ChangeKind.REMOVED, delta.id(), null, -1, delta.changed()));
            }
            named.sort(Comparator.comparing(stays -> stays.member().key(), selection.comparator()));
            for (Named stays : named) {
                Member member = stays.member();
                int index = members.rank(member.key());
                Set<String> fields = stays.delta().changed();
                changes.add(new Change<>(stays.kind(), member.state().id(), member.state(), index, fields));
            }
            return changes;
        }
    }
}
