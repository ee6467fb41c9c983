package org.ankurah.graphql;

import io.vertx.core.MultiMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client says to show who it is, in the headers of a request or in the payload of a greeting.
 *
 * @param token a bearer token or an API key; null if it says neither
 * @param adminKey null if it does not say it
 */
record Credentials(@Nullable String token, @Nullable String adminKey) {

    private static final String AUTHORIZATION = "Authorization";
    private static final String API_KEY = "X-API-Key";
    private static final String BEARER = "Bearer ";

    /** Those of a request. */
    static Credentials of(MultiMap headers) {
        String bearer = bearer(headers.get(AUTHORIZATION));
        return new Credentials(bearer == null ? headers.get(API_KEY) : bearer, headers.get(AdminKey.HEADER));
    }

    /** Those of a greeting, as clients are used to spell them. */
    static Credentials of(Map<?, ?> payload) {
        String token = null;
        for (String name : new String[] {AUTHORIZATION, "authorization", "token", API_KEY, "x-api-key", "apiKey"}) {
            if (token == null && payload.get(name) instanceof String text && !text.isBlank()) {
                String bearer = bearer(text);
                token = bearer == null ? text.strip() : bearer;
            }
        }
        return new Credentials(token, payload.get(AdminKey.MEMBER) instanceof String key ? key : null);
    }

    /** These, and where they say nothing, others. */
    Credentials or(Credentials others) {
        return new Credentials(token == null ? others.token : token, adminKey == null ? others.adminKey : adminKey);
    }

    /** What follows the scheme; null if it is another scheme, which is not ours to judge. */
    private static @Nullable String bearer(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        return header.substring(BEARER.length()).strip();
    }

    /** None of it is to be seen in any log. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
