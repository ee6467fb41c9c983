package org.ankurah.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Follows the log itself: every event once and in order, however often it has to come back. */
final class LogWatcher extends Watcher {

    private final List<String> ids = new ArrayList<>();
    private long position = -1;

    LogWatcher(String name, long seed, List<URI> servers, Steps steps) {
        super(name, seed, servers, steps);
    }

    @Override
    String document() {
        return "subscription($since: String) { live: events(since: $since) { cursor events { id position } } }";
    }

    /** The events that it was told of. */
    synchronized List<String> ids() {
        return List.copyOf(ids);
    }

    /** The position of the last event that it was told of. */
    synchronized long position() {
        return position;
    }

    @Override
    synchronized void take(JsonNode payload) {
        for (JsonNode event : payload.path("events")) {
            long next = event.path("position").asLong();
            if (position >= 0 && next != position + 1) {
                steps().wrong(name(), "is told of event %d behind %d", next, position);
            }
            position = next;
            ids.add(event.path("id").asText());
        }
    }
}
