package org.ankurah.node;

import com.github.f4b6a3.ulid.UlidCreator;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ankurah.storage.ApiKey;
import org.ankurah.storage.ApiKeyStore;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/** The keys with which services sign in, as they are known here. Safe for all threads. */
public final class ApiKeys {

    /** How every key begins, so that it is told from tokens, and found where it does not belong. */
    public static final String PREFIX = "ankurah_";

    private static final int SECRET_BYTES = 32;

    private final ApiKeyStore store;
    private final Supplier<Instant> now;
    private final SecureRandom random = new SecureRandom();
    private final JvmDigest digest = new JvmDigest();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, ApiKey> known = Map.of();
    private volatile long seen = -1;

    ApiKeys(ApiKeyStore store, Supplier<Instant> now) {
        this.store = store;
        this.now = now;
    }

    /**
     * A key that was just made.
     *
     * @param secret what the service has to send; it is shown once and kept nowhere
     */
    public record Made(ApiKey key, String secret) {
        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }

    /** Looks whether other servers have changed anything. */
    public Uni<Void> refresh() {
        return store.changes()
                .chain(changes -> changes == seen ? Uni.createFrom().voidItem() : load(changes));
    }

    private Uni<Void> load(long changes) {
        return store.all()
                .invoke(keys -> {
                    Map<String, ApiKey> before = known;
                    known = keys.stream().collect(Collectors.toUnmodifiableMap(ApiKey::digest, Function.identity()));
                    seen = changes;
                    before.values().stream()
                            .filter(key -> key.revokedAt() == null && !isGood(known.get(key.digest())))
                            .forEach(key -> listeners.forEach(listener -> listener.accept(key.id())));
                })
                .replaceWithVoid();
    }

    private static boolean isGood(@Nullable ApiKey key) {
        return key != null && key.revokedAt() == null;
    }

    /** Has a listener told the ids of keys that are revoked. */
    public void onRevoked(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** The key of a secret; null if there is none that is good. */
    public @Nullable ApiKey find(String secret) {
        ApiKey key = known.get(digestOf(secret));
        boolean good = isGood(key);
        if (key == null || !good) {
            return null;
        }
        Instant end = key.expiresAt();
        return end == null || now.get().isBefore(end) ? key : null;
    }

    /** Makes a key. */
    public Uni<Made> create(String name, Set<String> roles, Json.Obj claims, @Nullable Instant expiresAt) {
        return Uni.createFrom().deferred(() -> {
            byte[] bytes = new byte[SECRET_BYTES];
            random.nextBytes(bytes);
            String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            ApiKey key = new ApiKey(
                    UlidCreator.getMonotonicUlid().toString(),
                    name,
                    digestOf(secret),
                    roles,
                    claims,
                    now.get(),
                    expiresAt,
                    null);
            return store.add(key).chain(this::refresh).replaceWith(new Made(key, secret));
        });
    }

    /** Revokes a key; null if there is none of this id. What runs with it here ends at once. */
    public Uni<@Nullable ApiKey> revoke(String id) {
        return Uni.createFrom()
                .deferred(() -> store.revoke(id, now.get()))
                .chain(this::refresh)
                .chain(this::all)
                .map(keys -> keys.stream()
                        .filter(key -> key.id().equals(id))
                        .findAny()
                        .orElse(null));
    }

    /** All keys, also those that were revoked. */
    public Uni<List<ApiKey>> all() {
        return store.all();
    }

    private String digestOf(String secret) {
        return HexFormat.of().formatHex(digest.sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
