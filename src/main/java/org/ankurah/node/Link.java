package org.ankurah.node;

import org.ankurah.reactor.Told;
import org.jspecify.annotations.Nullable;

/**
 * A place in the sequence of what a live query tells. Whoever is at a place finds there what is told next, and where to
 * go on; what nobody is ahead of any more is let go. So a subscriber that waits costs a reference, however many do.
 *
 * <p>Written by the reactor's tasks, once; read by anyone.
 */
final class Link<C> {

    /** How much was told up to here: a change set more counts one, and one for each entity or group in it. */
    private final long told;

    /** The number of all matches that was told last; -1 if it is not told. */
    private final long total;

    private @Nullable Delivery<C> delivery;

    /** Written after the delivery, so whoever sees it sees that as well. */
    private volatile @Nullable Link<C> next;

    private Link(long told, long total) {
        this.told = told;
        this.total = total;
    }

    /** The place at which a live query begins that has this many matches. */
    static <C> Link<C> beginning(long total) {
        return new Link<>(0, total);
    }

    /** Tells something at the end; the result is the new end. */
    Link<C> append(Delivery<C> added, long nowTotal) {
        Told<C> what = added.told();
        Link<C> end = new Link<>(told + 1 + what.size(), nowTotal);
        delivery = added;
        next = end;
        return end;
    }

    /** The next place; null at the end. */
    @Nullable
    Link<C> next() {
        return next;
    }

    /** What is told between here and the next place, if there is one. */
    @Nullable
    Delivery<C> delivery() {
        return delivery;
    }

    long total() {
        return total;
    }

    /** How much was told between an earlier place and here. */
    long since(Link<C> earlier) {
        return told - earlier.told;
    }
}
