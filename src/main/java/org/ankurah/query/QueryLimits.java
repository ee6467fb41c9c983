package org.ankurah.query;

import org.ankurah.value.AnkurahException;

/** How large a query may be. Beyond, it fails with {@code LIMIT_EXCEEDED} before it costs anything. */
public final class QueryLimits {

    /** Characters of a query text. Long lists belong into parameters, not into text. */
    public static final int MAX_TEXT = 64 * 1024;

    /** Nested parentheses and {@code NOT}s: bounds the stack of every walk over a predicate. */
    public static final int MAX_DEPTH = 64;

    /** Comparisons of one predicate. */
    public static final int MAX_TERMS = 1_000;

    /** Values in the lists of one predicate together: several pages of ids. */
    public static final int MAX_LIST_VALUES = 10_000;

    /** References that one path follows; each is a join in SQL. */
    public static final int MAX_REFS = 16;

    /** Hops of one predicate; each is a query inside of the query in SQL. */
    public static final int MAX_HOPS = 64;

    /**
     * Hops inside of each other. PostgreSQL plans what stands inside of an {@code OR} in two ways, so each level may
     * double the plans.
     */
    public static final int MAX_HOP_DEPTH = 8;

    /** Steps that one path takes into a JSON document. */
    public static final int MAX_JSON_STEPS = 32;

    /** Keys of one order. */
    public static final int MAX_ORDER_KEYS = 16;

    /** Characters of a {@code LIKE} pattern: the worst pattern costs pattern times text. */
    public static final int MAX_PATTERN = 1_000;

    private QueryLimits() {}

    static void check(int count, int limit, String what) {
        if (count > limit) {
            throw AnkurahException.limitExceeded("a query has at most " + limit + " " + what);
        }
    }
}
