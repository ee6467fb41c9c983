package org.ankurah.server.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.query.Nearest;

/**
 * What stands behind a command's name.
 *
 * @param operands in order
 * @param options by their names, which begin with {@code --}
 */
public record CommandLine(List<String> operands, Map<String, String> options) {

    public CommandLine {
        operands = List.copyOf(operands);
        options = Map.copyOf(options);
    }

    /**
     * Tells operands and options apart.
     *
     * @param known the names of the options that the command knows
     * @throws IllegalArgumentException when it makes no sense; the message says why
     */
    public static CommandLine parse(List<String> given, Set<String> known) {
        List<String> operands = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (Iterator<String> rest = given.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                operands.add(argument);
                continue;
            }
            String[] parts = argument.split("=", 2);
            if (!known.contains(parts[0])) {
                throw new IllegalArgumentException("Unknown option " + parts[0] + Nearest.hint(parts[0], known));
            }
            if (parts.length == 1 && !rest.hasNext()) {
                throw new IllegalArgumentException(parts[0] + " needs a value.");
            }
            options.put(parts[0], parts.length == 2 ? parts[1] : rest.next());
        }
        return new CommandLine(operands, options);
    }

    /**
     * The one file that is named.
     *
     * @throws IllegalArgumentException when there is not exactly one
     */
    public Path file() {
        if (operands.isEmpty()) {
            throw new IllegalArgumentException("Which file?");
        }
        if (operands.size() > 1) {
            throw new IllegalArgumentException("One file at a time, please: " + operands.get(1));
        }
        try {
            return Path.of(operands.get(0));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("Not a file name: " + operands.get(0), e);
        }
    }
}
