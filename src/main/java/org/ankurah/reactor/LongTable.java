package org.ankurah.reactor;

import org.jspecify.annotations.Nullable;

/**
 * A hash table from numbers that are well mixed already, as hashes are, and not zero: open addressing in two arrays,
 * with the next free place taken where one is occupied. A look-up that finds nothing, as most do, touches one line of
 * memory and makes no object.
 */
final class LongTable<V> {

    private static final int SMALLEST = 8;

    /** Zero where a place is free. */
    private long[] keys = new long[SMALLEST];

    private @Nullable Object[] values = new Object[SMALLEST];

    private int size;

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // only put puts anything there
    @Nullable
    V get(long key) {
        int place = place(key);
        return keys[place] == 0 ? null : (V) values[place];
    }

    /** Puts a value in the place of any that was there. */
    void put(long key, V value) {
        int place = place(key);
        if (keys[place] == 0) {
            size++;
        }
        keys[place] = key;
        values[place] = value;
        if (size > keys.length / 2) {
            resize(keys.length * 2);
        }
    }

    /** Frees a place, and moves up those behind it that had to give way. */
    void remove(long key) {
        int free = place(key);
        if (keys[free] == 0) {
            return;
        }
        size--;
        keys[free] = 0;
        values[free] = null;
        int mask = keys.length - 1;
        for (int at = (free + 1) & mask; keys[at] != 0; at = (at + 1) & mask) {
            long moved = keys[at];
            Object value = values[at];
            keys[at] = 0;
            values[at] = null;
            int place = place(moved);
            keys[place] = moved;
            values[place] = value;
        }
        if (keys.length > SMALLEST && size < keys.length / 8) {
            resize(keys.length / 2);
        }
    }

    /** Where a key is, or else where it would be put: there always is a free place. */
    private int place(long key) {
        int mask = keys.length - 1;
        int place = (int) key & mask;
        while (keys[place] != 0 && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void resize(int places) {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[places];
        values = new Object[places];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                values[place] = oldValues[i];
            }
        }
    }
}
