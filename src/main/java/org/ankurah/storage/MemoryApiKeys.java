package org.ankurah.storage;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the keys of services in memory. Safe to use from any thread. */
public final class MemoryApiKeys implements ApiKeyStore {

    // Guarded by this.
    private final Map<String, ApiKey> keys = new TreeMap<>();
    private long changes;

    @Override
    public Uni<List<ApiKey>> all() {
        return Uni.createFrom().item(() -> {
            synchronized (this) {
                return List.copyOf(keys.values());
            }
        });
    }

    @Override
    public Uni<Long> changes() {
        return Uni.createFrom().item(() -> {
            synchronized (this) {
                return changes;
            }
        });
    }

    @Override
    public Uni<Void> add(ApiKey key) {
        return Uni.createFrom().voidItem().invoke(() -> {
            synchronized (this) {
                keys.put(key.id(), key);
                changes++;
            }
        });
    }

    @Override
    public Uni<Void> revoke(String id, Instant at) {
        return Uni.createFrom().voidItem().invoke(() -> {
            synchronized (this) {
                keys.computeIfPresent(id, (any, key) -> key.revoked(at));
                changes++;
            }
        });
    }
}
