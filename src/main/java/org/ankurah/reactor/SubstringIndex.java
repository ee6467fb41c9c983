package org.ankurah.reactor;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Live queries by a text that has to occur somewhere in a longer one.
 *
 * <p>Each wanted text stands under one of its grams, the pieces of {@link #GRAM} characters that it is made of: the
 * one under which the fewest stand so far, so that frequent pieces of a language do not gather them all. A longer
 * text is looked up by all of its grams, and what stands there is searched in it. Costs one hash probe per
 * character, and one search per wanted text that shares the gram.
 *
 * <p>Case does not matter here: all texts are folded, and the evaluator decides.
 */
final class SubstringIndex<Q> {

    /** Three letters tell words apart quite well and are few enough for short texts; shorter ones are one gram. */
    static final int GRAM = 3;

    private final Map<String, Wanted<Q>> byText = new HashMap<>();
    private final Map<Long, Bag<Wanted<Q>>> byGram = new HashMap<>();

    /** How many wanted texts stand under grams of each length. */
    private final int[] ofLength = new int[GRAM + 1];

    /** A text that queries want, and the gram it stands under. */
    private static final class Wanted<Q> {

        private final String text;
        private final long gram;
        private final Bag<Q> queries = new Bag<>();

        Wanted(String text, long gram) {
            this.text = text;
            this.gram = gram;
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
        Wanted<Q> wanted = new Wanted<>(text, rarestGram(text));
        byGram.computeIfAbsent(wanted.gram, absent -> new Bag<>()).add(wanted);
        ofLength[length(text)]++;
        return wanted;
    }

    /** Undoes {@link #add} with the same arguments. */
    void remove(String text, Q query) {
        Wanted<Q> wanted = byText.get(text);
        if (wanted == null) {
            return;
        }
        wanted.queries.remove(query);
        if (wanted.queries.isEmpty()) {
            byText.remove(text);
            ofLength[length(text)]--;
            byGram.computeIfPresent(wanted.gram, (same, standing) -> {
                standing.remove(wanted);
                return standing.isEmpty() ? null : standing;
            });
        }
    }

    /** Adds the queries that want a text which occurs in a longer, folded one to what was found. */
    void find(String text, Collection<Q> found) {
        Set<Wanted<Q>> candidates = new LinkedHashSet<>();
        for (int length = 1; length <= GRAM; length++) {
            for (int end = length; end <= text.length() && ofLength[length] > 0; end++) {
                Bag<Wanted<Q>> standing = byGram.get(gram(text, end - length, end));
                if (standing != null) {
                    standing.addTo(candidates);
                }
            }
        }
        for (Wanted<Q> wanted : candidates) {
            if (text.contains(wanted.text)) {
                wanted.queries.addTo(found);
            }
        }
    }

    private long rarestGram(String text) {
        int length = length(text);
        long rarest = 0;
        int fewest = Integer.MAX_VALUE;
        for (int end = length; end <= text.length() && fewest > 0; end++) {
            long gram = gram(text, end - length, end);
            Bag<Wanted<Q>> standing = byGram.get(gram);
            int standingThere = standing == null ? 0 : standing.size();
            if (standingThere < fewest) {
                fewest = standingThere;
                rarest = gram;
            }
        }
        return rarest;
    }

    private static int length(String text) {
        return Math.min(text.length(), GRAM);
    }

    /** The characters of a piece as one number, with the length in front: no two pieces share one. */
    private static long gram(String text, int start, int end) {
        long gram = (long) end - start;
        for (int i = start; i < end; i++) {
            gram = gram << Character.SIZE | text.charAt(i);
        }
        return gram;
    }
}
