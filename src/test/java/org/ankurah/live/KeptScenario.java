package org.ankurah.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A scenario that failed once, as a file: a seed and the numbers of the steps that are needed. */
record KeptScenario(long seed, List<Integer> steps) {

    /** Where files are kept; each is run first, on every engine. */
    static final Path FOLDER = Path.of("src", "test", "resources", "org", "ankurah", "live", "scenarios");

    private static final Path WRITTEN = Path.of("target", "live-scenarios");
    private static final String SUFFIX = ".properties";

    /** The files that are kept. */
    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KeptScenario read(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Integer> steps = Arrays.stream(properties.getProperty("steps").split(","))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
        return new KeptScenario(Long.parseLong(properties.getProperty("seed")), steps);
    }

    /** Writes it where it waits to be kept. */
    Path write(String test) {
        String numbers = steps.stream().map(String::valueOf).collect(Collectors.joining(","));
        try {
            Files.createDirectories(WRITTEN);
            return Files.writeString(
                    WRITTEN.resolve(test + seed + SUFFIX), "seed=" + seed + "\nsteps=" + numbers + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
