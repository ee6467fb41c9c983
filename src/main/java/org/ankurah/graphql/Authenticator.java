package org.ankurah.graphql;

import io.smallrye.mutiny.Uni;

/** Finds out who sends a bearer token. It may be asked from any thread and never blocks. */
@FunctionalInterface
public interface Authenticator {

    /**
     * Who sends a token.
     *
     * @param token as it came: anything
     * @return fails with {@link RefusedLogin} if the token is not good, and with {@code UNAVAILABLE} if that cannot be
     *     found out now
     */
    Uni<Login> login(String token);
}
