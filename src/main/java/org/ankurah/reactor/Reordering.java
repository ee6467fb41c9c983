package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.ankurah.query.SortKey;
import org.jspecify.annotations.Nullable;

/**
 * Finds which members took another place among the others when several sort keys changed at once.
 *
 * <p>A change set names some entities; the others must be in the same order among themselves before and after,
 * or folding the change set would give another list. Members whose key did not change are. So an entity whose
 * key changed may go unnamed only if it neither passed one of those, nor swapped with another unnamed one:
 *
 * <ol>
 *   <li>It passed an unchanged member if and only if the number of unchanged members before its old key differs
 *       from the number before its new key.
 *   <li>Those that remain are walked in their new order. One whose old place is before the old place of one
 *       already walked was overtaken, and is named. What is left ascends in both orders.
 * </ol>
 *
 * Conversely, when nothing is named then the order is what it was: silence is exact, too. Costs a sort of the
 * entities whose key changed.
 */
final class Reordering {

    private final OrderedMembers unchanged;
    private final Comparator<SortKey> order;

    /**
     * @param unchanged the members whose sort key is what it was, and no others
     * @param order the order of the result
     */
    Reordering(OrderedMembers unchanged, Comparator<SortKey> order) {
        this.unchanged = unchanged;
        this.order = order;
    }

    /**
     * A member before and after its sort key changed.
     *
     * @param before with the old key
     * @param after with the new key
     * @param delta what changed it
     */
    record Rekeyed(Member before, Member after, Delta delta) {}

    /** Those among these that a change set must name. None of the given ones is named for another reason. */
    List<Rekeyed> displaced(Collection<Rekeyed> unnamed) {
        List<Rekeyed> displaced = new ArrayList<>();
        List<Rekeyed> inNewOrder = new ArrayList<>(unnamed);
        inNewOrder.sort(Comparator.comparing(rekeyed -> rekeyed.after().key(), order));
        @Nullable SortKey furthest = null;
        for (Rekeyed rekeyed : inNewOrder) {
            SortKey old = rekeyed.before().key();
            boolean passedUnchanged =
                    unchanged.rank(old) != unchanged.rank(rekeyed.after().key());
            if (passedUnchanged || (furthest != null && order.compare(old, furthest) < 0)) {
                displaced.add(rekeyed);
            } else {
                furthest = old;
            }
        }
        return displaced;
    }
}
