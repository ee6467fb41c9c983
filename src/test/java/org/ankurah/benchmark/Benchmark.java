package org.ankurah.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.server.ServerProcess;
import org.jspecify.annotations.Nullable;

/**
 * Measures the packaged server, on fresh data, beside a hand-written Node.js server on the same PostgreSQL; some
 * workloads, by the same clients and in turn, so that both meet the same machine. Prints a table and writes JSON.
 * What is missing on the machine is said and left out.
 *
 * <p>README says how to run it; {@link Options} are its arguments.
 */
final class Benchmark {

    private static final Path RESULTS = Path.of("target", "benchmark");
    private static final double SETTLE_SECONDS = 2;

    private final Options options;
    private final Path directory;
    private final Report report = new Report("Ankurah", "Node.js");

    private Benchmark(Options options, Path directory) {
        this.options = options;
        this.directory = directory;
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.of(args);
        Path directory = Files.createTempDirectory("benchmark");
        try {
            new Benchmark(options, directory).run();
        } finally {
            try (var files = Files.walk(directory)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void run() throws IOException, InterruptedException {
        Instant began = Instant.now();
        ServerProcess process = ServerProcess.start(directory, "-Dankurah.sample-data=false");
        try {
            Database database = Database.create(directory.resolve("data"));
            try (NodeServer node = startNode(database)) {
                List<Subject> subjects = new ArrayList<>(List.of(new AnkurahServer(process)));
                if (node != null) {
                    subjects.add(node);
                }
                measure(subjects, database);
            }
        } finally {
            process.stop();
        }
        System.out.printf("%n%s, %s%n%n%s%n", LocalDate.ofInstant(began, ZoneOffset.UTC), machine(), report.table());
        Path file = RESULTS.resolve("benchmark.json");
        report.write(file, circumstances(began));
        System.out.println("Written to " + file);
    }

    private void measure(List<Subject> subjects, Database database) throws IOException, InterruptedException {
        try (ClientLoop nobody = new ClientLoop()) {
            nobody.serveFor(SETTLE_SECONDS);
        }
        for (Subject subject : subjects) {
            report.add("start", "resident memory", "MB", subject, ProcessFigures.residentMegabytes(subject.pid()));
        }
        Writes writes = new Writes(database, directory);
        for (Subject subject : subjects) {
            writes.warmUp(subject, options.warmUp());
        }
        Map<String, Workload> workloads = new LinkedHashMap<>();
        workloads.put("W1", new Latency());
        workloads.put("W2", writes);
        workloads.put("W3", new ManyFilters());
        workloads.put("W4", new Broadcast());
        workloads.put("W5", new Storm());
        for (Map.Entry<String, Workload> workload : workloads.entrySet()) {
            if (options.workloads().contains(workload.getKey())) {
                System.out.println("Measuring " + workload.getKey());
                workload.getValue().run(subjects, options, report);
            }
        }
    }

    private @Nullable NodeServer startNode(Database database) throws InterruptedException {
        try {
            return NodeServer.start(directory.resolve("node"), database);
        } catch (IOException e) {
            report.note("The Node.js server is left out: " + e.getMessage());
            return null;
        }
    }

    private Map<String, Object> circumstances(Instant began) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("date", began.toString());
        all.put("machine", machine());
        all.put("options", options.toString());
        return all;
    }

    private static String machine() {
        long memory = ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        return "%d processors, %.0f GB of memory, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        memory / 1e9,
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"));
    }
}
