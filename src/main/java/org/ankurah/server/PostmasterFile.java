package org.ankurah.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a PostgreSQL server writes about itself into its data directory. The file outlives a killed server, so
 * it proves nothing until {@link #isRunning} has looked at the process.
 *
 * @param pid process that wrote the file
 * @param directory data directory it serves
 * @param port where it listens on the loopback interface
 * @param status {@code ready}, {@code starting}, {@code stopping}, or empty while it is very young
 */
record PostmasterFile(long pid, Path directory, int port, String status) {

    static final String NAME = "postmaster.pid";

    private static final int PID_LINE = 0;
    private static final int DIRECTORY_LINE = 1;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Reads the file; empty when there is none or it is not (yet) complete enough to name a port. */
    static Optional<PostmasterFile> read(Path dataDirectory) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(dataDirectory.resolve(NAME));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.get(PID_LINE).strip()),
                    Path.of(lines.get(DIRECTORY_LINE).strip()),
                    Integer.parseInt(lines.get(PORT_LINE).strip()),
                    lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : ""));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean isReady() {
        return status.equals("ready");
    }

    /** Whether the process lives, is a PostgreSQL server, and serves this directory. */
    boolean isRunning(Path dataDirectory) throws IOException {
        boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        return alive && isPostgres() && isSameDirectory(dataDirectory);
    }

    /** Process ids are reused, and a zombie counts as alive: Linux tells both apart in {@code /proc}. */
    private boolean isPostgres() throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.isReadable(stat)) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .map(command -> command.contains("postgres"))
                    .orElse(true);
        }
        String line;
        try {
            line = Files.readString(stat);
        } catch (NoSuchFileException e) {
            return false;
        }
        int nameEnd = line.lastIndexOf(')');
        boolean zombie = line.startsWith(" Z", nameEnd + 1) || line.startsWith(" X", nameEnd + 1);
        return !zombie && line.substring(0, nameEnd).contains("(postgres");
    }

    private boolean isSameDirectory(Path dataDirectory) throws IOException {
        return Files.isDirectory(directory) && Files.isSameFile(directory, dataDirectory);
    }
}
