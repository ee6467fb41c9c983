package org.ankurah.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own benchmark program, with single-row inserts: what the database can do without anything before it. */
final class PgBench {

    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+)");
    private static final String SCRIPT = "INSERT INTO plain_album (title, year) VALUES ('Benchmark', 3000);";

    private PgBench() {}

    /** Inserts a second with so many clients; empty if the program is not on this machine. */
    static OptionalDouble insertsPerSecond(Database database, Path directory, int clients, int seconds)
            throws IOException {
        Path program = locate();
        if (program == null) {
            return OptionalDouble.empty();
        }
        Path script = Files.writeString(directory.resolve("insert.sql"), SCRIPT);
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + clients,
                        "--time=" + seconds,
                        "--file=" + script)
                .redirectErrorStream(true);
        builder.environment().putAll(database.environment());
        List<String> output = new ArrayList<>();
        try (BufferedReader lines = builder.start().inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(output::add);
        }
        return output.stream()
                .map(RATE::matcher)
                .filter(Matcher::find)
                .mapToDouble(rate -> Double.parseDouble(rate.group(1)))
                .findFirst();
    }

    private static @org.jspecify.annotations.Nullable Path locate() throws IOException {
        List<Path> places = new ArrayList<>();
        for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
            places.add(Path.of(directory, "pgbench"));
        }
        Path installed = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(installed)) {
            try (var versions = Files.list(installed)) {
                versions.map(version -> version.resolve("bin/pgbench")).forEach(places::add);
            }
        }
        return places.stream().filter(Files::isExecutable).findFirst().orElse(null);
    }
}
