package org.ankurah.benchmark;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A database of its own on the PostgreSQL that a server has embedded, with plain tables for those that are compared
 * with the server.
 *
 * @param pid PostgreSQL's first process
 */
record Database(long pid, String port, String password) {

    private static final String NAME = "plain";
    private static final String USER = "ankurah";

    private static final String ALBUMS = "CREATE TABLE plain_album (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),"
            + " title text NOT NULL, year int, created_at timestamptz NOT NULL DEFAULT now())";
    private static final String TRACKS = "CREATE TABLE plain_track (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),"
            + " name text NOT NULL, composer text, created_at timestamptz NOT NULL DEFAULT now())";

    /**
     * Makes the database.
     *
     * @param dataDir the data directory of a running server
     */
    static Database create(Path dataDir) throws IOException {
        Path cluster = dataDir.resolve("postgres");
        List<String> postmaster = Files.readAllLines(cluster.resolve("postmaster.pid"));
        Database database = new Database(
                Long.parseLong(postmaster.get(0).strip()),
                postmaster.get(3).strip(),
                Files.readString(cluster.resolve("ankurah.password")).strip());
        Vertx vertx = Vertx.vertx();
        try {
            database.execute(vertx, "postgres", "CREATE DATABASE " + NAME);
            database.execute(vertx, NAME, ALBUMS);
            database.execute(vertx, NAME, TRACKS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        return database;
    }

    /** The variables by which PostgreSQL's programs, and others like them, find it. */
    Map<String, String> environment() {
        return Map.of(
                "PGHOST", "127.0.0.1", "PGPORT", port, "PGUSER", USER, "PGPASSWORD", password, "PGDATABASE", NAME);
    }

    private void execute(Vertx vertx, String name, String sql) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(Integer.parseInt(port))
                .setUser(USER)
                .setPassword(password)
                .setDatabase(name);
        PgConnection.connect(vertx, options)
                .compose(connection -> connection.query(sql).execute().eventually(() -> connection.close()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
