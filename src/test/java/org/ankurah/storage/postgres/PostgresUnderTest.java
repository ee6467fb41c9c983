package org.ankurah.storage.postgres;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.util.List;
import java.util.Locale;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngine;
import org.hibernate.reactive.mutiny.Mutiny;

/** A database of its own for one test class. */
public final class PostgresUnderTest implements EngineUnderTest {

    private final String database;
    private final Mutiny.SessionFactory factory;

    public PostgresUnderTest(Class<?> test) {
        database = "t_" + test.getSimpleName().toLowerCase(Locale.ROOT);
        TestPostgres.get().createDatabase(database);
        factory = TestPostgres.get().sessionFactory(database);
    }

    /** Runs a statement aside from the engine. */
    public void execute(String sql) {
        TestPostgres.get().execute(database, sql);
    }

    /** The first column of a query's rows, which is text. */
    public List<String> query(String sql) {
        return TestPostgres.get().query(database, sql);
    }

    Mutiny.SessionFactory factory() {
        return factory;
    }

    @Override
    public void clear() {
        execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }

    @Override
    public StorageEngine engine() {
        return new PostgresEngine(factory, TestPostgres.get().vertx(), this::connect);
    }

    /** A connection aside from the engine, which the caller closes. */
    Future<PgConnection> connect() {
        return TestPostgres.get().connect(database);
    }

    @Override
    public void close() {
        factory.close();
    }
}
