package org.ankurah.graphql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.ankurah.node.Identity;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Who is an administrator: whoever gives the server's admin key, and whoever has the role {@code admin}. It is decided
 * here and nowhere else. Where there is neither a key nor anybody with the role, nobody is.
 */
public final class AdminKey {

    /** The HTTP header that carries it. */
    static final String HEADER = "Ankurah-Admin-Key";

    /** The member of the payload of {@code connection_init} that carries it. */
    static final String MEMBER = "adminKey";

    private final byte @Nullable [] key;

    /** @param key the key; null or blank if there is none */
    public AdminKey(@Nullable String key) {
        this.key = key == null || key.isBlank() ? null : key.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Lets administrators pass. How long it takes does not tell how much of a wrong key is right.
     *
     * @throws AnkurahException with {@code FORBIDDEN} that says what to do
     */
    void check(Caller caller) {
        if (caller.identity().roles().contains(Identity.ADMIN)) {
            return;
        }
        String given = caller.adminKey();
        if (key == null) {
            throw forbidden(
                    "This is for administrators: sign in with the role admin. The server has no admin key; to have one,"
                            + " start it with the setting ankurah.admin-key, and send the same key as the header "
                            + HEADER
                            + ".");
        }
        if (given == null || !MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8))) {
            throw forbidden(
                    "This is for administrators: sign in with the role admin, or send the server's admin key as the"
                            + " header " + HEADER + ", or over a WebSocket as " + MEMBER
                            + " in the payload of connection_init.");
        }
    }

    private static AnkurahException forbidden(String message) {
        return new AnkurahException(ErrorCode.FORBIDDEN, message, null);
    }
}
