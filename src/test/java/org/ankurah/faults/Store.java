package org.ankurah.faults;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ankurah.server.EmbeddedPostgres;
import org.ankurah.storage.postgres.TestPostgres;

/** The PostgreSQL that the servers of a run share, and what can happen to it. */
interface Store extends AutoCloseable {

    /** The settings with which a server finds it. */
    List<String> settings(int server);

    /** Where its data is. */
    Path cluster();

    /** Kills it with all its processes, and has it started again. */
    void crash() throws IOException, InterruptedException;

    /** Disturbs the connections of a server for a while; returns what was done. */
    String disturb(int server, Random random) throws InterruptedException;

    /** A way to its data aside from the servers; the caller closes it. */
    EmbeddedPostgres open() throws IOException;

    @Override
    void close() throws IOException;

    /** Each server brings PostgreSQL along; they share a data directory. */
    record Embedded(Path data) implements Store {

        @Override
        public List<String> settings(int server) {
            return List.of("-Dankurah.data-dir=" + data);
        }

        @Override
        public Path cluster() {
            return data.resolve("postgres");
        }

        @Override
        public void crash() throws IOException {
            Kill.crash(cluster());
        }

        /** Kills one process that serves a connection; PostgreSQL then ends all others and recovers. */
        @Override
        public String disturb(int server, Random random) throws InterruptedException {
            try {
                List<ProcessHandle> all = Kill.postgres(cluster());
                if (all.size() < 2) {
                    return "finds no process of PostgreSQL";
                }
                ProcessHandle process = all.get(random.nextInt(all.size() - 1));
                String signal = random.nextBoolean() ? "KILL" : "TERM";
                Kill.signal(signal, List.of(process));
                return "sent " + signal + " to process " + process.pid() + " of PostgreSQL";
            } catch (IOException e) {
                return "finds no PostgreSQL: " + e;
            }
        }

        @Override
        public EmbeddedPostgres open() throws IOException {
            return EmbeddedPostgres.open(data);
        }

        @Override
        public void close() {}
    }

    /** PostgreSQL runs for itself; the servers reach it through proxies. */
    final class External implements Store {

        private static final int LONGEST_DISTURBANCE_MILLIS = 1_500;

        private final Path data;
        private final List<CutProxy> proxies;
        private EmbeddedPostgres postgres;

        External(Path data, int servers) throws IOException {
            this.data = data;
            postgres = EmbeddedPostgres.open(data);
            proxies = java.util.stream.IntStream.range(0, servers)
                    .mapToObj(server -> new CutProxy(postgres.port()))
                    .toList();
        }

        @Override
        public List<String> settings(int server) {
            return List.of(
                    "-Dquarkus.datasource.reactive.url=postgresql://127.0.0.1:"
                            + proxies.get(server).port() + "/" + postgres.database(),
                    "-Dquarkus.datasource.username=" + postgres.user(),
                    "-Dquarkus.datasource.password=" + postgres.password());
        }

        @Override
        public Path cluster() {
            return data.resolve("postgres");
        }

        @Override
        public void crash() throws IOException {
            Kill.crash(cluster());
            postgres.close();
            postgres = EmbeddedPostgres.open(data);
            proxies.forEach(proxy -> proxy.target(postgres.port()));
        }

        /** Cuts connections, at once or at random bytes for a while, or holds all messages back for a while. */
        @Override
        public String disturb(int server, Random random) throws InterruptedException {
            CutProxy proxy = proxies.get(server);
            int millis = random.nextInt(LONGEST_DISTURBANCE_MILLIS);
            switch (random.nextInt(3)) {
                case 0 -> {
                    proxy.cutAll();
                    return "cut all connections of server " + server;
                }
                case 1 -> {
                    int oneOf = 1 + random.nextInt(40);
                    long seed = random.nextLong();
                    proxy.gate(new Gates.Cutting(seed, oneOf));
                    TimeUnit.MILLISECONDS.sleep(millis);
                    proxy.gate(CutProxy.Gate.OPEN);
                    return "cut connections of server " + server + " at one of " + oneOf + " messages for " + millis
                            + " ms";
                }
                default -> {
                    Gates.Holding gate = new Gates.Holding();
                    proxy.gate(gate);
                    TimeUnit.MILLISECONDS.sleep(millis);
                    proxy.gate(CutProxy.Gate.OPEN);
                    gate.release();
                    return "held the messages of server " + server + " back for " + millis + " ms";
                }
            }
        }

        @Override
        public EmbeddedPostgres open() throws IOException {
            return EmbeddedPostgres.open(data);
        }

        @Override
        public void close() throws IOException {
            for (CutProxy proxy : proxies) {
                proxy.close();
            }
            postgres.close();
        }
    }

    /** The first column of a query's rows. */
    static List<String> query(Vertx vertx, EmbeddedPostgres postgres, String sql) {
        return TestPostgres.query(vertx, postgres, postgres.database(), sql);
    }
}
