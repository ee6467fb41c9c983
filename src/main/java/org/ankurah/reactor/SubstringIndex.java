package org.ankurah.reactor;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Live queries by a text that has to occur somewhere in a longer one.
 *
 * <p>Each wanted text stands under one of its grams, the pieces of some length that it is made of: of the longest
 * ones, since they tell most apart, the one under which the fewest stand so far, so that frequent pieces of a
 * language do not gather them all. A longer text is looked up by all of its grams, of the lengths that are in use;
 * what stands under one is compared with the text around it. Costs a hash probe per character and length, and what
 * is found.
 *
 * <p>Case does not matter here: all texts are folded, and the evaluator decides.
 */
final class SubstringIndex<Q> {

    /** The lengths of grams: few, and close to the length of any text that is wanted. */
    private static final int[] LENGTHS = {1, 2, 3, 4, 6, 8, 12};

    private final Map<String, Wanted<Q>> byText = new HashMap<>();
    private final BagTable<Wanted<Q>> byGram = new BagTable<>();

    /** How many wanted texts stand under grams of each of {@link #LENGTHS}. */
    private final int[] standing = new int[LENGTHS.length];

    /** A text that queries want, and where in it the gram begins that it stands under. */
    private static final class Wanted<Q> {

        private final String text;
        private final int offset;
        private final Bag<Q> queries = new Bag<>();

        Wanted(String text, int offset) {
            this.text = text;
            this.offset = offset;
        }
    }

    boolean isEmpty() {
        return byText.isEmpty();
    }

    /** Adds a query by a folded text, which is not empty. */
    void add(String text, Q query) {
        byText.computeIfAbsent(text, this::stand).queries.add(query);
    }

    private Wanted<Q> stand(String text) {
        int length = longest(text);
        Hashes hashes = new Hashes(text);
        int rarest = 0;
        for (int start = 1; start + LENGTHS[length] <= text.length(); start++) {
            if (under(hashes.of(start, LENGTHS[length])) < under(hashes.of(rarest, LENGTHS[length]))) {
                rarest = start;
            }
        }
        Wanted<Q> wanted = new Wanted<>(text, rarest);
        byGram.add(hashes.of(rarest, LENGTHS[length]), wanted);
        standing[length]++;
        return wanted;
    }

    /** How many stand under a gram. */
    private int under(long gram) {
        Bag<Wanted<Q>> there = byGram.get(gram);
        return there == null ? 0 : there.size();
    }

    /** Undoes {@link #add} with the same arguments. */
    void remove(String text, Q query) {
        Wanted<Q> wanted = byText.get(text);
        if (wanted == null) {
            return;
        }
        wanted.queries.remove(query);
        if (wanted.queries.isEmpty()) {
            int length = longest(text);
            byText.remove(text);
            byGram.remove(new Hashes(text).of(wanted.offset, LENGTHS[length]), wanted);
            standing[length]--;
        }
    }

    /** Adds the queries that want a text which occurs in a longer, folded one to what was found. */
    void find(String text, Collection<Q> found) {
        Hashes hashes = new Hashes(text);
        for (int length = 0; length < LENGTHS.length; length++) {
            if (standing[length] > 0) {
                find(text, hashes, LENGTHS[length], found);
            }
        }
    }

    private void find(String text, Hashes hashes, int length, Collection<Q> found) {
        for (int start = 0; start + length <= text.length(); start++) {
            Bag<Wanted<Q>> there = byGram.get(hashes.of(start, length));
            if (there != null) {
                int gram = start;
                there.forEach(wanted -> {
                    if (text.startsWith(wanted.text, gram - wanted.offset)) {
                        wanted.queries.addTo(found);
                    }
                });
            }
        }
    }

    /** The place among {@link #LENGTHS} of the longest grams that a text has. */
    private static int longest(String text) {
        int length = LENGTHS.length - 1;
        while (LENGTHS[length] > text.length()) {
            length--;
        }
        return length;
    }

    /**
     * A number for every piece of a text, each in a step, from the numbers of what comes before its ends. Pieces that
     * share one by chance are compared with the wanted texts in vain.
     */
    private static final class Hashes {

        private static final long FACTOR = 0x9E3779B97F4A7C15L;

        /** {@link #FACTOR} to the power of each number up to the greatest length. */
        private static final long[] POWERS = new long[LENGTHS[LENGTHS.length - 1] + 1];

        static {
            POWERS[0] = 1;
            for (int i = 1; i < POWERS.length; i++) {
                POWERS[i] = POWERS[i - 1] * FACTOR;
            }
        }

        private final long[] before;

        Hashes(String text) {
            before = new long[text.length() + 1];
            for (int i = 0; i < text.length(); i++) {
                before[i + 1] = before[i] * FACTOR + text.charAt(i) + 1;
            }
        }

        long of(int start, int length) {
            long hash = before[start + length] - before[start] * POWERS[length];
            return hash ^ hash >>> Integer.SIZE;
        }
    }
}
