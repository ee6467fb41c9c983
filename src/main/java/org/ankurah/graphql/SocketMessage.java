package org.ankurah.graphql;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of a client, as the protocol graphql-transport-ws has them. */
sealed interface SocketMessage {

    /** Ids are chosen by clients and repeated in each answer; theirs are numbers or UUIDs. */
    int MAX_ID_LENGTH = 1_024;

    /** The greeting: acknowledge it. */
    record Init(Map<String, Object> payload) implements SocketMessage {}

    /** Asks for a sign of life: answer with a pong and the same payload. */
    record Ping(@Nullable Object payload) implements SocketMessage {}

    /** Gives a sign of life: take note. */
    record Pong() implements SocketMessage {}

    /** Starts an operation: run it. */
    record Subscribe(String id, Map<String, Object> payload) implements SocketMessage {}

    /** Wants no more of an operation: cancel it, if it is known. */
    record Complete(String id) implements SocketMessage {}

    /** Breaks the protocol: close the socket and say why. */
    record Invalid(String reason) implements SocketMessage {}

    /** Reads a JSON object. */
    static SocketMessage of(Map<String, Object> object) {
        if (!(object.get("type") instanceof String type)) {
            return new Invalid("A message has a type.");
        }
        return switch (type) {
            case "connection_init", "ping", "pong" -> connection(type, object.get("payload"));
            case "subscribe", "complete" -> operation(type, object.get("id"), object.get("payload"));
            default -> new Invalid("There is no message of type " + type + ".");
        };
    }

    private static SocketMessage connection(String type, @Nullable Object payload) {
        if (payload != null && !(payload instanceof Map<?, ?>)) {
            return new Invalid("The payload of a " + type + " is an object, if there is any.");
        }
        return switch (type) {
            case "ping" -> new Ping(payload);
            case "pong" -> new Pong();
            default -> new Init(payload instanceof Map<?, ?> members ? RequestReader.stringKeys(members) : Map.of());
        };
    }

    private static SocketMessage operation(String type, @Nullable Object given, @Nullable Object payload) {
        if (!(given instanceof String id) || id.isEmpty()) {
            return new Invalid("A message of type " + type + " has an id, which is a string.");
        }
        if (id.length() > MAX_ID_LENGTH) {
            return new Invalid("An id is at most " + MAX_ID_LENGTH + " characters long.");
        }
        if (type.equals("complete")) {
            return new Complete(id);
        }
        if (!(payload instanceof Map<?, ?> members)) {
            return new Invalid("A message of type subscribe has a payload, which is an object.");
        }
        Map<String, Object> request = RequestReader.stringKeys(members);
        String problem = problemOf(request);
        return problem == null ? new Subscribe(id, request) : new Invalid(problem);
    }

    /** What keeps the payload from being a request at all. */
    private static @Nullable String problemOf(Map<String, Object> request) {
        Object query = request.get("query");
        boolean named = query == null && PersistedDocuments.isNamedIn(request.get("extensions"));
        if (!named && !(query instanceof String)) {
            return "The payload has a query, which is a string.";
        }
        Object name = request.get("operationName");
        if (name != null && !(name instanceof String)) {
            return "The payload's operationName is a string, if there is any.";
        }
        for (String member : new String[] {"variables", "extensions"}) {
            Object value = request.get(member);
            if (value != null && !(value instanceof Map<?, ?>)) {
                return "The payload's " + member + " are an object, if there are any.";
            }
        }
        return null;
    }
}
