package org.ankurah.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.ankurah.server.ServerProcess;

/**
 * Several people type in one text of the packaged server at the same time, each on a socket of its own; prints how long a
 * keystroke takes to each of the others, and how many commits of the database they cost.
 */
final class Keystrokes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EDITORS = 20;
    private static final int PER_SECOND = 500;
    private static final int WARM_UP = 15 * PER_SECOND;
    private static final int MEASURED = 20 * PER_SECOND;

    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    private Keystrokes(URI address) {
        this.address = address;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("keystrokes");
        try {
            ServerProcess server = ServerProcess.start(directory, "-Dankurah.sample-data=false");
            try {
                new Keystrokes(URI.create(server.url() + "/graphql")).run();
            } finally {
                server.stop();
            }
        } finally {
            try (var files = Files.walk(directory)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void run() throws IOException, InterruptedException {
        String id = ask(
                        "mutation { createAlbum(input: {title: \"Notes\", notes: \"The beginning.\"}) { album { id } } }",
                        Map.of())
                .at("/data/createAlbum/album/id")
                .textValue();
        SentTimes sent = new SentTimes();
        List<Editor> editors = new ArrayList<>();
        for (int i = 0; i < EDITORS; i++) {
            editors.add(Editor.connect(client, address, id, i + 1, sent));
        }
        type(editors, WARM_UP);
        sent.measure();
        int before = commits(id).size();
        long eventsBefore = events(id);
        type(editors, MEASURED);
        int commits = commits(id).size() - before;
        long events = events(id) - eventsBefore;
        sent.print(EDITORS);
        System.out.printf(
                "%,d keystrokes, %,d events, %,d commits of the database (%.1f keystrokes each)%n",
                MEASURED, events, commits, (double) MEASURED / commits);
        editors.forEach(Editor::close);
    }

    private static void type(List<Editor> editors, int count) {
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            LockSupport.parkNanos(began + i * 1_000_000_000L / PER_SECOND - System.nanoTime());
            editors.get(i % editors.size()).type();
        }
        // The last ones arrive.
        LockSupport.parkNanos(1_000_000_000L);
    }

    private long events(String id) throws IOException, InterruptedException {
        return ask("query($id: ID!) { album(id: $id) { history { totalCount } } }", Map.of("id", id))
                .at("/data/album/history/totalCount")
                .longValue();
    }

    /** What is committed together has one time. */
    private Set<String> commits(String id) throws IOException, InterruptedException {
        Set<String> times = new HashSet<>();
        String after = null;
        do {
            ObjectNode variables = JSON.createObjectNode().put("id", id).put("after", after);
            JsonNode page = ask(
                            "query($id: ID!, $after: String) { album(id: $id) { history(first: 1000, after: $after) {"
                                    + " nodes { committedAt } pageInfo { hasNextPage endCursor } } } }",
                            JSON.convertValue(variables, Map.class))
                    .at("/data/album/history");
            page.get("nodes")
                    .forEach(event -> times.add(event.get("committedAt").textValue()));
            JsonNode info = page.get("pageInfo");
            after = info.get("hasNextPage").booleanValue()
                    ? info.get("endCursor").textValue()
                    : null;
        } while (after != null);
        return times;
    }

    private JsonNode ask(String query, Map<?, ?> variables) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("query", query, "variables", variables));
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }
}
