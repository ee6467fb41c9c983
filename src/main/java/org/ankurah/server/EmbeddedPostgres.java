package org.ankurah.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL server that belongs to a data directory. Opening one gives a running server: the one that is
 * already there (started by another Ankurah server, or left behind by one that was killed), or a new one on the
 * existing data, or a new one on a new cluster. It listens on the loopback interface only, asks for a password
 * that is kept beside the data, and acknowledges nothing that is not on disk.
 *
 * <pre>
 * data-dir/
 *   postgres/       the cluster; appears in one step, so it is never half made
 *   postgres.new/   a cluster in the making; thrown away when found
 *   postgres.log    what PostgreSQL says
 *   start.lock, use.lock
 * </pre>
 *
 * <p>Several servers may open one directory at once and share the PostgreSQL; the last to close stops it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);

    private static final String USER = "ankurah";
    private static final String DATABASE = "postgres";
    private static final String PASSWORD_FILE = "ankurah.password";
    private static final int PASSWORD_BYTES = 24;
    private static final long LOG_LIMIT = 10 << 20;

    /** A free port may be taken between looking and starting. */
    private static final int PORT_ATTEMPTS = 3;

    /** Crash recovery replays the log since the last checkpoint; a minute covers far more than it holds. */
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /** Durable before acknowledged, reachable from this machine only, and the same everywhere. */
    private static final List<String> SETTINGS = List.of(
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off",
            "log_min_messages=warning");

    private final Path directory;
    private final PostgresPrograms programs;
    private final UseLocks locks;
    private final boolean adopted;
    private final String password;
    private volatile int port;

    private EmbeddedPostgres(
            Path directory, PostgresPrograms programs, UseLocks locks, int port, boolean adopted, String password) {
        this.directory = directory;
        this.programs = programs;
        this.locks = locks;
        this.port = port;
        this.adopted = adopted;
        this.password = password;
    }

    /**
     * Gives a running PostgreSQL on this data. Blocks until it accepts connections.
     *
     * @param dataDirectory made if it does not exist
     * @throws IOException with a text for people when PostgreSQL cannot be had
     */
    public static EmbeddedPostgres open(Path dataDirectory) throws IOException {
        Files.createDirectories(dataDirectory);
        Path directory = dataDirectory.toRealPath();
        Path cluster = directory.resolve("postgres");
        UseLocks locks = new UseLocks(directory);
        try {
            return open(directory, cluster, locks);
        } catch (IOException | RuntimeException e) {
            locks.close();
            throw e;
        }
    }

    private static EmbeddedPostgres open(Path directory, Path cluster, UseLocks locks) throws IOException {
        FileChannel turn = locks.takeTurn();
        try (turn) {
            PostgresPrograms programs = new PostgresPrograms(PostgresBinaries.locate(PostgresBinaries.defaultCache()));
            Optional<Integer> running = findRunning(cluster);
            if (running.isPresent()) {
                LOG.infof("Using the PostgreSQL that already runs on %s (port %d)", cluster, running.get());
            } else {
                prepare(directory, cluster, programs);
            }
            int port = running.isPresent() ? running.get() : start(directory, cluster, programs);
            locks.enter();
            String password = Files.readString(cluster.resolve(PASSWORD_FILE)).strip();
            return new EmbeddedPostgres(directory, programs, locks, port, running.isPresent(), password);
        }
    }

    /** Whether it runs, be it that another server has started it again on another port; quick enough to ask often. */
    boolean isRunning() throws IOException {
        Path cluster = cluster();
        Optional<PostmasterFile> found = PostmasterFile.read(cluster);
        if (found.isEmpty() || !found.get().isRunning(cluster)) {
            return false;
        }
        if (found.get().isReady()) {
            port = found.get().port();
        }
        return true;
    }

    /** Gives a running PostgreSQL again after it died. Of several servers one starts it, and the others find it. */
    void startAgain() throws IOException {
        Path cluster = cluster();
        FileChannel turn = locks.takeTurn();
        try (turn) {
            Optional<Integer> running = findRunning(cluster);
            port = running.isPresent() ? running.get() : start(directory, cluster, programs);
        }
    }

    private Path cluster() {
        return directory.resolve("postgres");
    }

    /** Stops the server on this data if there is one and nobody uses it. */
    static void stopUnused(Path dataDirectory) throws IOException {
        Path directory = dataDirectory.toRealPath();
        UseLocks locks = new UseLocks(directory);
        PostgresPrograms programs = new PostgresPrograms(PostgresBinaries.locate(PostgresBinaries.defaultCache()));
        new EmbeddedPostgres(directory, programs, locks, 0, true, "").close();
    }

    /** Where it listens; another port perhaps after it was started again. */
    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public String database() {
        return DATABASE;
    }

    /** Whether it already ran when it was opened. */
    public boolean adopted() {
        return adopted;
    }

    /** Stops using it but lets it run, for a successor that opens the same directory in a moment. */
    public void release() throws IOException {
        FileChannel turn = locks.takeTurn();
        try (turn) {
            locks.leave();
        } finally {
            locks.close();
        }
    }

    /** Stops it, unless another server still uses it. */
    @Override
    public void close() throws IOException {
        FileChannel turn = locks.takeTurn();
        try (turn) {
            if (locks.leave()) {
                stop();
            }
        } finally {
            locks.close();
        }
    }

    private void stop() throws IOException {
        Path cluster = cluster();
        if (findRunning(cluster).isPresent()) {
            programs.run("pg_ctl", List.of("-D", cluster.toString(), "-m", "fast", "-w", "stop"));
        }
    }

    /** The port of the server on this cluster, waiting for one that is just starting; stale files are removed. */
    private static Optional<Integer> findRunning(Path cluster) throws IOException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            Optional<PostmasterFile> found = PostmasterFile.read(cluster);
            if (found.isEmpty() || !found.get().isRunning(cluster)) {
                Files.deleteIfExists(cluster.resolve(PostmasterFile.NAME));
                return Optional.empty();
            }
            if (found.get().isReady()) {
                return Optional.of(found.get().port());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("The PostgreSQL on " + cluster + " (process "
                        + found.get().pid() + ") has been " + found.get().status() + " for too long.");
            }
            UseLocks.pause();
        }
    }

    private static void prepare(Path directory, Path cluster, PostgresPrograms programs) throws IOException {
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            return;
        }
        if (Files.isDirectory(cluster) && !Directories.isEmpty(cluster)) {
            throw new IOException(cluster + " is not a PostgreSQL cluster and is not empty. Move it away, or choose"
                    + " another ankurah.data-dir.");
        }
        LOG.infof("Making a new PostgreSQL cluster in %s", cluster);
        Path fresh = directory.resolve("postgres.new");
        Path passwordFile = directory.resolve("postgres.new.password");
        Directories.deleteTree(fresh);
        Directories.deleteTree(cluster);
        Files.writeString(passwordFile, newPassword());
        programs.run(
                "initdb",
                List.of(
                        "-D",
                        fresh.toString(),
                        "-U",
                        USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "-E",
                        "UTF8",
                        "--locale=C.UTF-8"));
        Files.move(passwordFile, fresh.resolve(PASSWORD_FILE));
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static int start(Path directory, Path cluster, PostgresPrograms programs) throws IOException {
        Path log = directory.resolve("postgres.log");
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.delete(log);
        }
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                programs.run(
                        "pg_ctl",
                        List.of(
                                "-D",
                                cluster.toString(),
                                "-l",
                                log.toString(),
                                "-o",
                                "-p " + port + " -c " + String.join(" -c ", SETTINGS),
                                "-t",
                                Long.toString(LONGEST_START.toSeconds()),
                                "-w",
                                "start"));
                return port;
            } catch (IOException e) {
                if (attempt == PORT_ATTEMPTS) {
                    throw new IOException(e.getMessage() + "\nPostgreSQL's own log is " + log, e);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
