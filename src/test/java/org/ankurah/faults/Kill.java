package org.ankurah.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Sends signals to a PostgreSQL server and to other processes that the tests have started. */
final class Kill {

    private Kill() {}

    /** The server on a data directory, if its file says that there is one. */
    static List<ProcessHandle> postmaster(Path cluster) throws IOException {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).stream()
                    .filter(Kill::isPostgres)
                    .toList();
        } catch (NoSuchFileException | IndexOutOfBoundsException none) {
            return List.of();
        }
    }

    /** The server on a data directory, and before it all of its processes. */
    static List<ProcessHandle> postgres(Path cluster) throws IOException {
        List<ProcessHandle> all = new ArrayList<>();
        for (ProcessHandle postmaster : postmaster(cluster)) {
            postmaster.children().forEach(all::add);
            all.add(postmaster);
        }
        return all;
    }

    /** As if the power failed: nobody gets to say a word. The server dies first, so that it mends nothing. */
    static void crash(Path cluster) throws IOException {
        List<ProcessHandle> all = new ArrayList<>(postgres(cluster));
        Collections.reverse(all);
        all.forEach(ProcessHandle::destroyForcibly);
        // One that was just being made does not count among the children yet; the server's death is its own.
        all.forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    /** Sends a signal, such as {@code STOP}, to processes that may be gone already. */
    static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        if (!processes.isEmpty()) {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /** Process ids are used again. */
    private static boolean isPostgres(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "comm"))) {
            return lines.anyMatch(name -> name.startsWith("postgres"));
        } catch (IOException gone) {
            return false;
        }
    }
}
