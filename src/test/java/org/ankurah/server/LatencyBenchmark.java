package org.ankurah.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Prints what the clients of a running server see: how long a create takes and how long until a live query tells
 * of it, with one create at a time; then how many creates a second 32 clients get done together. The clients run
 * here, so beside the server they take their share of its processors.
 *
 * <p>It deletes the albums that it created; their events stay in the log, as all events do.
 *
 * <pre>
 * ./mvnw -q test-compile org.codehaus.mojo:exec-maven-plugin:3.5.0:exec -Dexec.classpathScope=test \
 *   -Dexec.executable=java \
 *   -Dexec.args="-cp %classpath org.ankurah.server.LatencyBenchmark http://localhost:8080"
 * </pre>
 */
final class LatencyBenchmark {

    private static final int WARM_UP_CREATES = 2_000;
    private static final int CREATES = 1_000;
    private static final int CLIENTS = 32;
    private static final long WARM_UP_SECONDS = 5;
    private static final long SECONDS = 10;
    private static final long PATIENCE_SECONDS = 30;

    /** Few enough for a document that is far below the server's limits. */
    private static final int DELETES_PER_REQUEST = 250;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIVE =
            "subscription { albums(where: {year: {eq: 3000}}) { reset changes { kind id album { title } } } }";
    private static final String CREATE =
            "mutation ($title: String!) { createAlbum(input: {title: $title, year: 3000}) { album { id } } }";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final List<String> created = new ArrayList<>();

    private LatencyBenchmark(URI url) {
        this.url = url;
    }

    /** Takes the URL of the server, if it is not {@code http://localhost:8080}. */
    public static void main(String[] args) throws Exception {
        String server = args.length > 0 ? args[0] : "http://localhost:8080";
        LatencyBenchmark benchmark = new LatencyBenchmark(URI.create(server + "/graphql"));
        try {
            benchmark.latency();
            benchmark.throughput();
        } finally {
            benchmark.deleteCreated();
        }
    }

    /** One create after the other, each of which the live query has told of before the next is sent. */
    private void latency() throws IOException, InterruptedException {
        Feed feed = new Feed();
        WebSocket socket = client.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create(url.toString().replaceFirst("^http", "ws")), feed)
                .join();
        feed.subscribe(socket, LIVE);

        long[] answered = new long[CREATES];
        long[] told = new long[CREATES];
        for (int i = -WARM_UP_CREATES; i < CREATES; i++) {
            String title = "Benchmark " + i;
            long sent = System.nanoTime();
            String id = create(title);
            long answer = System.nanoTime();
            Arrival arrival = feed.next("next");
            created.add(id);
            JsonNode change = arrival.message().at("/payload/data/albums/changes/0");
            if (!change.path("id").asText().equals(id)) {
                throw new IllegalStateException("Expected the album " + id + ", got " + arrival.message()
                        + "; does anybody else write albums of the year 3000?");
            }
            if (i >= 0) {
                answered[i] = answer - sent;
                told[i] = arrival.nanos() - sent;
            }
        }
        socket.abort();
        print("create, sent to answered", answered);
        print("create, sent to told by the live query", told);
    }

    private void throughput() throws IOException, InterruptedException, ExecutionException {
        createTogether(WARM_UP_SECONDS);
        long begin = System.nanoTime();
        int creates = createTogether(SECONDS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%-40s %,8.0f creates/s%n", CLIENTS + " clients", creates / seconds);
    }

    private int createTogether(long seconds) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Callable<List<String>> work = () -> {
            List<String> ids = new ArrayList<>();
            while (System.nanoTime() < end) {
                ids.add(create("Benchmark " + ids.size()));
            }
            return ids;
        };
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        int before = created.size();
        try {
            for (Future<List<String>> ids : clients.invokeAll(Collections.nCopies(CLIENTS, work))) {
                created.addAll(ids.get());
            }
        } finally {
            clients.shutdown();
        }
        return created.size() - before;
    }

    private void deleteCreated() throws IOException, InterruptedException {
        for (int from = 0; from < created.size(); from += DELETES_PER_REQUEST) {
            int to = Math.min(from + DELETES_PER_REQUEST, created.size());
            StringBuilder document = new StringBuilder("mutation {");
            for (int i = from; i < to; i++) {
                document.append(" d%d: deleteAlbum(id: \"%s\") { cursor }".formatted(i, created.get(i)));
            }
            execute(document.append(" }").toString(), Map.of());
        }
        System.out.printf("%-40s %,8d albums%n", "deleted again", created.size());
    }

    private String create(String title) throws IOException, InterruptedException {
        return execute(CREATE, Map.of("title", title))
                .at("/createAlbum/album/id")
                .asText();
    }

    private JsonNode execute(String document, Map<String, Object> variables) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("query", document, "variables", variables));
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        String text = client.send(request, BodyHandlers.ofString()).body();
        JsonNode answer = JSON.readTree(text);
        if (answer.has("errors") || !answer.hasNonNull("data")) {
            throw new IllegalStateException("The server answered: " + text);
        }
        return answer.get("data");
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%-40s %8.2f ms median %8.2f ms 99th percentile%n",
                what, percentile(nanos, 50) / 1e6, percentile(nanos, 99) / 1e6);
    }

    /** The least of the sorted values that so many per cent of them do not exceed. */
    private static long percentile(long[] sorted, int percent) {
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }

    /** A message and when its last character came. */
    private record Arrival(JsonNode message, long nanos) {}

    /** What a graphql-transport-ws connection receives. It stamps messages as they come, before anybody takes them. */
    private static final class Feed implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();
        private final BlockingQueue<Arrival> received = new LinkedBlockingQueue<>();

        /** Returns when the live query has sent its first result. */
        void subscribe(WebSocket socket, String query) throws JsonProcessingException, InterruptedException {
            socket.sendText("{\"type\":\"connection_init\"}", true).join();
            next("connection_ack");
            Map<String, Object> payload = Map.of("query", query);
            String subscribe = JSON.writeValueAsString(Map.of("type", "subscribe", "id", "live", "payload", payload));
            socket.sendText(subscribe, true).join();
            next("next");
        }

        Arrival next(String type) throws InterruptedException {
            Arrival arrival = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (arrival == null || !arrival.message().path("type").asText().equals(type)) {
                throw new IllegalStateException("Expected a message of type " + type + ", got " + arrival);
            }
            return arrival;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            long now = System.nanoTime();
            partial.append(data);
            if (last) {
                try {
                    received.add(new Arrival(JSON.readTree(partial.toString()), now));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("Not JSON: " + partial, e);
                }
                partial.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
