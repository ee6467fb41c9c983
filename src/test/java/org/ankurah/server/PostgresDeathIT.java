package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server goes on by itself after its PostgreSQL was killed under load. */
class PostgresDeathIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int CLIENTS = 4;
    private static final int ROUNDS = 2;
    private static final int ACKNOWLEDGED_PER_ROUND = 50;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Set<String> codes = new ConcurrentSkipListSet<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @TempDir
    Path directory;

    private ServerProcess server;

    @BeforeEach
    void start() throws IOException {
        server = ServerProcess.start(directory, "-Dankurah.sample-data=false");
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.stop();
    }

    @Test
    void nothingAcknowledgedIsMissingAfterPostgresWasKilledUnderLoad() throws Exception {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            Thread thread = new Thread(() -> write(number));
            thread.start();
            clients.add(thread);
        }
        try {
            for (int round = 0; round < ROUNDS; round++) {
                awaitAcknowledged(acknowledged.size() + ACKNOWLEDGED_PER_ROUND);
                killPostgres();
                await().atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> readiness() == 503);
                await().atMost(PATIENCE).until(() -> readiness() == 200);
            }
            awaitAcknowledged(acknowledged.size() + ACKNOWLEDGED_PER_ROUND);
        } finally {
            stopped.set(true);
            for (Thread thread : clients) {
                thread.join();
            }
        }

        Set<String> stored = new TreeSet<>();
        String after = null;
        do {
            JsonNode page = ask(
                            "query($after: String) { artists(first: 1000, after: $after)"
                                    + " { nodes { name } pageInfo { endCursor hasNextPage } } }",
                            "after",
                            after)
                    .path("data")
                    .path("artists");
            page.path("nodes")
                    .forEach(node ->
                            assertThat(stored.add(node.path("name").asText())).isTrue());
            after = page.path("pageInfo").path("hasNextPage").asBoolean()
                    ? page.path("pageInfo").path("endCursor").asText()
                    : null;
        } while (after != null);
        assertThat(stored).containsAll(acknowledged);
        // Most writes only take longer: the server finds out what became of them, and tries again.
        assertThat(codes).isSubsetOf("UNAVAILABLE");
        assertThat(server.log()).contains("has died", "runs again");
    }

    private void awaitAcknowledged(int count) {
        await().atMost(PATIENCE).until(() -> acknowledged.size() >= count);
    }

    private void write(int number) {
        for (int i = 0; !stopped.get(); i++) {
            String name = "artist " + number + "." + i;
            try {
                JsonNode answer = ask(
                        "mutation($name: String!) { createArtist(input: {name: $name})" + " { artist { name } } }",
                        "name",
                        name);
                if (answer.path("errors").isEmpty()) {
                    acknowledged.add(name);
                } else {
                    answer.path("errors")
                            .forEach(error -> codes.add(
                                    error.path("extensions").path("code").asText()));
                }
            } catch (IOException | InterruptedException e) {
                codes.add(e.toString());
            }
        }
    }

    private JsonNode ask(String query, String variable, String value) throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode().put("query", query);
        body.putObject("variables").put(variable, value);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/graphql"))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return json.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private int readiness() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/q/health/ready"))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void killPostgres() throws IOException {
        Path file = directory.resolve("data/postgres/postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        try (Stream<ProcessHandle> children = postmaster.descendants()) {
            children.forEach(all::add);
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
