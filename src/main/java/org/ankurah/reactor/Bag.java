package org.ankurah.reactor;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Live queries that share a place in the index, as often each as it was added. Most places hold one, a few hold
 * very many: up to {@link #FEW} stand in an array of just their number, more in a hash table, so that taking one
 * out stays cheap.
 */
final class Bag<Q> {

    /** Up to here, looking through an array is as quick as a hash table, at a tenth of the memory. */
    private static final int FEW = 8;

    private static final Object[] NONE = {};

    private Object[] few = NONE;

    /** How often each is held; null while there are few. */
    private @Nullable Map<Q, Integer> many;

    private int size;

    void add(Q query) {
        size++;
        if (many != null) {
            many.merge(query, 1, Integer::sum);
            return;
        }
        if (few.length < FEW) {
            few = Arrays.copyOf(few, few.length + 1);
            few[few.length - 1] = query;
            return;
        }
        Map<Q, Integer> counted = new LinkedHashMap<>();
        for (Object held : few) {
            counted.merge(query(held), 1, Integer::sum);
        }
        counted.merge(query, 1, Integer::sum);
        many = counted;
        few = NONE;
    }

    /** Undoes one {@link #add}; does nothing for what is not held. */
    void remove(Q query) {
        if (many != null) {
            removeCounted(many, query);
            return;
        }
        int index = Arrays.asList(few).indexOf(query);
        if (index >= 0) {
            Object[] rest = Arrays.copyOf(few, few.length - 1);
            System.arraycopy(few, index + 1, rest, index, rest.length - index);
            few = rest;
            size--;
        }
    }

    /** Goes back to an array well below the limit, so that a bag at the limit does not change form each time. */
    private void removeCounted(Map<Q, Integer> counted, Q query) {
        if (!counted.containsKey(query)) {
            return;
        }
        counted.computeIfPresent(query, (same, times) -> times == 1 ? null : times - 1);
        size--;
        if (size <= FEW / 2) {
            many = null;
            size = 0;
            counted.forEach((held, times) -> Collections.nCopies(times, held).forEach(this::add));
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many are held, each as often as it was added. */
    int size() {
        return size;
    }

    /** Adds all that are held to what was found. */
    void addTo(Collection<Q> found) {
        if (many != null) {
            found.addAll(many.keySet());
            return;
        }
        for (Object held : few) {
            found.add(query(held));
        }
    }

    @SuppressWarnings("unchecked") // only add puts anything into the array
    private Q query(Object held) {
        return (Q) held;
    }
}
