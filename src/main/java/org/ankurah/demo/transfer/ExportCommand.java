package org.ankurah.demo.transfer;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.ankurah.server.Command;
import org.ankurah.server.command.Tool;

/** The command {@code export FILE [--url URL]}: writes what a running server holds to a file. */
public final class ExportCommand implements Command {

    private static final String USAGE = """
            Usage: export FILE [--url http://localhost:8080/graphql]
            Writes every living entity of a running server to FILE, in the form that import reads.""";

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
     * @return the exit code: 0 when the file is complete, 1 when not, 2 when the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        return Tool.run(USAGE, err, () -> Arguments.parse(arguments, Set.of("--url")), given -> {
            new Exporter(new GraphQlClient(given.url()), given.file(), out).run();
            return Tool.DONE;
        });
    }
}
