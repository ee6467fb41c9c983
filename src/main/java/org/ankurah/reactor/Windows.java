package org.ankurah.reactor;

import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/** How large a live query's window may be. */
public final class Windows {

    /** As large as a page: each client sees the whole of it, and each of its change sets is computed on all of it. */
    public static final int MAX = 1_000;

    private Windows() {}

    /**
     * Passes a window, or none.
     *
     * @param argument where it was given
     * @throws AnkurahException {@code BAD_QUERY} if nothing fits into it, {@code LIMIT_EXCEEDED} if it is too large
     */
    public static void check(@Nullable Integer window, String argument) {
        if (window != null && window < 1) {
            throw AnkurahException.badQuery("The window of a live query holds at least 1.", argument);
        }
        if (window != null && window > MAX) {
            throw new AnkurahException(
                    ErrorCode.LIMIT_EXCEEDED, "The window of a live query holds at most " + MAX + ".", argument);
        }
    }
}
