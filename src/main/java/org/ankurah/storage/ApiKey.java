package org.ankurah.storage;

import java.time.Instant;
import java.util.Set;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/**
 * A key with which a service signs in, as it is kept: its secret is not.
 *
 * @param id told to everybody who may know of it
 * @param name of the service, for people and for the log
 * @param digest SHA-256 of the secret, in hexadecimal digits. The secret is 256 random bits, which nobody finds by
 *     trying, so neither salt nor a slow function would add anything
 * @param roles of the service
 * @param claims what else is known of it
 * @param createdAt when it was made
 * @param expiresAt from when on it is not good any more; null if never
 * @param revokedAt when it was revoked; null if it was not
 */
public record ApiKey(
        String id,
        String name,
        String digest,
        Set<String> roles,
        Json.Obj claims,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    public ApiKey {
        roles = Set.copyOf(roles);
    }

    /** The same, revoked; the first time counts. */
    public ApiKey revoked(Instant at) {
        return revokedAt == null ? new ApiKey(id, name, digest, roles, claims, createdAt, expiresAt, at) : this;
    }
}
