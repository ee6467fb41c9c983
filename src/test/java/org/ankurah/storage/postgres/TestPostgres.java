package org.ankurah.storage.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.server.EmbeddedPostgres;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.vertx.VertxInstance;

/**
 * A PostgreSQL server for tests: started when first asked for, gone with the JVM. Each test class takes a database
 * of its own.
 */
public final class TestPostgres {

    private static final Path DATA = Path.of("target", "test-postgres");
    private static final int CONNECTIONS = 10;

    private static final class Holder {
        static final TestPostgres INSTANCE = new TestPostgres();
    }

    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedPostgres server;

    public static TestPostgres get() {
        return Holder.INSTANCE;
    }

    private TestPostgres() {
        try {
            server = EmbeddedPostgres.open(DATA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** The Vert.x instance that all session factories of tests share. */
    public Vertx vertx() {
        return vertx;
    }

    /** Makes an empty database that does not wait for the disk. One of this name is dropped. */
    public void createDatabase(String name) {
        createDurableDatabase(name);
        execute("postgres", "ALTER DATABASE " + name + " SET synchronous_commit = off");
    }

    /** Makes an empty database that is as durable as a real one. One of this name is dropped. */
    public void createDurableDatabase(String name) {
        execute("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        execute("postgres", "CREATE DATABASE " + name);
    }

    /** Runs statements aside from the engine. */
    public void execute(String database, String sql) {
        query(database, sql);
    }

    /** The first column of a query's rows, aside from the engine; empty for other statements. */
    public List<String> query(String database, String sql) {
        return query(vertx, server, database, sql);
    }

    /** The first column of a query's rows on a database of any server. */
    public static List<String> query(Vertx vertx, EmbeddedPostgres server, String database, String sql) {
        PgConnection connection = await(connect(vertx, server, database));
        try {
            List<String> values = new ArrayList<>();
            await(connection.query(sql).execute()).forEach(row -> values.add(row.getString(0)));
            return values;
        } finally {
            await(connection.close());
        }
    }

    /** The port of the server. */
    public int port() {
        return server.port();
    }

    /** Opens a connection, which the caller closes. */
    public Future<PgConnection> connect(String database) {
        return connect(vertx, server, database);
    }

    private static Future<PgConnection> connect(Vertx vertx, EmbeddedPostgres server, String database) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.port())
                .setUser(server.user())
                .setPassword(server.password())
                .setDatabase(database)
                .setProperties(Map.of("client_min_messages", "warning"));
        return PgConnection.connect(vertx, options);
    }

    /** A session factory with the engine's mapped classes on this database; the caller closes it. */
    public Mutiny.SessionFactory sessionFactory(String database) {
        return sessionFactory(database, server.port());
    }

    /** A session factory on a port of this machine where perhaps nobody listens; the caller closes it. */
    public Mutiny.SessionFactory sessionFactory(String database, int port) {
        return sessionFactory(database, port, CONNECTIONS);
    }

    /** A session factory with so many connections to a port of this machine; the caller closes it. */
    public Mutiny.SessionFactory sessionFactory(String database, int port, int connections) {
        return sessionFactory(vertx, server, database, port, connections);
    }

    /** A session factory for a database of any server, perhaps reached by another port; the caller closes it. */
    public static Mutiny.SessionFactory sessionFactory(
            Vertx vertx, EmbeddedPostgres server, String database, int port, int connections) {
        Configuration configuration = new Configuration();
        PostgresEngine.mappedClasses().forEach(configuration::addAnnotatedClass);
        configuration.setProperty("jakarta.persistence.jdbc.url", "postgresql://127.0.0.1:" + port + "/" + database);
        configuration.setProperty("jakarta.persistence.jdbc.user", server.user());
        configuration.setProperty("jakarta.persistence.jdbc.password", server.password());
        configuration.setProperty("jakarta.persistence.validation.mode", "none");
        // Nothing is asked of the database beforehand, so that it may be down.
        configuration.setProperty("hibernate.boot.allow_jdbc_metadata_access", "false");
        configuration.setProperty("jakarta.persistence.database-product-name", "PostgreSQL");
        configuration.setProperty("hibernate.query.plan_cache_enabled", "false");
        configuration.setProperty("hibernate.connection.pool_size", Integer.toString(connections));
        configuration.setProperty("hibernate.vertx.prepared_statement_cache.max_size", "256");
        configuration.setProperty("hibernate.vertx.prepared_statement_cache.sql_limit", "32768");
        return configuration
                .buildSessionFactory(new ReactiveServiceRegistryBuilder()
                        .applySettings(configuration.getProperties())
                        .addService(VertxInstance.class, () -> vertx)
                        .build())
                .unwrap(Mutiny.SessionFactory.class);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private void close() {
        try {
            await(vertx.close());
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
