package org.ankurah.reactor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A place on a line: up to {@link #MAX_WORDS} words of 64 bits, compared unsigned and word by word; where words are
 * missing they are zero. {@link Scale} gives values their places.
 *
 * <p>As bits, a key is each word from its highest bit on, followed by one bit that says whether another word comes.
 * So no key's bits are the beginning of another's, and the order of keys is that of their bits.
 */
final class OrderKey implements Comparable<OrderKey> {

    /** Longer values that agree so far have one place: neither the index nor a look-up grows with long texts. */
    static final int MAX_WORDS = 16;

    /** At or before every key. */
    static final OrderKey LEAST = of(0);

    /** At or behind every key. */
    static final OrderKey GREATEST = greatest();

    private static final int BITS_PER_WORD = Long.SIZE + 1;

    /** The first word has a field of its own, since it mostly is the only one. */
    private final long first;

    private final long @Nullable [] rest;

    private OrderKey(long first, long @Nullable [] rest) {
        this.first = first;
        this.rest = rest;
    }

    static OrderKey of(long word) {
        return new OrderKey(word, null);
    }

    static OrderKey of(long first, long second) {
        return second == 0 ? of(first) : new OrderKey(first, new long[] {second});
    }

    /** The key of some words; trailing zeros and what is more than {@link #MAX_WORDS} do not count. */
    static OrderKey of(long[] words) {
        int length = Math.min(words.length, MAX_WORDS);
        while (length > 1 && words[length - 1] == 0) {
            length--;
        }
        if (length <= 1) {
            return of(length == 0 ? 0 : words[0]);
        }
        long[] rest = new long[length - 1];
        System.arraycopy(words, 1, rest, 0, rest.length);
        return new OrderKey(words[0], rest);
    }

    private static OrderKey greatest() {
        long[] words = new long[MAX_WORDS];
        Arrays.fill(words, -1L);
        return of(words);
    }

    /** The first word. */
    long first() {
        return first;
    }

    /** The number of bits, including those that say whether a word follows. */
    int bits() {
        return words() * BITS_PER_WORD;
    }

    /** The bit at an index from 0 to {@link #bits()}. */
    boolean bit(int index) {
        int word = index / BITS_PER_WORD;
        int place = index % BITS_PER_WORD;
        return place == Long.SIZE ? words() > word + 1 : word(word) << place < 0;
    }

    /** How many of the leading bytes of two keys are the same, of the first words at most. */
    static int commonBytes(OrderKey one, OrderKey other) {
        return Long.numberOfLeadingZeros(one.first ^ other.first) / Byte.SIZE;
    }

    private int words() {
        return rest == null ? 1 : 1 + rest.length;
    }

    private long word(int index) {
        if (index == 0) {
            return first;
        }
        return rest == null || index > rest.length ? 0 : rest[index - 1];
    }

    @Override
    public int compareTo(OrderKey other) {
        if (first != other.first || (rest == null && other.rest == null)) {
            return Long.compareUnsigned(first, other.first);
        }
        int length = Math.max(words(), other.words());
        for (int i = 1; i < length; i++) {
            int order = Long.compareUnsigned(word(i), other.word(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OrderKey key && compareTo(key) == 0;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < words(); i++) {
            hash = hash * 31 + Long.hashCode(word(i));
        }
        return hash;
    }
}
