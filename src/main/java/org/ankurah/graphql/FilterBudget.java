package org.ankurah.graphql;

import org.ankurah.query.QueryLimits;
import org.ankurah.value.AnkurahException;

/** Bounds how large and how deep a filter may be, as query text is bounded. */
final class FilterBudget {

    private int depth;
    private int terms;
    private int values;
    private int hops;
    private int hopDepth;

    /** Goes one level down. */
    void enter() {
        depth++;
        check(depth, QueryLimits.MAX_DEPTH, "levels");
        term();
    }

    /** Comes back up. */
    void leave() {
        depth--;
    }

    /** Goes on to the entities that refer to one. */
    void enterHop() {
        hops++;
        hopDepth++;
        check(hops, QueryLimits.MAX_HOPS, "conditions on inverse fields");
        check(hopDepth, QueryLimits.MAX_HOP_DEPTH, "inverse fields inside of each other");
        term();
    }

    /** Comes back from them. */
    void leaveHop() {
        hopDepth--;
    }

    /** Counts a condition. */
    void term() {
        terms++;
        check(terms, QueryLimits.MAX_TERMS, "conditions");
    }

    /** Counts listed values. */
    void values(int count) {
        values += count;
        check(values, QueryLimits.MAX_LIST_VALUES, "listed values");
    }

    private static void check(int count, int limit, String what) {
        if (count > limit) {
            throw AnkurahException.limitExceeded("A filter has at most " + limit + " " + what + ".");
        }
    }
}
