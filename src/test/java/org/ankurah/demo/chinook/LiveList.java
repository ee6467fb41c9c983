package org.ankurah.demo.chinook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A client of one live query that folds every payload by the rule of the contract: take out every id that is
 * named, then insert the ones that stay at their index.
 */
final class LiveList implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String document;
    private final StringBuilder partial = new StringBuilder();
    private final List<JsonNode> items = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int payloads;
    private WebSocket socket;

    private LiveList(String document) {
        this.document = document;
    }

    /**
     * Opens a live query.
     *
     * @param document a subscription whose only field is called {@code live} and selects {@code reset} and {@code
     *     changes { kind id index item: … }}
     */
    static LiveList open(URI uri, String document) {
        LiveList list = new LiveList(document);
        list.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(uri, list)
                .join();
        list.send("connection_init", null);
        return list;
    }

    /** What the client holds now, in order. */
    synchronized List<JsonNode> items() {
        return List.copyOf(items);
    }

    synchronized int payloads() {
        return payloads;
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                receive(JSON.readTree(partial.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                partial.setLength(0);
            }
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public synchronized void onError(WebSocket webSocket, Throwable error) {
        failures.add(error.toString());
    }

    private synchronized void receive(JsonNode message) {
        switch (message.path("type").asText()) {
            case "connection_ack" -> send("subscribe", document);
            case "ping" -> send("pong", null);
            case "next" -> {
                JsonNode payload = message.path("payload");
                if (payload.has("errors")) {
                    failures.add(payload.toString());
                } else {
                    fold(payload.path("data").path("live"));
                }
            }
            case "error", "complete" -> failures.add(message.toString());
            default -> {}
        }
    }

    private void fold(JsonNode payload) {
        payloads++;
        if (payload.path("reset").asBoolean()) {
            items.clear();
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

    private void send(String type, String query) {
        ObjectNode message = JSON.createObjectNode().put("type", type);
        if (query != null) {
            message.put("id", "1").putObject("payload").put("query", query);
        }
        socket.sendText(message.toString(), true);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
