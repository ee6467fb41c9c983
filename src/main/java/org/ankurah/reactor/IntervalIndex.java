package org.ankurah.reactor;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Live queries by intervals of one scale: finds those whose interval holds a place, in the time that it takes to
 * name them.
 *
 * <p><b>Idea.</b> An interval is a point in the plane, its low end across and its high end up; the intervals that
 * hold {@code p} are the points to the left of {@code p} and above it. A radix priority search tree answers that: a
 * binary trie over the bits of the low end (then of the high end, which tells apart what begins alike), in which
 * every node holds one interval, the one that reaches furthest up of all that are below it.
 *
 * <pre>
 *                     [3, 90]             furthest up of all
 *          low 0…   ╱         ╲   low 1…
 *               [1, 40]       [12, 80]    furthest up of those that begin with this bit
 *              ╱       ╲
 *          [0, 7]     [5, 9]
 * </pre>
 *
 * <p><b>Looking up</b> {@code p}: go down along the bits of {@code p}. A branch to the left of that way holds only
 * intervals that begin before {@code p}, one to the right only such that begin behind it and is not entered. A node
 * that does not reach up to {@code p} ends its branch. So every node that is visited is found, lies on the one way
 * down, or ends a branch right below one that was found.
 *
 * <p><b>Adding</b> goes down along the bits of the new interval; where it reaches further up than the node's, it
 * takes its place and the node's goes on down. <b>Removing</b> fills the gap with the child that reaches further
 * up, and so on down. Nothing is ever rebalanced: the depth is at most the number of bits of a key, and about the
 * logarithm of the number of intervals where ends are spread.
 *
 * <p>Costs O(depth) to add and to remove and O(depth + found) to look up. Source: E. M. McCreight, Priority Search
 * Trees, SIAM Journal on Computing 14 (1985), the radix form.
 */
final class IntervalIndex<Q> {

    private @Nullable Node<Q> root;

    /** A place of the trie and the interval that it holds for now. */
    private static final class Node<Q> {

        private OrderKey low;
        private OrderKey high;

        // The first words of the two stand here as well: a look-up then seldom has to fetch the keys.
        private long lowWord;
        private long highWord;

        private Bag<Q> queries;
        private @Nullable Node<Q> left;
        private @Nullable Node<Q> right;

        Node(OrderKey low, OrderKey high, Bag<Q> queries) {
            this.low = low;
            this.high = high;
            this.lowWord = low.first();
            this.highWord = high.first();
            this.queries = queries;
        }

        boolean beginsBy(OrderKey place) {
            int order = Long.compareUnsigned(lowWord, place.first());
            return order != 0 ? order < 0 : low.compareTo(place) <= 0;
        }

        boolean reaches(OrderKey place) {
            int order = Long.compareUnsigned(highWord, place.first());
            return order != 0 ? order > 0 : high.compareTo(place) >= 0;
        }

        boolean holds(OrderKey otherLow, OrderKey otherHigh) {
            return low.equals(otherLow) && high.equals(otherHigh);
        }

        /** Whether its interval goes to the right below this depth. */
        boolean bit(int depth) {
            return IntervalIndex.bit(low, high, depth);
        }

        @Nullable
        Node<Q> child(boolean onTheRight) {
            return onTheRight ? right : left;
        }

        void setChild(boolean onTheRight, @Nullable Node<Q> child) {
            if (onTheRight) {
                right = child;
            } else {
                left = child;
            }
        }

        /** Takes over what another node holds. */
        void take(Node<Q> other) {
            low = other.low;
            high = other.high;
            lowWord = other.lowWord;
            highWord = other.highWord;
            queries = other.queries;
        }
    }

    boolean isEmpty() {
        return root == null;
    }

    /** Adds a query by an interval, both ends included; the low end is not behind the high one. */
    void add(OrderKey low, OrderKey high, Q query) {
        Node<Q> same = node(low, high);
        if (same != null) {
            same.queries.add(query);
            return;
        }
        Bag<Q> queries = new Bag<>();
        queries.add(query);
        insert(new Node<>(low, high, queries));
    }

    private void insert(Node<Q> fresh) {
        if (root == null) {
            root = fresh;
            return;
        }
        Node<Q> at = root;
        for (int depth = 0; ; depth++) {
            if (!at.reaches(fresh.high)) {
                Node<Q> held = new Node<>(at.low, at.high, at.queries);
                at.take(fresh);
                fresh = held;
            }
            boolean onTheRight = fresh.bit(depth);
            Node<Q> child = at.child(onTheRight);
            if (child == null) {
                at.setChild(onTheRight, fresh);
                return;
            }
            at = child;
        }
    }

    /** Undoes {@link #add} with the same arguments. */
    void remove(OrderKey low, OrderKey high, Q query) {
        Node<Q> node = node(low, high);
        if (node == null) {
            return;
        }
        node.queries.remove(query);
        if (node.queries.isEmpty()) {
            takeOut(node, low, high);
        }
    }

    /** Fills a node with what is below it until one without children is left, and cuts that one off. */
    private void takeOut(Node<Q> emptied, OrderKey low, OrderKey high) {
        Node<Q> parent = null;
        boolean onTheRight = false;
        int depth = 0;
        for (Node<Q> at = root; at != null && at != emptied; at = at.child(onTheRight)) {
            parent = at;
            onTheRight = bit(low, high, depth++);
        }
        Node<Q> gap = emptied;
        while (gap.left != null || gap.right != null) {
            parent = gap;
            onTheRight = reachesFurther(gap.right, gap.left);
            Node<Q> child = gap.child(onTheRight);
            if (child == null) {
                throw new IllegalStateException("a node without the child it has");
            }
            gap.take(child);
            gap = child;
        }
        if (parent == null) {
            root = null;
        } else {
            parent.setChild(onTheRight, null);
        }
    }

    private static <Q> boolean reachesFurther(@Nullable Node<Q> one, @Nullable Node<Q> other) {
        return one != null && (other == null || one.high.compareTo(other.high) > 0);
    }

    /** Adds the queries whose interval holds a place to what was found. */
    void find(OrderKey place, Collection<Q> found) {
        Node<Q> at = root;
        int end = place.bits();
        for (int depth = 0; at != null && at.reaches(place); depth++) {
            if (at.beginsBy(place)) {
                at.queries.addTo(found);
            }
            if (depth >= end) {
                // All that is below begins right here.
                findUpwards(at.left, place, found);
                at = at.right;
            } else if (place.bit(depth)) {
                findUpwards(at.left, place, found);
                at = at.right;
            } else {
                at = at.left;
            }
        }
    }

    /** Finds among intervals all of which begin at or before the place. */
    private void findUpwards(@Nullable Node<Q> start, OrderKey place, Collection<Q> found) {
        for (Node<Q> at = start; at != null && at.reaches(place); at = at.right) {
            at.queries.addTo(found);
            findUpwards(at.left, place, found);
        }
    }

    private @Nullable Node<Q> node(OrderKey low, OrderKey high) {
        Node<Q> at = root;
        for (int depth = 0; at != null && at.reaches(high); depth++) {
            if (at.holds(low, high)) {
                return at;
            }
            at = at.child(bit(low, high, depth));
        }
        return null;
    }

    private static boolean bit(OrderKey low, OrderKey high, int index) {
        int bits = low.bits();
        return index < bits ? low.bit(index) : high.bit(index - bits);
    }
}
