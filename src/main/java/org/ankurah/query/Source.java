package org.ankurah.query;

import java.util.function.Supplier;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A query text, and errors that name a place in it. */
record Source(String text) {

    /** Longest piece of a query that an error repeats. */
    private static final int MAX_SHOWN = 60;

    AnkurahException error(int offset, String what) {
        return error(ErrorCode.BAD_QUERY, offset, what, null);
    }

    /** Does something whose failure is about the text at an offset, and says so in the failure. */
    <T> T at(int offset, Supplier<T> action) {
        try {
            return action.get();
        } catch (AnkurahException failure) {
            ErrorCode code =
                    failure.code() == ErrorCode.LIMIT_EXCEEDED ? ErrorCode.LIMIT_EXCEEDED : ErrorCode.BAD_QUERY;
            throw error(code, offset, String.valueOf(failure.getMessage()), failure.field());
        }
    }

    /** As {@link #at}, for what gives nothing but may fail. */
    void check(int offset, Runnable check) {
        at(offset, () -> {
            check.run();
            return text;
        });
    }

    /** A piece of somebody's text as an error repeats it: not longer than a line. */
    static String shown(String piece) {
        return piece.codePointCount(0, piece.length()) <= MAX_SHOWN
                ? piece
                : piece.substring(0, piece.offsetByCodePoints(0, MAX_SHOWN)) + "…";
    }

    private AnkurahException error(ErrorCode code, int offset, String what, @Nullable String field) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int column = text.codePointCount(lineStart, offset) + 1;
        return new AnkurahException(code, "line " + line + ", column " + column + ": " + what, field);
    }
}
