package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ankurah.query.SortKey;
import org.ankurah.reactor.Reordering.Rekeyed;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's work on the members of a live result.
 *
 * <p><b>Why folding is exact.</b> A subscriber folds a change set by taking out every named id and then inserting
 * those that stay at their index, ascending. That gives the new result if and only if the entities that are not
 * named are in the same order among themselves before and after. Unnamed are: members that nothing touched, whose
 * keys are what they were; members of which nothing changed that the subscriber selected and whose place among the
 * unnamed is what it was ({@link Reordering} sees to that); nothing else, since all that enter or leave the window
 * are named. The values that a subscriber holds of an unnamed member are exact as well: none that it selected changed.
 *
 * <p>A subscriber that selected neither {@code index} nor {@code items} is not told of changes of order. It cannot
 * see order either: what it folds is a set, and as a set it is exact.
 *
 * <p>The work has two steps: first all that leave or change place are taken out, which leaves those that keep theirs;
 * then all that came or changed place are put in. Only then it is known where the window ends, and which of those
 * that nothing touched were pushed over its edge.
 */
final class Turn {

    private final OrderedMembers members;
    private final Comparator<SortKey> order;
    private final Interest interest;
    private final int window;
    private final @Nullable SortKey edgeBefore;

    private final List<Verdict> verdicts = new ArrayList<>();
    private final Set<Ulid> touched = new HashSet<>();
    private final List<Member> comers = new ArrayList<>();
    private final List<Rekeyed> rekeyed = new ArrayList<>();

    private final List<Gone> gone = new ArrayList<>();
    private final List<Named> named = new ArrayList<>();

    private record Gone(Member member, Delta delta) {}

    private record Named(ChangeKind kind, Member member, Delta delta) {}

    Turn(OrderedMembers members, Comparator<SortKey> order, Interest interest, int window) {
        this.members = members;
        this.order = order;
        this.interest = interest;
        this.window = window;
        this.edgeBefore = edge();
    }

    /**
     * Takes out what leaves or changes place.
     *
     * @param within whether the entity's next place, if it has one, is among those that are held
     */
    void take(Verdict verdict, boolean within) {
        Member held = verdict.held();
        Member next = within ? verdict.next() : null;
        if (held == null && next == null) {
            return;
        }
        verdicts.add(verdict);
        touched.add(verdict.delta().id());
        if (next == null) {
            members.remove(Objects.requireNonNull(held));
        } else if (held == null) {
            comers.add(next);
        } else if (order.compare(held.key(), next.key()) == 0) {
            members.replace(held, next);
        } else {
            members.remove(held);
            comers.add(next);
            if (interest.order() && !verdict.shown()) {
                rekeyed.add(new Rekeyed(held, next, verdict.delta()));
            }
        }
    }

    /** Puts in what came or changed place, and finds out what is to be told. */
    void finish() {
        Set<Ulid> displaced = new HashSet<>();
        new Reordering(members, order)
                .displaced(rekeyed)
                .forEach(one -> displaced.add(one.delta().id()));
        comers.forEach(members::insert);
        SortKey edge = edge();
        verdicts.forEach(verdict -> name(verdict, edge, displaced));
        if (window != LiveResult.ALL) {
            findPushedOut(edge);
            findMovedIn();
        }
    }

    private void name(Verdict verdict, @Nullable SortKey edge, Set<Ulid> displaced) {
        Delta delta = verdict.delta();
        Member held = verdict.held();
        Member now = members.get(delta.id());
        boolean was = held != null && isWithin(held.key(), edgeBefore);
        boolean is = now != null && isWithin(now.key(), edge);
        if (held != null && was && !is) {
            gone.add(new Gone(held, delta));
        } else if (now != null && is && !was) {
            named.add(new Named(ChangeKind.ADDED, now, delta));
        } else if (now != null && is && (verdict.shown() || displaced.contains(delta.id()))) {
            named.add(new Named(ChangeKind.UPDATED, now, delta));
        }
    }

    /** Those that nothing touched, and that stood in the window before. */
    private void findPushedOut(@Nullable SortKey edge) {
        if (edge == null) {
            return;
        }
        for (int rank = window; rank < members.size(); rank++) {
            Member member = members.at(rank);
            if (!isWithin(member.key(), edgeBefore)) {
                return;
            }
            if (!touched.contains(member.state().id())) {
                gone.add(new Gone(member, Delta.around(member.state())));
            }
        }
    }

    /** Those that nothing touched, and that stood behind the window before. */
    private void findMovedIn() {
        for (int rank = Math.min(window, members.size()) - 1; rank >= 0; rank--) {
            Member member = members.at(rank);
            if (isWithin(member.key(), edgeBefore)
                    && !touched.contains(member.state().id())) {
                return;
            }
            if (!isWithin(member.key(), edgeBefore)
                    && !touched.contains(member.state().id())) {
                named.add(new Named(ChangeKind.ADDED, member, Delta.around(member.state())));
            }
        }
    }

    boolean changesAnything() {
        return !gone.isEmpty() || !named.isEmpty();
    }

    List<Telling.Removed> removed() {
        gone.sort(Comparator.comparing(one -> one.member().key(), order));
        return gone.stream().map(one -> new Telling.Removed(one.delta())).toList();
    }

    List<Telling.Stays> stays() {
        named.sort(Comparator.comparing(one -> one.member().key(), order));
        return named.stream()
                .map(one -> new Telling.Stays(
                        one.kind(),
                        one.member().state(),
                        members.rank(one.member().key()),
                        one.delta().changed(),
                        one.delta()))
                .toList();
    }

    /** The place of the last member in the window; null if all members that are held are in it. */
    private @Nullable SortKey edge() {
        return members.size() > window ? members.at(window - 1).key() : null;
    }

    private boolean isWithin(SortKey key, @Nullable SortKey edge) {
        return edge == null || order.compare(key, edge) <= 0;
    }
}
