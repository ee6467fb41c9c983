package org.ankurah.reactor;

import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/** How large a live query's window may be. */
public final class Windows {

    /** As large as a page: each client sees the whole of it, and each of its change sets is computed on all of it. */
    public static final int MAX = 1_000;

    private static final String FIRST = "first";

    private Windows() {}

    /**
     * Passes a window, or none.
     *
     * @throws AnkurahException {@code BAD_QUERY} if nothing fits into it, {@code LIMIT_EXCEEDED} if it is too large
     */
    public static void check(@Nullable Integer limit) {
        if (limit != null && limit < 1) {
            throw AnkurahException.badQuery(
                    "A live query shows at least 1 entity: leave first and LIMIT out, or ask for more.", FIRST);
        }
        if (limit != null && limit > MAX) {
            throw new AnkurahException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "A live query shows at most the first " + MAX + " entities; leave first and LIMIT out for all.",
                    FIRST);
        }
    }
}
