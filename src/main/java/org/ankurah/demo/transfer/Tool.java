package org.ankurah.demo.transfer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;

/** What the commands have in common: their exit codes, and how failures are told. */
final class Tool {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Tool() {}

    /** The work of a command. */
    interface Work {
        void run(Arguments arguments) throws IOException, TransferException;
    }

    static int run(String usage, PrintStream err, Supplier<Arguments> parse, Work work) {
        Arguments arguments;
        try {
            arguments = parse.get();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(usage);
            return USAGE;
        }
        try {
            work.run(arguments);
            return DONE;
        } catch (TransferException e) {
            err.println(e.getMessage());
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile() + ".");
        } catch (AccessDeniedException e) {
            err.println("No permission for " + e.getFile() + ".");
        } catch (IOException e) {
            err.println(arguments.file() + ": " + e.getMessage());
        }
        return FAILED;
    }
}
