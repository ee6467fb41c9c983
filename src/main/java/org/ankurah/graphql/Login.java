package org.ankurah.graphql;

import java.time.Instant;
import org.ankurah.node.Identity;
import org.jspecify.annotations.Nullable;

/**
 * What a token or key says.
 *
 * @param identity who sends it
 * @param until when that stops being true, clocks that differ allowed for; null if never
 * @param keyId the id of the API key; null of a token
 */
public record Login(
        Identity identity,
        @Nullable Instant until,
        @Nullable String keyId) {}
