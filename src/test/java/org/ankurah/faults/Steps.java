package org.ankurah.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down step by step what a run does, with the time since its start. Safe to use from any thread. */
final class Steps implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "faults");
    private static final double NANOS_PER_SECOND = 1e9;

    private final Path file;
    private final PrintWriter out;
    private final long start = System.nanoTime();
    private final AtomicInteger wrong = new AtomicInteger();

    Steps(String name) throws IOException {
        file = Files.createDirectories(FOLDER).resolve(name + ".log").toAbsolutePath();
        out = new PrintWriter(Files.newBufferedWriter(file), true);
    }

    Path file() {
        return file;
    }

    /** Where one of the servers of this run writes its own log. */
    Path fileOf(String server) {
        return file.resolveSibling(file.getFileName().toString().replace(".log", "-" + server + ".log"));
    }

    synchronized void log(String who, String format, Object... arguments) {
        out.printf(
                Locale.ROOT,
                "%8.3f %-8s %s%n",
                (System.nanoTime() - start) / NANOS_PER_SECOND,
                who,
                String.format(Locale.ROOT, format, arguments));
    }

    /** Writes down something that must not happen. The run goes on and fails at its end. */
    void wrong(String who, String format, Object... arguments) {
        wrong.incrementAndGet();
        log(who, "WRONG " + format, arguments);
    }

    /** How much happened that must not. */
    int wrongs() {
        return wrong.get();
    }

    @Override
    public void close() {
        out.close();
    }
}
