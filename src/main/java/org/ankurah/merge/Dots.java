package org.ankurah.merge;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * What was added and not removed: the common part of sets and ordered lists. Immutable.
 *
 * <p>Idea: every addition has a name of its own, its {@link Dot}, and a removal names the additions that it saw. So it
 * never takes away what somebody added meanwhile, and nothing needs to be remembered of what is gone: an event comes
 * after those that it was made upon, so an addition does not come back.
 *
 * <p>What a removal names and is not there was removed by somebody else at the same time, or belongs to a part of the
 * history that is kept apart and {@link #join joined} later. The two look alike, so the name is remembered.
 *
 * <p>A value that was written as a whole, as every genesis does, stands until one with a greater event id comes; what
 * edits added stays beside it.
 *
 * @param <P> what is kept of an addition
 */
final class Dots<P> {

    private final @Nullable Ulid base;
    private final SortedMap<Dot, P> living;
    private final NavigableSet<Dot> missed;

    /**
     * @param base the event of the last whole value; null if there was none
     * @param living by name
     * @param missed names that were removed and not there
     */
    Dots(@Nullable Ulid base, SortedMap<Dot, P> living, NavigableSet<Dot> missed) {
        this.base = base;
        this.living = Collections.unmodifiableSortedMap(living);
        this.missed = Collections.unmodifiableNavigableSet(missed);
    }

    static <P> Dots<P> empty() {
        return new Dots<>(null, new TreeMap<>(), new TreeSet<>());
    }

    @Nullable
    Ulid base() {
        return base;
    }

    SortedMap<Dot, P> living() {
        return living;
    }

    NavigableSet<Dot> missed() {
        return missed;
    }

    /** What an event adds, in order, and removes. */
    Dots<P> edit(Ulid event, List<P> added, Collection<Dot> removed) {
        SortedMap<Dot, P> nextLiving = new TreeMap<>(living);
        NavigableSet<Dot> nextMissed = new TreeSet<>(missed);
        for (Dot dot : removed) {
            if (nextLiving.remove(dot) == null && !isPast(dot, base)) {
                nextMissed.add(dot);
            }
        }
        for (int i = 0; i < added.size(); i++) {
            add(new Dot(event, i, false), added.get(i), nextLiving, nextMissed);
        }
        return new Dots<>(base, nextLiving, nextMissed);
    }

    /** An event that writes the value as a whole. */
    Dots<P> replace(Ulid event, List<P> elements) {
        if (base != null && event.compareTo(base) <= 0) {
            return this;
        }
        SortedMap<Dot, P> nextLiving = new TreeMap<>(living);
        nextLiving.keySet().removeIf(Dot::whole);
        NavigableSet<Dot> nextMissed = new TreeSet<>(missed);
        nextMissed.removeIf(dot -> isPast(dot, event));
        for (int i = 0; i < elements.size(); i++) {
            add(new Dot(event, i, true), elements.get(i), nextLiving, nextMissed);
        }
        return new Dots<>(event, nextLiving, nextMissed);
    }

    /** What two disjoint parts of one history come to. */
    Dots<P> join(Dots<P> other) {
        Ulid last = base == null || (other.base != null && other.base.compareTo(base) > 0) ? other.base : base;
        SortedMap<Dot, P> nextLiving = new TreeMap<>();
        NavigableSet<Dot> nextMissed = new TreeSet<>();
        for (List<Dots<P>> pair : List.of(List.of(this, other), List.of(other, this))) {
            Dots<P> one = pair.get(0);
            Dots<P> two = pair.get(1);
            one.living.forEach((dot, payload) -> {
                if (!two.missed.contains(dot) && !isPast(dot, last)) {
                    nextLiving.put(dot, payload);
                }
            });
            one.missed.stream()
                    .filter(dot -> !two.living.containsKey(dot) && !isPast(dot, last))
                    .forEach(nextMissed::add);
        }
        return new Dots<>(last, nextLiving, nextMissed);
    }

    private static <P> void add(Dot dot, P payload, SortedMap<Dot, P> living, NavigableSet<Dot> missed) {
        if (!missed.remove(dot)) {
            living.put(dot, payload);
        }
    }

    /** Whether it belongs to a whole value that a later one has replaced. */
    private static boolean isPast(Dot dot, @Nullable Ulid base) {
        return dot.whole() && base != null && dot.event().compareTo(base) < 0;
    }
}
