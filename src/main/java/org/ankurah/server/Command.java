package org.ankurah.server;

import java.util.List;

/** A command-line tool that runs instead of the server. */
public interface Command {

    /**
     * Runs to its end.
     *
     * @param arguments what follows the command's name
     * @return exit code: 0 for success, 2 when the arguments are wrong, 1 for any other failure
     */
    int run(List<String> arguments);
}
