package org.ankurah.demo.transfer;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.ankurah.server.Command;
import org.ankurah.server.command.Tool;

/** The command {@code import FILE [--url URL] [--batch N]}: sends a file to a running server. */
public final class ImportCommand implements Command {

    private static final String USAGE = """
            Usage: import FILE [--url http://localhost:8080/graphql] [--batch 250]
            Creates every entity of FILE on a running server. Stopped at any moment, it goes on
            where it was when it is run again; FILE.progress remembers what was done.""";

    @Override
    public int run(List<String> arguments) {
        return run(arguments, System.out, System.err);
    }

    /**
     * Runs the command.
     *
     * @param arguments what follows the command's name
     * @param out where to tell how it goes
     * @param err where to tell why it cannot go on
     * @return the exit code: 0 when everything is on the server, 1 when not, 2 when the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        return Tool.run(USAGE, err, () -> Arguments.parse(arguments, Set.of("--url", "--batch")), given -> {
            new Importer(new GraphQlClient(given.url()), given.file(), given.batch(), out).run();
            return Tool.DONE;
        });
    }
}
