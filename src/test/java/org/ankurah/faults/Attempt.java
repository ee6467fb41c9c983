package org.ankurah.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * One transaction that a client sent: a genre that bears its name, so that it can be found in the log, and some writes
 * beside it. Changed by its client alone; read by others when the client has ended.
 */
final class Attempt {

    private final String name;
    private final String client;
    private final List<Intent> intents;
    private final List<Ulid> events = new ArrayList<>();
    private Outcome outcome = Outcome.UNKNOWN;

    /** What the client knows. */
    enum Outcome {
        /** It is in the log. */
        ACKNOWLEDGED,
        /** It is not in the log. */
        REFUSED,
        /** It may be in the log. */
        UNKNOWN
    }

    /** One write. */
    sealed interface Intent {

        /** The GraphQL field that writes it. */
        String field();

        /** Creates an entity with values. */
        record Create(String type, String input) implements Intent {
            @Override
            public String field() {
                return "create" + type + "(input: {" + input + "})";
            }
        }

        /** Sets a property of a track. */
        record Put(
                Ulid track,
                String property,
                String value,
                @Nullable List<Ulid> ifHead) implements Intent {
            @Override
            public String field() {
                String literal = property.equals("bytes") ? value : "\"" + value + "\"";
                String condition = ifHead == null
                        ? ""
                        : ", ifHead: "
                                + ifHead.stream().map(id -> "\"" + id + "\"").toList();
                return "updateTrack(id: \"" + track + "\", patch: {" + property + ": " + literal + "}" + condition
                        + ")";
            }
        }

        /** Adds to the plays of a track. */
        record Add(Ulid track, long by) implements Intent {
            @Override
            public String field() {
                return "updateTrack(id: \"" + track + "\", patch: {plays: {increment: " + by + "}})";
            }
        }

        /** Deletes an entity. */
        record Delete(String type, Ulid id) implements Intent {
            @Override
            public String field() {
                return "delete" + type + "(id: \"" + id + "\")";
            }
        }

        /** Restores an entity. */
        record Restore(String type, Ulid id) implements Intent {
            @Override
            public String field() {
                return "restore" + type + "(id: \"" + id + "\")";
            }
        }
    }

    Attempt(String client, String name, List<Intent> intents) {
        this.client = client;
        this.name = name;
        this.intents = List.copyOf(intents);
    }

    String name() {
        return name;
    }

    String client() {
        return client;
    }

    List<Intent> intents() {
        return intents;
    }

    Outcome outcome() {
        return outcome;
    }

    /** The events that the client was told of. */
    List<Ulid> events() {
        return events;
    }

    String document() {
        StringBuilder document = new StringBuilder("mutation { mark: createGenre(input: {name: \"" + name + "\"})");
        document.append(" { events { id } genre { id } }");
        for (int i = 0; i < intents.size(); i++) {
            document.append(" f").append(i).append(": ").append(intents.get(i).field());
            document.append(" { events { id entityId } }");
        }
        return document.append(" }").toString();
    }

    void acknowledged(JsonNode data) {
        outcome = Outcome.ACKNOWLEDGED;
        data.forEach(payload -> payload.path("events")
                .forEach(event -> events.add(Ulid.parse(event.path("id").asText()))));
    }

    void refused() {
        outcome = Outcome.REFUSED;
    }

    @Override
    public String toString() {
        return name + " " + outcome + " " + intents;
    }
}
