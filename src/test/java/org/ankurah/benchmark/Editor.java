package org.ankurah.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.ankurah.merge.text.TextDocument;
import org.jspecify.annotations.Nullable;

/** Somebody who types in a text on a socket, one character after another, wherever it pleases. */
final class Editor implements WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = "notes";

    private final String id;
    private final long writer;
    private final SentTimes times;
    private final Random random;
    private final TextDocument document = new TextDocument();
    private final Map<Long, Long> seen = new HashMap<>();
    private final Map<String, Long> unanswered = new ConcurrentHashMap<>();
    private final StringBuilder partial = new StringBuilder();
    private final CountDownLatch ready = new CountDownLatch(1);
    private @Nullable WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private long typed;

    private Editor(String id, long writer, SentTimes times) {
        this.id = id;
        this.writer = writer;
        this.times = times;
        this.random = new Random(writer);
    }

    static Editor connect(HttpClient client, URI http, String id, long writer, SentTimes times)
            throws InterruptedException {
        Editor editor = new Editor(id, writer, times);
        URI address = URI.create(http.toString().replaceFirst("http", "ws"));
        editor.socket = client.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(address, editor)
                .join();
        editor.send("{\"type\":\"connection_init\"}");
        editor.ready.await();
        return editor;
    }

    /** Inserts a character somewhere. */
    synchronized void type() {
        int at = random.nextInt(document.length(ROOT) + 1);
        byte[] update = document.insert(writer, ROOT, at, String.valueOf((char) ('a' + random.nextInt(26))));
        String operation = "m" + typed;
        times.sent(writer, typed++);
        unanswered.put(operation, System.nanoTime());
        send("{\"type\":\"subscribe\",\"id\":\"" + operation + "\",\"payload\":{\"query\":\"mutation($id: ID!, $update:"
                + " Base64!) { updateAlbum(id: $id, patch: {notes: {update: $update}}) { cursor } }\",\"variables\":"
                + "{\"id\":\"" + id + "\",\"update\":\"" + Base64.getEncoder().encodeToString(update) + "\"}}}");
    }

    private synchronized void send(String message) {
        WebSocket open = socket;
        if (open != null) {
            sending = sending.thenCompose(sent -> open.sendText(message, true));
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                take(JSON.readTree(partial.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    private void take(JsonNode message) {
        switch (message.path("type").textValue()) {
            case "connection_ack" ->
                send("{\"type\":\"subscribe\",\"id\":\"follow\",\"payload\":{\"query\":\"subscription($id: ID!) {"
                        + " textUpdates(collection: \\\"album\\\", id: $id, field: \\\"notes\\\") }\",\"variables\":{\"id\":\""
                        + id + "\"}}}");
            case "next" -> takeNext(message);
            case "error" -> throw new IllegalStateException("The server sent: " + message);
            default -> {}
        }
    }

    private void takeNext(JsonNode message) {
        Long began = unanswered.remove(message.path("id").textValue());
        if (began != null) {
            times.answered(System.nanoTime() - began);
            return;
        }
        String update = message.at("/payload/data/textUpdates").textValue();
        times.payload();
        synchronized (this) {
            document.apply(Base64.getDecoder().decode(update));
            tell(document.stateVector());
        }
        ready.countDown();
    }

    /** Of each other writer the keystrokes that are new. */
    private void tell(byte[] vector) {
        int[] at = {0};
        for (long count = number(vector, at); count > 0; count--) {
            long other = number(vector, at);
            long clock = number(vector, at);
            long before = seen.getOrDefault(other, 0L);
            if (clock > before) {
                seen.put(other, clock);
                if (other != writer) {
                    times.arrived(other, before, clock);
                }
            }
        }
    }

    private static long number(byte[] bytes, int[] at) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at[0]++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    void close() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
