package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ankurah.merge.EntityState;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The difference between what a subscriber holds and what it should hold.
 *
 * <p>Named are those that left, those that came, and those that stayed but show something else. Of the others, when
 * the subscriber sees order, as many as possible go unnamed: a longest run of them that stands in the same order in
 * both lists (patience sorting, after C. Schensted, "Longest increasing and decreasing subsequences", 1961). Costs
 * n log n.
 */
final class Comeback {

    private final List<Member> former;
    private final List<Member> current;
    private final Function<Ulid, @Nullable Delta> deltas;
    private final ShapeView shape;
    private final Step step;

    /**
     * @param former what is held, in its order
     * @param current what is to be held, in its order
     * @param deltas what changed on the way between the two, by id
     * @param step the way
     */
    Comeback(
            List<Member> former,
            List<Member> current,
            Function<Ulid, @Nullable Delta> deltas,
            ShapeView shape,
            Step step) {
        this.former = former;
        this.current = current;
        this.deltas = deltas;
        this.shape = shape;
        this.step = step;
    }

    /**
     * What to tell.
     *
     * @param position as of which the current list is
     * @param came what those are called that were not held: {@code ADDED}, or {@code INITIAL} if something else was asked
     */
    Telling telling(long position, ChangeKind came, Interest interest, long total) {
        Map<Ulid, Integer> formerRanks = new HashMap<>();
        former.forEach(member -> formerRanks.put(member.state().id(), formerRanks.size()));
        Set<Ulid> stay = new HashSet<>();
        Set<Ulid> updated = new HashSet<>();
        List<Ulid> unnamed = new ArrayList<>();
        for (Member member : current) {
            Ulid id = member.state().id();
            if (formerRanks.containsKey(id)) {
                stay.add(id);
                boolean shows = showsDifference(id);
                (shows ? updated : unnamed).add(id);
            }
        }
        if (interest.order()) {
            updated.addAll(displaced(unnamed, formerRanks));
        }
        List<Telling.Removed> removed = former.stream()
                .map(Member::state)
                .filter(state -> !stay.contains(state.id()))
                .map(state -> new Telling.Removed(delta(state)))
                .toList();
        List<Telling.Stays> stays = new ArrayList<>();
        for (int rank = 0; rank < current.size(); rank++) {
            Member member = current.get(rank);
            Ulid id = member.state().id();
            if (!stay.contains(id)) {
                Delta delta = delta(member.state());
                Set<String> fields = came == ChangeKind.INITIAL ? Set.of() : delta.changed();
                stays.add(new Telling.Stays(came, member.state(), rank, fields, delta));
            } else if (updated.contains(id)) {
                Delta delta = delta(member.state());
                stays.add(new Telling.Stays(ChangeKind.UPDATED, member.state(), rank, delta.changed(), delta));
            }
        }
        return new Telling(
                position,
                false,
                removed,
                stays,
                total,
                total,
                interest.items() ? current.stream().map(Member::state).toList() : null);
    }

    private boolean showsDifference(Ulid id) {
        Delta delta = deltas.apply(id);
        if (delta == null || delta.livingBefore() == null || delta.livingAfter() == null) {
            return false;
        }
        return shape.looksFurther()
                ? !shape.same(delta.livingBefore(), step.before(), delta.livingAfter(), step.after())
                : shape.shows(delta);
    }

    private Delta delta(EntityState state) {
        Delta delta = deltas.apply(state.id());
        return delta == null ? Delta.around(state) : delta;
    }

    /** Those among these, given in their current order, that are not in a longest run whose former ranks ascend. */
    private static Set<Ulid> displaced(List<Ulid> ids, Map<Ulid, Integer> formerRanks) {
        int[] ranks = ids.stream().mapToInt(formerRanks::get).toArray();
        int[] lastOfLength = new int[ranks.length];
        int[] previous = new int[ranks.length];
        int length = 0;
        for (int i = 0; i < ranks.length; i++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ranks[lastOfLength[middle]] < ranks[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : lastOfLength[low - 1];
            lastOfLength[low] = i;
            length = Math.max(length, low + 1);
        }
        boolean[] inRun = new boolean[ranks.length];
        for (int i = length == 0 ? -1 : lastOfLength[length - 1]; i >= 0; i = previous[i]) {
            inRun[i] = true;
        }
        Set<Ulid> displaced = new HashSet<>();
        for (int i = 0; i < ranks.length; i++) {
            if (!inRun[i]) {
                displaced.add(ids.get(i));
            }
        }
        return displaced;
    }
}
