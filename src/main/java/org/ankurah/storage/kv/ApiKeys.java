package org.ankurah.storage.kv;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ankurah.storage.ApiKey;
import org.ankurah.storage.ApiKeyStore;

/** Keeps the keys of services beside the log. */
final class ApiKeys implements ApiKeyStore {

    private final KeyValueStorage store;
    private final Workers workers;
    private final boolean synced;

    ApiKeys(KeyValueStorage store, Workers workers, boolean synced) {
        this.store = store;
        this.workers = workers;
        this.synced = synced;
    }

    @Override
    public Uni<List<ApiKey>> all() {
        return workers.read(this::read);
    }

    /** No key is ever taken out, so each change makes one of the two numbers grow. */
    @Override
    public Uni<Long> changes() {
        return workers.read(() -> {
            List<ApiKey> keys = read();
            return keys.size()
                    + keys.stream()
                            .map(ApiKey::revokedAt)
                            .filter(Objects::nonNull)
                            .count();
        });
    }

    private List<ApiKey> read() {
        List<ApiKey> keys = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot();
                Snapshot.Scan scan = snapshot.scan(KeyRange.of(Keys.apiKeys()), false)) {
            while (scan.next()) {
                keys.add(Records.apiKey(scan.value()));
            }
        }
        return List.copyOf(keys);
    }

    @Override
    public Uni<Void> add(ApiKey key) {
        return workers.write(() -> {
            write(key);
            return null;
        });
    }

    @Override
    public Uni<Void> revoke(String id, Instant at) {
        return workers.write(() -> {
            byte[] bytes;
            try (Snapshot snapshot = store.snapshot()) {
                bytes = snapshot.get(Keys.apiKey(id));
            }
            if (bytes != null) {
                write(Records.apiKey(bytes).revoked(at));
            }
            return null;
        });
    }

    private void write(ApiKey key) {
        WriteBatch batch = new WriteBatch();
        batch.put(Keys.apiKey(key.id()), Records.apiKey(key));
        store.write(batch, synced);
    }
}
