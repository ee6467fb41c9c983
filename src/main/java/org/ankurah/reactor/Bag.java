package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Live queries that share a place in the index, as often each as it was added. Most places hold one, a few hold
 * very many: one is held as it is, up to {@link #FEW} in an array of just their number, and more in a hash table, so
 * that taking one out stays cheap.
 */
final class Bag<Q> {

    /** Up to here, looking through an array is as quick as a hash table, at a tenth of the memory. */
    private static final int FEW = 8;

    private int size;

    /** The only one; or an array of all; or, for more than {@link #FEW}, a map that says how often each is held. */
    private @Nullable Object held;

    void add(Q query) {
        if (size > FEW) {
            counted().merge(query, 1, Integer::sum);
            size++;
        } else if (size == 0) {
            size = 1;
            held = query;
        } else {
            List<Q> all = list();
            all.add(query);
            hold(all);
        }
    }

    /** Undoes one {@link #add}; does nothing for what is not held. */
    void remove(Q query) {
        if (size > FEW + 1) {
            Map<Q, Integer> counted = counted();
            if (counted.containsKey(query)) {
                counted.computeIfPresent(query, (same, times) -> times == 1 ? null : times - 1);
                size--;
            }
            return;
        }
        List<Q> all = list();
        if (all.remove(query)) {
            hold(all);
        }
    }

    private void hold(List<Q> all) {
        size = all.size();
        if (size > FEW) {
            Map<Q, Integer> counted = new LinkedHashMap<>();
            all.forEach(query -> counted.merge(query, 1, Integer::sum));
            held = counted;
        } else if (size > 1) {
            held = all.toArray();
        } else {
            held = size == 0 ? null : all.get(0);
        }
    }

    /** All that are held, each as often as it was added. */
    private List<Q> list() {
        List<Q> all = new ArrayList<>(size + 1);
        if (size > FEW) {
            counted().forEach((query, times) -> {
                for (int i = 0; i < times; i++) {
                    all.add(query);
                }
            });
        } else {
            forEach(all::add);
        }
        return all;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many are held, each as often as it was added. */
    int size() {
        return size;
    }

    /** Does something with each that is held, once or as often as it was added. */
    @SuppressWarnings("unchecked") // add and remove see to it that the size tells what is held
    void forEach(Consumer<? super Q> action) {
        if (size == 1) {
            action.accept((Q) held());
        } else if (size > FEW) {
            counted().keySet().forEach(action);
        } else if (size > 0) {
            Arrays.asList((Q[]) held()).forEach(action);
        }
    }

    /** Adds all that are held to what was found. */
    void addTo(Collection<Q> found) {
        forEach(found::add);
    }

    @SuppressWarnings("unchecked") // as above
    private Map<Q, Integer> counted() {
        return (Map<Q, Integer>) held();
    }

    private Object held() {
        if (held == null) {
            throw new IllegalStateException("an empty bag holds nothing");
        }
        return held;
    }
}
