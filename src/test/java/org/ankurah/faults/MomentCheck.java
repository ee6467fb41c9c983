package org.ankurah.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ankurah.faults.GraphqlClient.Answer;
import org.ankurah.faults.ListWatcher.Held;
import org.jspecify.annotations.Nullable;

/**
 * Holds what subscribers have against what a query gives of the place in the log that their cursor names, at random
 * moments while everything goes on and goes wrong.
 */
final class MomentCheck implements Runnable {

    private static final int LONGEST_PAUSE_MILLIS = 600;

    private final Random random;
    private final List<ListWatcher> lists;
    private final List<URI> servers;
    private final Steps steps;
    private final GraphqlClient client = new GraphqlClient();
    private int compared;
    private volatile boolean ended;

    MomentCheck(long seed, List<ListWatcher> lists, List<URI> servers, Steps steps) {
        this.random = new Random(seed);
        this.lists = List.copyOf(lists);
        this.servers = servers;
        this.steps = steps;
    }

    /** How often something was compared. */
    synchronized int compared() {
        return compared;
    }

    void end() {
        ended = true;
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
                compare(lists.get(random.nextInt(lists.size())), servers.get(random.nextInt(servers.size())));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                steps.wrong("moments", "failed: %s", e);
            }
        }
    }

    private void compare(ListWatcher list, URI server) throws InterruptedException {
        Held held = list.held();
        if (held == null) {
            return;
        }
        Optional<List<JsonNode>> then = nodes(client, server, list, held.cursor(), steps);
        if (then.isEmpty()) {
            return;
        }
        synchronized (this) {
            compared++;
        }
        if (!then.get().equals(held.items())) {
            steps.wrong(
                    "moments",
                    "at %s %s held %s, but %d says %s",
                    held.cursor(),
                    list.name(),
                    held.items(),
                    server.getPort(),
                    then.get());
        }
    }

    /**
     * What a query gives instead of a live query.
     *
     * @param at a cursor, or null for now
     * @return nothing if the server does not answer
     */
    static Optional<List<JsonNode>> nodes(
            GraphqlClient client, URI server, ListWatcher list, @Nullable String at, Steps steps)
            throws InterruptedException {
        List<JsonNode> nodes = new ArrayList<>();
        Map<String, String> variables = new HashMap<>();
        if (at != null) {
            variables.put("at", at);
        }
        while (true) {
            Answer answer = client.send(server, list.query(), variables, null);
            if (!(answer instanceof Answer.Given given)) {
                if (answer instanceof Answer.Refused || answer instanceof Answer.Wrong) {
                    steps.wrong(list.name(), "asked at %s: %s", at, answer);
                }
                return Optional.empty();
            }
            JsonNode page = given.data().path("answer");
            page.path("nodes").forEach(nodes::add);
            if (list.isWindow() || !page.at("/pageInfo/hasNextPage").asBoolean()) {
                return Optional.of(nodes);
            }
            variables.put("after", page.at("/pageInfo/endCursor").asText());
        }
    }
}
