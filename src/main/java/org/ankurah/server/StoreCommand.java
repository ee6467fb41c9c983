package org.ankurah.server;

import io.quarkus.runtime.Quarkus;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.ankurah.server.command.CommandLine;
import org.ankurah.server.command.Tool;
import org.jspecify.annotations.Nullable;

/**
 * The commands that work on the store itself, whether servers run on it or not: {@code verify}, {@code rebuild},
 * {@code backup FILE} and {@code restore FILE}. They take the settings of the server, and start what they need of it:
 * the database, but nothing that listens.
 */
final class StoreCommand implements Command {

    private static final Map<String, String> USAGE = Map.of(
            "verify", """
            Usage: verify
            Checks every event of the log, and every row of the tables against a replay of it. Ends with 0 when all is
            well, with 1 when not. Servers may run meanwhile.""",
            "rebuild", """
            Usage: rebuild
            Makes the rows of all tables anew from the log where they differ. Servers may run meanwhile; stopped at any
            moment, it can be run again.""",
            "backup", """
            Usage: backup FILE
            Writes the whole store, as of now, to FILE, or to the standard output if FILE is -. Servers may run
            meanwhile.""",
            "restore", """
            Usage: restore FILE
            Puts a backup, or the standard input if FILE is -, into an empty store. Stopped at any moment, it goes on
            where it was when it is run again.""");

    private final String name;

    /** @param name which of the commands */
    StoreCommand(String name) {
        this.name = name;
    }

    /** The names of the commands. */
    static Set<String> names() {
        return USAGE.keySet();
    }

    @Override
    public int run(List<String> arguments) {
        return Tool.run(USAGE.getOrDefault(name, ""), System.err, () -> parse(arguments), this::start);
    }

    private String parse(List<String> arguments) {
        CommandLine line = CommandLine.parse(arguments, Set.of());
        if (name.equals("backup") || name.equals("restore")) {
            Path file = line.file();
            if (!file.toString().equals(StoreTool.STANDARD)) {
                requireFile(file);
            }
            return file.toString();
        }
        if (!line.operands().isEmpty()) {
            throw new IllegalArgumentException(
                    name + " takes no file: " + line.operands().get(0));
        }
        return "";
    }

    /** Slips are told at once, before a database is started. */
    private void requireFile(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (file.toString().isEmpty() || Files.isDirectory(file)) {
            throw new IllegalArgumentException("Not a file: \"" + file + '"');
        }
        if (name.equals("backup") && (directory == null || !Files.isDirectory(directory))) {
            throw new IllegalArgumentException("There is no directory " + directory);
        }
    }

    private int start(String file) {
        set("quarkus.http.host-enabled", "false");
        set("quarkus.log.level", "WARN");
        set("quarkus.log.category.\"io.quarkus\".level", "ERROR");
        set("quarkus.log.console.stderr", "true");
        set("ankurah.command", name);
        AtomicInteger code = new AtomicInteger(Tool.FAILED);
        List<String> arguments = new ArrayList<>(List.of(name));
        if (!file.isEmpty()) {
            arguments.add(file);
        }
        Quarkus.run(
                StoreTool.class,
                (exitCode, failure) -> {
                    code.set(exitCode);
                    tell(failure);
                },
                arguments.toArray(String[]::new));
        return code.get();
    }

    private static void tell(@Nullable Throwable failure) {
        String reason = StartFailures.reason(failure);
        if (reason != null) {
            System.err.println("The store cannot be opened. " + reason);
        } else if (failure != null) {
            failure.printStackTrace();
        }
    }

    private static void set(String setting, String value) {
        if (System.getProperty(setting) == null) {
            System.setProperty(setting, value);
        }
    }

    /** Where a command tells how it goes: what it writes elsewhere must not be mixed with it. */
    static PrintStream messages(String file) {
        return file.equals(StoreTool.STANDARD) ? System.err : System.out;
    }
}
