package org.ankurah.server.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;

/** What the commands have in common: their exit codes, and how failures are told. */
public final class Tool {

    /** All is done, and all is well. */
    public static final int DONE = 0;

    /** It was not done, or not all is well. */
    public static final int FAILED = 1;

    /** The arguments make no sense. */
    public static final int USAGE = 2;

    private Tool() {}

    /** The work of a command. */
    @FunctionalInterface
    public interface Work<A> {

        /** Does it; gives the exit code. */
        int run(A arguments) throws IOException, CommandException;
    }

    /**
     * Runs a command.
     *
     * @param usage how it is called
     * @param err where to tell why it cannot go on
     * @param parse reads the arguments, which print as the file that they are about
     * @return the exit code
     */
    public static <A> int run(String usage, PrintStream err, Supplier<A> parse, Work<A> work) {
        A arguments;
        try {
            arguments = parse.get();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(usage);
            return USAGE;
        }
        try {
            return work.run(arguments);
        } catch (CommandException e) {
            err.println(e.getMessage());
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile() + ".");
        } catch (AccessDeniedException e) {
            err.println("No permission for " + e.getFile() + ".");
        } catch (IOException e) {
            err.println(arguments + ": " + e.getMessage());
        }
        return FAILED;
    }
}
