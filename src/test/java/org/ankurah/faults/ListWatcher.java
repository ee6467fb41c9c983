package org.ankurah.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folds a live query of tracks by the rule of the contract. */
final class ListWatcher extends Watcher {

    private static final String FIELDS = "{ id name composer bytes plays }";

    private final String arguments;
    private final List<JsonNode> items = new ArrayList<>();
    private int resets;

    /** @param arguments what the live query asks for */
    ListWatcher(String name, long seed, List<URI> servers, String arguments, Steps steps) {
        super(name, seed, servers, steps);
        this.arguments = arguments;
    }

    @Override
    String document() {
        return "subscription($since: String) { live: tracks(" + arguments
                + ", since: $since) { cursor reset changes { kind id index item: track " + FIELDS + " } } }";
    }

    /** Whether it shows the first ones only. */
    boolean isWindow() {
        return arguments.contains("first:");
    }

    /** A query that gives at {@code /answer} a page of what the live query shows, or the whole if it is a window. */
    String query() {
        String page = isWindow() ? arguments : arguments + ", first: 1000";
        return "query($at: String, $after: String) { answer: tracks(" + page
                + ", at: $at, after: $after) { pageInfo { endCursor hasNextPage } nodes " + FIELDS + " } }";
    }

    /**
     * What it shows.
     *
     * @param cursor as of which place in the log
     */
    record Held(String cursor, List<JsonNode> items) {}

    /** What it shows now; null before the first payload. */
    synchronized @Nullable Held held() {
        String at = cursor();
        return at == null ? null : new Held(at, List.copyOf(items));
    }

    synchronized List<JsonNode> items() {
        return List.copyOf(items);
    }

    /** How often it had to start over. */
    synchronized int resets() {
        return resets;
    }

    @Override
    synchronized void take(JsonNode payload) {
        if (payload.path("reset").asBoolean()) {
            items.clear();
            resets++;
        }
        Set<String> named = new HashSet<>();
        payload.path("changes").forEach(change -> named.add(change.path("id").asText()));
        items.removeIf(item -> named.contains(item.path("id").asText()));
        for (JsonNode change : payload.path("changes")) {
            if (!change.path("kind").asText().equals("REMOVED")) {
                items.add(change.path("index").asInt(), change.path("item"));
            }
        }
    }
}
