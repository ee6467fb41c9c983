package org.ankurah.demo.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.ankurah.query.Nearest;
import org.ankurah.server.Command;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The command {@code purge COLLECTION ID [--url URL] [--yes]}: has a running server erase an entity for good. */
public final class PurgeCommand implements Command {

    private static final String KEY = "ANKURAH_ADMIN_KEY";

    private static final String USAGE = """
            Usage: purge COLLECTION ID [--url http://localhost:8080/graphql] [--yes]
            Erases an entity of a running server for good, with all that its history says.
            The environment variable ANKURAH_ADMIN_KEY holds the server's admin key (its setting ankurah.admin-key).
            --yes asks nothing.""";

    @Override
    public int run(List<String> arguments) {
        return run(arguments, System.getenv(KEY), PurgeCommand::confirmed, System.out, System.err);
    }

    /**
     * Runs the command.
     *
     * @param arguments what follows the command's name
     * @param adminKey the server's key
     * @param confirm asks whether to go on
     * @return the exit code: 0 when the entity was purged, 1 when not, 2 when the arguments make no sense
     */
    static int run(
            List<String> arguments,
            @Nullable String adminKey,
            Predicate<String> confirm,
            PrintStream out,
            PrintStream err) {
        PurgeArguments given;
        try {
            given = PurgeArguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(USAGE);
            return 2;
        }
        if (adminKey == null || adminKey.isBlank()) {
            err.println("The environment variable " + KEY + " is missing. It holds the server's admin key.");
            return 2;
        }
        String what = given.collection() + " " + given.id();
        if (!given.yes() && !confirm.test("Erase " + what + " on " + given.url() + " for good?")) {
            err.println("Nothing was done. To go on without being asked, add --yes.");
            return 1;
        }
        try {
            JsonNode purged = purge(new GraphQlClient(given.url(), adminKey), given);
            out.println("Purged " + what + ". The place in the log behind it: "
                    + purged.path("purged").path("cursor").asText());
            return 0;
        } catch (TransferException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static JsonNode purge(GraphQlClient client, PurgeArguments given) throws TransferException {
        Set<String> collections = client.schema().names();
        if (!collections.contains(given.collection())) {
            throw new TransferException("The server has no collection \"" + given.collection() + '"'
                    + Nearest.hint(given.collection(), collections)
                    + (collections.isEmpty() ? "" : "\nThere are: " + String.join(", ", collections)));
        }
        GraphQlClient.Answer answer =
                client.send(given.document(), Wire.object().put("id", given.id()));
        if (answer instanceof GraphQlClient.Answer.Done done) {
            return done.data();
        }
        GraphQlClient.Answer.Refused refused = (GraphQlClient.Answer.Refused) answer;
        throw new TransferException(
                refused.code().equals(ErrorCode.FORBIDDEN.name())
                        ? "The server does not take the key in " + KEY + ". It must be the one that the server was"
                                + " started with, as its setting ankurah.admin-key."
                        : "Nothing was purged. " + refused.message());
    }

    /** Without anybody at a terminal the answer is no: before JDK 22 there is no console, from then on no line. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean confirmed(String question) {
        Console console = System.console();
        return console != null && "yes".equals(console.readLine("%s Type yes: ", question));
    }
}
