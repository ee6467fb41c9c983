package org.ankurah.server;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.ankurah.node.WriteGate;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.kv.KeyValueEngine;
import org.ankurah.storage.kv.MemoryStorage;
import org.ankurah.storage.kv.ThreadWorkers;
import org.ankurah.storage.postgres.PostgresEngine;
import org.ankurah.storage.rocksdb.RocksStorage;
import org.ankurah.storage.tikv.TikvStorage;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The store of the server, of the kind that {@code ankurah.storage} names. */
@Singleton
class ServerStorage {

    private final ServerConfig config;
    private final ServerSettings settings;
    private final Mutiny.SessionFactory sessions;
    private final Vertx vertx;
    private final Pool pool;
    private final PostgresPool postgres;
    private volatile @Nullable KeyValueEngine opened;
    private volatile @Nullable DiskGuard guard;

    ServerStorage(
            ServerConfig config,
            ServerSettings settings,
            Mutiny.SessionFactory sessions,
            Vertx vertx,
            Pool pool,
            PostgresPool postgres) {
        this.config = config;
        this.settings = settings;
        this.sessions = sessions;
        this.vertx = vertx;
        this.pool = pool;
        this.postgres = postgres;
    }

    /** Makes the engine, not open yet; called once. */
    StorageEngine engine() {
        return switch (settings.storage()) {
            case POSTGRESQL -> new PostgresEngine(sessions, vertx, postgres::connect);
            case ROCKSDB -> rocks();
            case TIKV -> tikv();
            case MEMORY -> keep(new KeyValueEngine(new MemoryStorage(), workers(), false));
        };
    }

    private KeyValueEngine rocks() {
        boolean looksOnly =
                config.command().isPresent() && !config.command().get().equals("restore");
        if (looksOnly && !Files.isDirectory(directory())) {
            throw PostgresPool.noStore(config.dataDir());
        }
        try {
            KeyValueEngine engine = keep(new KeyValueEngine(RocksStorage.open(directory()), workers(), true));
            DiskGuard watching = new DiskGuard(config.dataDir(), settings.minFreeSpace());
            watching.start();
            guard = watching;
            return engine;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    failure.getMessage() + " ankurah.data-dir must be a directory that this user may write to, and that"
                            + " no other server uses.",
                    failure);
        }
    }

    private KeyValueEngine tikv() {
        ServerConfig.Tikv settings = config.tikv();
        try {
            return keep(
                    new KeyValueEngine(TikvStorage.open(settings.pdAddresses(), settings.prefix()), workers(), true));
        } catch (IOException | IllegalArgumentException failure) {
            throw new IllegalStateException(
                    failure.getMessage() + " See ankurah.tikv.pd-addresses and ankurah.tikv.prefix.", failure);
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "This server was built without TiKV's client. Build it with ./mvnw package -Ptikv, or choose another"
                            + " ankurah.storage.",
                    missing);
        }
    }

    private KeyValueEngine keep(KeyValueEngine engine) {
        opened = engine;
        return engine;
    }

    /** Whoever asks on an event loop is answered there. */
    private static ThreadWorkers workers() {
        return new ThreadWorkers(ServerStorage::loop);
    }

    private static @Nullable Executor loop() {
        Context context = Vertx.currentContext();
        return context == null ? null : task -> context.runOnContext(now -> task.run());
    }

    private Path directory() {
        return config.dataDir().resolve("rocksdb");
    }

    /** Closes writing before the disk is full. */
    WriteGate gate() {
        if (settings.storage() == StorageKind.POSTGRESQL) {
            return postgres.gate();
        }
        return () -> {
            DiskGuard current = guard;
            return current == null ? null : current.closedBecause();
        };
    }

    /** Completes when the store answers. */
    Uni<Void> ask() {
        KeyValueEngine own = opened;
        return own == null
                ? pool.query("SELECT 1").execute().replaceWithVoid()
                : own.position().replaceWithVoid();
    }

    /** Where the data is, for people. */
    String address() {
        return switch (settings.storage()) {
            case POSTGRESQL ->
                postgres.isEmbedded()
                        ? "PostgreSQL, embedded, " + postgres.address()
                        : "PostgreSQL at " + postgres.address();
            case ROCKSDB -> "RocksDB in " + directory().toAbsolutePath().normalize();
            case TIKV ->
                "TiKV at " + config.tikv().pdAddresses() + ", under "
                        + config.tikv().prefix();
            case MEMORY -> "in memory: nothing is kept when the server stops";
        };
    }

    /** Closes a store of ours; PostgreSQL is closed by its pool. */
    void close() {
        DiskGuard watching = guard;
        if (watching != null) {
            watching.close();
        }
        KeyValueEngine own = opened;
        if (own != null) {
            own.close();
        }
    }
}
