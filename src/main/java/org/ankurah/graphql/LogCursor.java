package org.ankurah.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.ankurah.value.AnkurahException;

/** Cursors that name a position of the log. Opaque to clients. */
final class LogCursor {

    private static final Pattern FORM = Pattern.compile("@(0|[1-9][0-9]{0,17})");

    private LogCursor() {}

    static String encode(long position) {
        byte[] text = ("@" + position).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /**
     * The position that a cursor names.
     *
     * @param argument where it was given
     * @throws AnkurahException with {@code BAD_QUERY}, if it is none of ours
     */
    static long decode(String cursor, String argument) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (FORM.matcher(text).matches()) {
                return Long.parseLong(text.substring(1));
            }
        } catch (IllegalArgumentException e) {
            throw unknown(argument);
        }
        throw unknown(argument);
    }

    static AnkurahException unknown(String argument) {
        return AnkurahException.badQuery(argument + " is no cursor that this place has given.", argument);
    }
}
