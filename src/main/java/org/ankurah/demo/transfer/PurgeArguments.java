package org.ankurah.demo.transfer;

import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.ankurah.query.Nearest;

/**
 * The arguments of a purge.
 *
 * @param collection the entity's collection, as the API calls one of its entities
 * @param id the entity
 * @param url where the server's GraphQL API is
 * @param yes whether to go on without asking
 */
record PurgeArguments(String collection, String id, URI url, boolean yes) {

    private static final Set<String> OPTIONS = Set.of("--url", "--yes");

    /**
     * Reads what was given on the command line.
     *
     * @throws IllegalArgumentException when it makes no sense; the message says why
     */
    static PurgeArguments parse(List<String> given) {
        List<String> names = new ArrayList<>();
        String url = Arguments.DEFAULT_URL;
        boolean yes = false;
        for (Iterator<String> rest = given.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            String[] parts = argument.split("=", 2);
            if (!argument.startsWith("--")) {
                names.add(argument);
            } else if (argument.equals("--yes")) {
                yes = true;
            } else if (!parts[0].equals("--url")) {
                throw new IllegalArgumentException("Unknown option " + parts[0] + Nearest.hint(parts[0], OPTIONS));
            } else if (parts.length == 1 && !rest.hasNext()) {
                throw new IllegalArgumentException("--url needs a value.");
            } else {
                url = parts.length == 2 ? parts[1] : rest.next();
            }
        }
        if (names.size() != 2 || !names.get(0).matches("[A-Za-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException(
                    "Name a collection and an id, such as: album 01J9ZQ4Y8G0000000000000000");
        }
        String collection =
                Character.toLowerCase(names.get(0).charAt(0)) + names.get(0).substring(1);
        return new PurgeArguments(collection, names.get(1), Arguments.url(url), yes);
    }

    /** The mutation that does it. */
    String document() {
        String name = Character.toUpperCase(collection.charAt(0)) + collection.substring(1);
        return "mutation ($id: ID!) { purged: purge" + name + "(id: $id) { cursor } }";
    }
}
