package org.ankurah.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends mutations over one socket without waiting for answers, and counts those. */
final class MutationSocket implements WebSocket.Listener, AutoCloseable {

    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Void> welcome = new CompletableFuture<>();
    private @Nullable WebSocket socket;
    private int sent;
    private int done;
    private int unavailable;
    private int others;
    private String last = "";

    private MutationSocket() {}

    static MutationSocket connect(URI server) {
        MutationSocket client = new MutationSocket();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(server, client)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        client.socket = socket;
        socket.sendText("{\"type\": \"connection_init\"}", true).join();
        client.welcome.orTimeout(30, TimeUnit.SECONDS).join();
        return client;
    }

    void send(String mutation) {
        ObjectNode message =
                GraphqlClient.JSON.createObjectNode().put("type", "subscribe").put("id", "m" + sent++);
        message.putObject("payload").put("query", mutation);
        if (socket != null) {
            socket.sendText(message.toString(), true).join();
        }
    }

    synchronized int done() {
        return done;
    }

    synchronized int unavailable() {
        return unavailable;
    }

    synchronized int answered() {
        return done + unavailable + others;
    }

    /** The last answer that was an error. */
    synchronized String last() {
        return last;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean end) {
        partial.append(data);
        if (end) {
            try {
                take(GraphqlClient.JSON.readTree(partial.toString()));
            } catch (IOException e) {
                others++;
            }
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(JsonNode message) {
        String type = message.path("type").asText();
        if (type.equals("connection_ack")) {
            welcome.complete(null);
        } else if (type.equals("ping") && socket != null) {
            socket.sendText("{\"type\": \"pong\"}", true);
        } else if (type.equals("next") || type.equals("error")) {
            JsonNode payload = message.path("payload");
            JsonNode errors = type.equals("error") ? payload : payload.path("errors");
            if (errors.isEmpty()) {
                done++;
                return;
            }
            last = errors.toString();
            if (errors.path(0).at("/extensions/code").asText().equals("UNAVAILABLE")) {
                unavailable++;
            } else {
                others++;
            }
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
