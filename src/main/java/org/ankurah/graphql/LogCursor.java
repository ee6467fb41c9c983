package org.ankurah.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * A cursor that names a position of the log, and perhaps the live query that told it. Opaque to clients.
 *
 * @param position everything up to here was delivered
 * @param query the {@link LiveQueryDigest} of the live query, or null if the cursor is of none
 */
record LogCursor(long position, @Nullable String query) {

    private static final Pattern FORM = Pattern.compile("@(0|[1-9][0-9]{0,17})(?:#([A-Za-z0-9_-]{1,64}))?");

    /** The cursor of a position. */
    static String encode(long position) {
        return encoded("@" + position);
    }

    /** The cursor of a position as one live query tells it. */
    static String encode(long position, String query) {
        return encoded("@" + position + "#" + query);
    }

    /**
     * Reads a cursor.
     *
     * @param argument where it was given
     * @throws AnkurahException with {@code BAD_QUERY}, if it is none of ours
     */
    static LogCursor decode(String cursor, String argument) {
        Matcher parts = FORM.matcher(text(cursor, argument));
        if (!parts.matches()) {
            throw unknown(argument);
        }
        return new LogCursor(Long.parseLong(parts.group(1)), parts.group(2));
    }

    static AnkurahException unknown(String argument) {
        return AnkurahException.badQuery(argument + " is no cursor that this place has given.", argument);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(String cursor, String argument) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException malformed) {
            throw unknown(argument);
        }
    }
}
