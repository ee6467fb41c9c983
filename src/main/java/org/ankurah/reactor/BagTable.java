package org.ankurah.reactor;

import org.jspecify.annotations.Nullable;

/** Bags by hash. What has the same hash by chance shares a bag, which then holds too many, never too few. */
final class BagTable<Q> {

    private final LongTable<Bag<Q>> bags = new LongTable<>();

    void add(long hash, Q query) {
        Bag<Q> bag = get(hash);
        if (bag == null) {
            bag = new Bag<>();
            bags.put(key(hash), bag);
        }
        bag.add(query);
    }

    /** Undoes one {@link #add} with the same arguments. */
    void remove(long hash, Q query) {
        Bag<Q> bag = get(hash);
        if (bag != null) {
            bag.remove(query);
            if (bag.isEmpty()) {
                bags.remove(key(hash));
            }
        }
    }

    /** What was added with a hash, not empty, or null. */
    @Nullable
    Bag<Q> get(long hash) {
        return bags.get(key(hash));
    }

    /** The table knows no zero. */
    private static long key(long hash) {
        return hash == 0 ? 1 : hash;
    }

    boolean isEmpty() {
        return bags.size() == 0;
    }
}
