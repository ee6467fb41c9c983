package org.ankurah.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ankurah.server.ServerProcess;

/**
 * Prints what creating costs: how many single creates a second 32 HTTP clients get done, how long an answer takes, and
 * how much of the processors server and database need for one; then the same of transactions of 1,000 creates. Beside
 * it, on the same PostgreSQL and driven by the same clients, runs a hand-written Node.js server that does one
 * {@code INSERT} per request, in turn with ours, so that both meet the same machine; and {@code pgbench} tells what
 * the database does by itself. What is missing on the machine is said and left out.
 *
 * <p>It starts the packaged server itself ({@code ./mvnw package -DskipTests}), on a fresh data directory.
 * {@code -Drounds=} and {@code -Dseconds=} say how many rounds there are and how long each is, {@code -Dwarmup=} how
 * many seconds are not counted; {@code -Dankurah.jar=} names another server.
 */
final class CreateBenchmark {

    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final int SECONDS = Integer.getInteger("seconds", 5);
    private static final int WARM_UP_SECONDS = Integer.getInteger("warmup", 20);
    private static final int CLIENTS = 32;
    private static final int BULK_CLIENTS = 2;
    private static final int BULK_SIZE = 1_000;

    private static final String CREATE = "{\"query\":\"mutation ($title: String!) { createAlbum(input: {title: $title,"
            + " year: 3000}) { album { id } } }\",\"variables\":{\"title\":\"Benchmark %d\"}}";
    private static final String CREATE_MANY = "{\"query\":\"mutation ($inputs: [AlbumInput!]!) {"
            + " createAlbums(inputs: $inputs) { cursor } }\",\"variables\":{\"inputs\":[%s]}}";
    private static final String INPUT = "{\"title\":\"Benchmark %d\",\"year\":3000}";

    private final Path directory;
    private int created;

    private CreateBenchmark(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("create-benchmark");
        ServerProcess server = ServerProcess.start(directory, "-Dankurah.sample-data=false");
        try {
            new CreateBenchmark(directory).run(server);
        } finally {
            server.stop();
            try (var files = Files.walk(directory)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void run(ServerProcess server) throws IOException, InterruptedException {
        Database database = Database.create(directory.resolve("data"));
        Clients ours = new Clients(URI.create(server.url() + "/graphql"), CLIENTS, this::create);
        Series single = new Series("Ankurah, creates", ours, 1, server.pid(), database);
        try (NodeServer node = startNode(database)) {
            Series plain = node == null
                    ? null
                    : new Series(
                            "Node.js, inserts",
                            new Clients(node.url(), CLIENTS, this::plainCreate),
                            1,
                            node.pid(),
                            database);
            inTurn(plain == null ? List.of(single) : List.of(single, plain));
            if (plain != null) {
                System.out.printf(
                        "Ankurah does %.2f times as many creates a second as Node.js; one costs it %.2f times the"
                                + " server's processor time%n",
                        single.median(Round::perSecond) / plain.median(Round::perSecond),
                        single.median(Round::serverMicros) / plain.median(Round::serverMicros));
            }
        }
        OptionalDouble floor = PgBench.insertsPerSecond(database, directory, CLIENTS, SECONDS);
        System.out.println(
                floor.isEmpty()
                        ? "pgbench is not on this machine, so there is no floor to compare with"
                        : "pgbench, single-row inserts with %d clients: %,.0f/s"
                                .formatted(CLIENTS, floor.getAsDouble()));
        Clients many = new Clients(URI.create(server.url() + "/graphql"), BULK_CLIENTS, this::createMany);
        inTurn(List.of(new Series(
                "Ankurah, %,d creates per transaction".formatted(BULK_SIZE), many, BULK_SIZE, server.pid(), database)));
    }

    private @org.jspecify.annotations.Nullable NodeServer startNode(Database database) throws InterruptedException {
        try {
            return NodeServer.start(directory.resolve("node"), database);
        } catch (IOException e) {
            System.out.println("The Node.js server is left out: " + e.getMessage());
            return null;
        }
    }

    private static void inTurn(List<Series> all) throws IOException {
        for (Series series : all) {
            series.clients.run(WARM_UP_SECONDS);
        }
        for (int i = 0; i < ROUNDS; i++) {
            for (Series series : all) {
                series.round();
            }
        }
        all.forEach(Series::print);
    }

    private String create() {
        return CREATE.formatted(created++);
    }

    private String plainCreate() {
        return "{\"title\":\"Benchmark %d\",\"year\":3000}".formatted(created++);
    }

    private String createMany() {
        return CREATE_MANY.formatted(IntStream.range(0, BULK_SIZE)
                .mapToObj(i -> INPUT.formatted(created++))
                .collect(Collectors.joining(",")));
    }

    /** Processor time in microseconds per create. */
    private record Round(
            double perSecond,
            double p50,
            double p99,
            double serverMicros,
            double databaseMicros,
            double clientMicros) {}

    /** The rounds of one server. */
    private static final class Series {

        private final String name;
        private final Clients clients;
        private final int createsPerRequest;
        private final DoubleSupplier server;
        private final DoubleSupplier database;
        private final List<Round> rounds = new ArrayList<>();

        Series(String name, Clients clients, int createsPerRequest, long server, Database database) {
            this.name = name;
            this.clients = clients;
            this.createsPerRequest = createsPerRequest;
            this.server = () -> ProcessCpu.seconds(server);
            this.database = () -> ProcessCpu.secondsOfTree(database.pid());
        }

        void round() throws IOException {
            double serverBefore = server.getAsDouble();
            double databaseBefore = database.getAsDouble();
            Clients.Done done = clients.run(SECONDS);
            double creates = (double) done.requests() * createsPerRequest;
            rounds.add(new Round(
                    creates / done.seconds(),
                    done.percentile(50),
                    done.percentile(99),
                    (server.getAsDouble() - serverBefore) / creates * 1e6,
                    (database.getAsDouble() - databaseBefore) / creates * 1e6,
                    done.cpuNanos() / creates / 1e3));
        }

        double median(ToDoubleFunction<Round> figure) {
            return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
        }

        /** Medians of all rounds, each figure by itself. */
        void print() {
            System.out.printf(
                    "%-40s %,8.0f/s; answered after %.2f ms (median), %.2f ms (99th percentile); processor time per"
                            + " create: server %.0f µs, PostgreSQL %.0f µs, clients %.0f µs; rounds %s%n",
                    name,
                    median(Round::perSecond),
                    median(Round::p50),
                    median(Round::p99),
                    median(Round::serverMicros),
                    median(Round::databaseMicros),
                    median(Round::clientMicros),
                    rounds.stream()
                            .map(round -> "%.0f".formatted(round.perSecond()))
                            .collect(Collectors.joining(" ")));
        }
    }
}
