package org.ankurah.server;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ankurah.node.WriteGate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the connection pool of the data source. As long as its URL is the placeholder, the pool leads to the
 * embedded PostgreSQL, which is started here, as nothing of the server works before it; any other URL leads to
 * an external one and starts nothing.
 */
@Singleton
public class PostgresPool implements PgPoolCreator {

    /** The host of {@code quarkus.datasource.reactive.url} that stands for the embedded PostgreSQL. */
    static final String EMBEDDED_HOST = "embedded";

    /** Statements kept per connection: the shapes of queries and commits that an application repeats. */
    private static final int CACHED_STATEMENTS = 256;

    /** Characters; a commit to all collections of a store is longer than any other repeated statement. */
    private static final int LONGEST_CACHED = 32_768;

    /** Requests that wait for a connection; beyond, a slow database would fill the memory with them. */
    private static final int LONGEST_QUEUE = 1_000;

    /** How long a request waits for a connection before it is told that the database is not available. */
    private static final int PATIENCE_SECONDS = 10;

    /**
     * How long a transaction may wait for its server before PostgreSQL ends it. A server that stands still, or whose
     * machine is gone, would hold the lock of the log until then, and nobody else could write.
     */
    private static final Duration LONGEST_IDLE_TRANSACTION = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(PostgresPool.class);

    private final ServerConfig config;
    private final ServerSettings settings;
    private @Nullable EmbeddedPostgres embedded;
    private @Nullable PostgresKeeper keeper;
    private volatile @Nullable DiskGuard guard;
    private String address = "";
    private Supplier<Future<PgConnection>> dedicated =
            () -> Future.failedFuture(new IllegalStateException("there is no pool yet"));

    PostgresPool(ServerConfig config, ServerSettings settings) {
        this.config = config;
        this.settings = settings;
    }

    @Override
    public Pool create(Input input) {
        List<PgConnectOptions> targets = input.pgConnectOptionsList();
        Supplier<PgConnectOptions> next;
        if (settings.storage() != StorageKind.POSTGRESQL) {
            // Nothing is started, and nobody asks for a connection.
            return PgDriver.INSTANCE.createPool(
                    input.vertx(),
                    () -> Future.failedFuture("the server does not use PostgreSQL"),
                    input.poolOptions());
        }
        if (targets.get(0).getHost().equals(EMBEDDED_HOST)) {
            EmbeddedPostgres postgres = openEmbedded();
            // Looked up for each connection: PostgreSQL may come back on another port.
            next = () -> connectTo(postgres, targets.get(0));
            address = address(next.get());
        } else {
            AtomicInteger turn = new AtomicInteger();
            next = () -> targets.get(Math.floorMod(turn.getAndIncrement(), targets.size()));
            address = targets.stream().map(PostgresPool::address).collect(Collectors.joining(", "));
        }
        targets.forEach(PostgresPool::tune);
        dedicated = () -> PgConnection.connect(input.vertx(), next.get());
        PoolOptions pool = input.poolOptions()
                .setMaxWaitQueueSize(LONGEST_QUEUE)
                .setConnectionTimeout(PATIENCE_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgDriver.INSTANCE.createPool(input.vertx(), () -> Future.succeededFuture(next.get()), pool);
    }

    private static String address(PgConnectOptions target) {
        return target.getHost() + ":" + target.getPort() + "/" + target.getDatabase();
    }

    /** Opens a connection beside the pool, to be closed by whoever asked for it. */
    Future<PgConnection> connect() {
        return dedicated.get();
    }

    /** Closes writing before the disk of the embedded PostgreSQL is full. */
    WriteGate gate() {
        return () -> {
            DiskGuard current = guard;
            return current == null ? null : current.closedBecause();
        };
    }

    /** Whether the pool leads to the embedded PostgreSQL. */
    boolean isEmbedded() {
        return embedded != null;
    }

    /** Where the database is, for people; without credentials. */
    String address() {
        return address;
    }

    private EmbeddedPostgres openEmbedded() {
        if (config.command().isPresent() && !config.command().get().equals("restore")) {
            requireStore();
        }
        try {
            EmbeddedPostgres opened = EmbeddedPostgres.open(config.dataDir());
            embedded = opened;
            PostgresKeeper keeping = new PostgresKeeper(opened);
            keeping.start();
            keeper = keeping;
            DiskGuard watching = new DiskGuard(config.dataDir(), settings.minFreeSpace());
            watching.start();
            guard = watching;
            return opened;
        } catch (FileSystemException e) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL cannot keep its data in " + config.dataDir()
                            + ": ankurah.data-dir must be a directory that this user may write to.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL is not available: " + e.getMessage(), e);
        }
    }

    /** A command that looks at a store has nothing to look at where there is none, which is likely a slip. */
    private void requireStore() {
        if (!Files.isDirectory(config.dataDir().resolve("postgres"))) {
            throw noStore(config.dataDir());
        }
    }

    static IllegalStateException noStore(Path directory) {
        return new IllegalStateException("There is no store in " + directory.toAbsolutePath()
                + ". Name its directory with -Dankurah.data-dir, or an external PostgreSQL with"
                + " -Dquarkus.datasource.reactive.url, before -jar.");
    }

    /**
     * Without prepared statements each statement costs a round trip more. Commits write whole batches by one
     * statement per shape of batch, longer than the driver would cache by itself.
     */
    private static void tune(PgConnectOptions connection) {
        connection
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
                .setPreparedStatementCacheSqlFilter(sql -> sql.length() <= LONGEST_CACHED)
                .setTcpKeepAlive(true);
        connection.addProperty(
                "idle_in_transaction_session_timeout", Long.toString(LONGEST_IDLE_TRANSACTION.toMillis()));
    }

    private static PgConnectOptions connectTo(EmbeddedPostgres postgres, PgConnectOptions configured) {
        return new PgConnectOptions(configured)
                .setHost("127.0.0.1")
                .setPort(postgres.port())
                .setDatabase(postgres.database())
                .setUser(postgres.user())
                .setPassword(postgres.password());
    }

    /**
     * In dev mode the application stops at every change of a source file, so PostgreSQL runs on for the next
     * one and stops with the process.
     */
    @PreDestroy
    void stop() {
        EmbeddedPostgres opened = embedded;
        if (opened == null) {
            return;
        }
        if (keeper != null) {
            keeper.close();
        }
        DiskGuard watching = guard;
        if (watching != null) {
            watching.close();
        }
        try {
            if (LaunchMode.current() == LaunchMode.DEVELOPMENT && !DevModeExit.isExiting()) {
                opened.release();
                DevModeExit.stopAtExit(config.dataDir());
            } else {
                opened.close();
            }
        } catch (IOException e) {
            LOG.warnf("The embedded PostgreSQL was not stopped: %s", e.getMessage());
        }
    }
}
