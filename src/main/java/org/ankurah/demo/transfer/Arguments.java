package org.ankurah.demo.transfer;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.ankurah.server.command.CommandLine;
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
        CommandLine line = CommandLine.parse(given, options);
        return new Arguments(
                line.file(),
                url(line.options().getOrDefault("--url", DEFAULT_URL)),
                batch(line.options().get("--batch")));
    }

    /** The file, as messages name it. */
    @Override
    public String toString() {
        return file.toString();
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
