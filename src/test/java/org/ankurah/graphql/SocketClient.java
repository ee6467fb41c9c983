package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that speaks graphql-transport-ws, and nonsense if asked to. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 30;

    private final StringBuilder partial = new StringBuilder();
    private final BlockingQueue<Map<String, Object>> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private SocketClient(URI http, String protocol) {
        URI address = URI.create("ws" + http.toString().substring("http".length()));
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(protocol)
                .buildAsync(address, this)
                .join();
    }

    /** Connects without a greeting. */
    static SocketClient connect(URI http) {
        return new SocketClient(http, SocketEndpoint.PROTOCOL);
    }

    static SocketClient connect(URI http, String protocol) {
        return new SocketClient(http, protocol);
    }

    /** Connects and is welcome. */
    static SocketClient greeted(URI http) {
        SocketClient client = connect(http);
        client.send("{\"type\": \"connection_init\"}");
        assertThat(client.next()).containsEntry("type", "connection_ack");
        return client;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void subscribe(String id, String query, Map<String, Object> variables) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("query", query);
        payload.put("variables", variables);
        try {
            send(JSON.writeValueAsString(Map.of("type", "subscribe", "id", id, "payload", payload)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    void subscribe(String id, String query) {
        subscribe(id, query, Map.of());
    }

    /** The next message. */
    Map<String, Object> next() {
        Map<String, Object> message = poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("a message, closed with " + closed.getNow(null)).isNotNull();
        return message;
    }

    /** The next message, or null if none comes in time. */
    @Nullable
    Map<String, Object> poll(long time, TimeUnit unit) {
        try {
            return received.poll(time, unit);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The code with which the server closed the socket. */
    int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                @SuppressWarnings("unchecked") // every message is an object
                Map<String, Object> message = JSON.readValue(partial.toString(), Map.class);
                received.add(message);
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
