package org.ankurah.storage;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Where the keys of services are kept. Nothing blocks; changes are durable when their result arrives. */
public interface ApiKeyStore {

    /** All keys, also those that were revoked, in the order in which they were made. */
    Uni<List<ApiKey>> all();

    /** Grows with each change, whoever makes it. */
    Uni<Long> changes();

    Uni<Void> add(ApiKey key);

    /** Revokes a key, unless it is revoked already or unknown. */
    Uni<Void> revoke(String id, Instant at);
}
