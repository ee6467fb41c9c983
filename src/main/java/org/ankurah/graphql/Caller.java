package org.ankurah.graphql;

import java.time.Instant;
import org.ankurah.node.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param identity who it is, as its token or key says
 * @param until when that stops being true; null if never
 * @param adminKey the admin key of the header or the greeting; null if there was none
 */
record Caller(
        Identity identity,
        @Nullable Instant until,
        @Nullable String adminKey) {

    /** Nobody in particular. */
    static final Caller ANONYMOUS = new Caller(Identity.ANONYMOUS, null, null);

    /** The same, with this admin key. */
    Caller withAdminKey(@Nullable String key) {
        return new Caller(identity, until, key);
    }
}
