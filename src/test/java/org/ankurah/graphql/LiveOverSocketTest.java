package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Writers write at random and at once; whoever folds the payloads of a live query holds what a query returns. */
@QuarkusTest
class LiveOverSocketTest {

    private static final int WRITERS = 3;
    private static final int ROUNDS = 6;
    private static final int WRITES_PER_ROUND = 15;
    private static final String SELECTED = "id title year tags";
    private static final int ALL = Integer.MAX_VALUE;

    @TestHTTPResource("/graphql")
    URI http;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final List<String> ids = new CopyOnWriteArrayList<>();

    private record Watched(SocketClient client, LiveFold fold, String page) {}

    @Test
    void foldedPayloadsEqualAFreshQueryUnderConcurrentWrites() {
        System.out.println("LiveOverSocketTest seed " + seed);
        Random random = new Random(seed);
        List<Watched> watched = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random own = new Random(random.nextLong());
                writers.add(CompletableFuture.runAsync(() -> write(own)));
            }
            // Started while the writers write: the result and what follows it must join without a seam.
            watched.add(watch("where: {year: {gte: 3}}, orderBy: [{year: DESC}, {title: ASC}]", ALL));
            watched.add(watch("where: {tags: {contains: \"a\"}}", ALL));
            watched.add(watch("orderBy: [{year: ASC}, {title: DESC}]", 4));
            writers.forEach(CompletableFuture::join);
            watched.forEach(this::settle);
        }
        watched.forEach(one -> one.client().close());
    }

    private Watched watch(String filter, int window) {
        String live = filter + (window == ALL ? "" : ", first: " + window);
        SocketClient client = SocketClient.greeted(http);
        client.subscribe(
                "1",
                "subscription { albums(" + live + ") { reset totalCount items { " + SELECTED
                        + " } changes { kind id index album { " + SELECTED + " } } } }");
        return new Watched(
                client, new LiveFold("albums", "album", window), filter + ", first: " + Math.min(window, 1000));
    }

    private void settle(Watched watched) {
        List<?> fresh = post("{ albums(" + watched.page() + ") { nodes { " + SELECTED + " } } }", Map.of())
                .list("albums", "nodes");
        Instant patience = Instant.now().plus(Duration.ofSeconds(30));
        while (!watched.fold().items().equals(fresh) || watched.fold().payloads() == 0) {
            Map<String, Object> message = watched.client().poll(1, TimeUnit.SECONDS);
            if (message != null) {
                assertThat(message).as("seed %d", seed).containsEntry("type", "next");
                watched.fold().apply((Map<?, ?>) Objects.requireNonNull(message.get("payload")));
            }
            if (Instant.now().isAfter(patience)) {
                assertThat(watched.fold().items()).as("seed %d", seed).isEqualTo(fresh);
            }
        }
    }

    private void write(Random random) {
        for (int i = 0; i < WRITES_PER_ROUND; i++) {
            Map<String, Object> values = new HashMap<>();
            values.put("title", "T" + random.nextInt(5));
            values.put("year", random.nextInt(5) == 0 ? null : random.nextInt(6));
            values.put("tags", random.nextBoolean() ? List.of("a", "b") : List.of("b"));
            int choice = ids.isEmpty() ? 0 : random.nextInt(10);
            String id = ids.isEmpty() ? "" : ids.get(random.nextInt(ids.size()));
            if (choice < 4) {
                ids.add(post(
                                "mutation($i: AlbumInput!) { createAlbum(input: $i) { album { id } } }",
                                Map.of("i", values))
                        .text("createAlbum", "album", "id"));
            } else if (choice < 8) {
                // The entity may be deleted meanwhile; then nothing happens.
                post(
                        "mutation($id: ID!, $p: AlbumPatch!) { updateAlbum(id: $id, patch: $p) { cursor } }",
                        Map.of("id", id, "p", values));
            } else {
                String field = choice == 8 ? "deleteAlbum" : "restoreAlbum";
                post("mutation($id: ID!) { " + field + "(id: $id) { cursor } }", Map.of("id", id));
            }
        }
    }

    private static Answer post(String query, Map<String, Object> variables) {
        return new Answer(RestAssured.given()
                .contentType("application/json")
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql")
                .jsonPath()
                .getMap(""));
    }
}
