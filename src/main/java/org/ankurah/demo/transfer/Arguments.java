package org.ankurah.demo.transfer;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.query.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a transfer.
 *
 * @param file the file that is read or written
 * @param url where the server's GraphQL API is
 * @param batch how many entities one transaction creates at most
 */
record Arguments(Path file, URI url, int batch) {

    static final String DEFAULT_URL = "http://localhost:8080/graphql";
    /** Large enough that a request's own cost does not count, small enough for every server's limits. */
    private static final int DEFAULT_BATCH = 250;

    private static final int MAX_BATCH = 1000;

    /**
     * Reads what was given on the command line.
     *
     * @param options the names of the options that the command knows
     * @throws IllegalArgumentException when it makes no sense; the message says why
     */
    static Arguments parse(List<String> given, Set<String> options) {
        Map<String, String> values = new HashMap<>();
        Path file = null;
        for (Iterator<String> rest = given.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                if (file != null) {
                    throw new IllegalArgumentException("One file at a time, please: " + argument);
                }
                file = path(argument);
                continue;
            }
            String[] parts = argument.split("=", 2);
            if (!options.contains(parts[0])) {
                throw new IllegalArgumentException("Unknown option " + parts[0] + Nearest.hint(parts[0], options));
            }
            if (parts.length == 1 && !rest.hasNext()) {
                throw new IllegalArgumentException(parts[0] + " needs a value.");
            }
            values.put(parts[0], parts.length == 2 ? parts[1] : rest.next());
        }
        if (file == null) {
            throw new IllegalArgumentException("Which file?");
        }
        return new Arguments(file, url(values.getOrDefault("--url", DEFAULT_URL)), batch(values.get("--batch")));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("Not a file name: " + text, e);
        }
    }

    static URI url(String text) {
        URI url = URI.create(text);
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("--url must be like " + DEFAULT_URL + ", not " + text);
        }
        return url;
    }

    private static int batch(@Nullable String text) {
        if (text == null) {
            return DEFAULT_BATCH;
        }
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MAX_BATCH) {
            throw new IllegalArgumentException("--batch must be a number from 1 to " + MAX_BATCH + ", not " + text);
        }
        return Integer.parseInt(text);
    }
}
