package org.ankurah.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A client of one subscription that comes back with its last cursor, at any server, whenever its connection is lost,
 * and now and then leaves by itself.
 */
abstract class Watcher implements Runnable, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Without a first payload for so long a client tries another server. */
    private static final long PATIENCE_MILLIS = 15_000;

    private static final long LONGEST_STAY_MILLIS = 8_000;
    private static final long PAUSE_MILLIS = 200;

    private final String name;
    private final Random random;
    private final List<URI> servers;
    private final Steps steps;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private @Nullable String cursor;
    private int payloads;
    private int visits;
    private volatile boolean staying;
    private volatile boolean closed;

    Watcher(String name, long seed, List<URI> servers, Steps steps) {
        this.name = name;
        this.random = new Random(seed);
        this.servers = servers;
        this.steps = steps;
    }

    /** The subscription, whose only field is called {@code live} and takes {@code $since}. */
    abstract String document();

    /** Takes one payload in. */
    abstract void take(JsonNode payload);

    Steps steps() {
        return steps;
    }

    String name() {
        return name;
    }

    /** How often it came. */
    int visits() {
        return visits;
    }

    /** Where the last payload leads to; null before the first one. Together with what was taken in under one lock. */
    final synchronized @Nullable String cursor() {
        return cursor;
    }

    synchronized int payloads() {
        return payloads;
    }

    /** It does not leave by itself any more. */
    void stay() {
        staying = true;
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                visit(servers.get(random.nextInt(servers.size())));
                TimeUnit.MILLISECONDS.sleep(random.nextInt((int) PAUSE_MILLIS));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                steps.wrong(name, "failed: %s", e);
            }
        }
    }

    private void visit(URI server) throws InterruptedException {
        Visit visit = new Visit();
        try {
            http.newWebSocketBuilder()
                    .subprotocols("graphql-transport-ws")
                    .connectTimeout(CONNECT)
                    .buildAsync(server, visit)
                    .get(CONNECT.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException refused) {
            visit.end();
            return;
        }
        visits++;
        long began = System.nanoTime();
        long stay = TimeUnit.MILLISECONDS.toNanos(random.nextInt((int) LONGEST_STAY_MILLIS));
        while (!closed && !visit.ended && (staying || System.nanoTime() - began < stay)) {
            boolean tooLong = System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            if (tooLong && !visit.told) {
                steps.log(name, "is told nothing by %d", server.getPort());
                break;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        visit.end();
    }

    private synchronized void receive(Visit visit, JsonNode payload) {
        if (visit.ended) {
            return;
        }
        visit.told = true;
        payloads++;
        cursor = payload.path("cursor").asText();
        try {
            take(payload);
        } catch (RuntimeException | AssertionError e) {
            steps.wrong(name, "%s in %s", e, payload);
        }
    }

    private synchronized ObjectNode subscription() {
        ObjectNode message = GraphqlClient.JSON.createObjectNode().put("id", "1");
        message.putObject("payload")
                .put("query", document())
                .putObject("variables")
                .put("since", cursor);
        return message;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** One connection. What comes after its end is not listened to. */
    private final class Visit implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();
        private volatile boolean ended;
        private volatile boolean told;
        private volatile @Nullable WebSocket socket;

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            if (ended) {
                opened.abort();
                return;
            }
            send(GraphqlClient.JSON.createObjectNode(), "connection_init");
            opened.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String text = partial.toString();
                partial.setLength(0);
                try {
                    message(GraphqlClient.JSON.readTree(text));
                } catch (IOException e) {
                    steps.wrong(name, "unreadable: %s", text);
                }
            }
            from.request(1);
            return null;
        }

        private void message(JsonNode message) {
            switch (message.path("type").asText()) {
                case "connection_ack" -> send(subscription(), "subscribe");
                case "ping" -> send(GraphqlClient.JSON.createObjectNode(), "pong");
                case "next" -> next(message.path("payload"));
                case "error" -> failed(message.path("payload").path(0));
                case "complete" -> ended = true;
                default -> {}
            }
        }

        private void next(JsonNode payload) {
            JsonNode live = payload.at("/data/live");
            if (payload.has("errors") || !live.isObject()) {
                failed(payload.path("errors").path(0));
            } else {
                receive(this, live);
            }
        }

        /** A stream may end when the server cannot go on; then it says so and the client comes back. */
        private void failed(JsonNode error) {
            String code = error.at("/extensions/code").asText();
            if (code.equals("UNAVAILABLE")) {
                steps.log(name, "ends: %s", error.path("message").asText());
            } else {
                steps.wrong(name, "error: %s", error);
            }
            ended = true;
        }

        private void send(ObjectNode message, String type) {
            WebSocket to = socket;
            if (to != null) {
                to.sendText(message.put("type", type).toString(), true);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            ended = true;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended = true;
        }

        void end() {
            ended = true;
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
        }
    }
}
