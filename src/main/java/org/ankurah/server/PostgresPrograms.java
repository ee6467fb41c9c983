package org.ankurah.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs. They refuse to run as root, so for root they run in a user namespace in which
 * root is somebody else.
 */
final class PostgresPrograms {

    private static final long LONGEST_RUN_SECONDS = 180;
    private static final int SHOWN_OUTPUT = 2_000;

    private final PostgresBinaries binaries;
    private final List<String> prefix;

    PostgresPrograms(PostgresBinaries binaries) {
        this.binaries = binaries;
        this.prefix = isRoot() ? List.of("unshare", "-U") : List.of();
    }

    /** Runs a program to its end; a failure carries what it printed. */
    void run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        // A file and not a pipe: a server started by the program inherits the output and would hold a pipe open.
        Path output = Files.createTempFile("ankurah-" + program, ".out");
        try {
            Process process = start(command, output);
            if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + LONGEST_RUN_SECONDS + " seconds");
            }
            if (process.exitValue() != 0) {
                throw new IOException(program + " failed: " + tail(output) + hint());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + program, e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        // The programs must not depend on the user's locale, nor on settings meant for another PostgreSQL.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(nullDevice().toFile()))
                .start();
    }

    private static Path nullDevice() {
        return Path.of(PostgresBinaries.isWindows() ? "NUL" : "/dev/null");
    }

    private static String tail(Path output) throws IOException {
        String text = Files.readString(output).strip();
        return text.substring(Math.max(0, text.length() - SHOWN_OUTPUT));
    }

    private String hint() {
        return prefix.isEmpty()
                ? ""
                : "\nPostgreSQL does not run as root. This server runs as root and tried a user namespace; where those"
                        + " are forbidden, start it as another user or set quarkus.datasource.reactive.url to an"
                        + " external PostgreSQL.";
    }

    private static boolean isRoot() {
        Path self = Path.of("/proc/self");
        if (!Files.exists(self)) {
            return System.getProperty("user.name").equals("root") && !PostgresBinaries.isWindows();
        }
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
