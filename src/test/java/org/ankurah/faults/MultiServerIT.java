package org.ankurah.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database, to which clients write at once. */
class MultiServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static Pair pair;

    @BeforeAll
    static void start() throws Exception {
        pair = new Pair("multi-server", directory);
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    private static String create(String name) throws InterruptedException {
        return pair.ask(0, "mutation { createTrack(input: {name: \"" + name + "\"}) { track { id } } }")
                .at("/createTrack/track/id")
                .asText();
    }

    /** Runs all at once and waits for all. */
    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void liveQueriesSeeWhatIsCommittedElsewhereInOrderAndOnce() throws Exception {
        try (ListWatcher list = new ListWatcher(
                        "list", 1, List.of(pair.webSocket(1)), "where: {name: {startsWith: \"seen\"}}", pair.steps());
                LogWatcher log = new LogWatcher("log", 2, List.of(pair.webSocket(1)), pair.steps())) {
            for (Watcher watcher : List.of(list, log)) {
                watcher.stay();
                Thread thread = new Thread(watcher, watcher.name());
                thread.setDaemon(true);
                thread.start();
            }
            Awaitility.await().atMost(PATIENCE).until(() -> list.payloads() == 1 && log.payloads() == 1);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                names.add("seen " + i);
                create("seen " + i);
            }

            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> list.items().size() == 50 && log.ids().size() >= 50);

            assertThat(list.items())
                    .extracting(item -> item.path("name").asText())
                    .containsExactlyElementsOf(names);
            assertThat(list.payloads()).as("one for each transaction").isEqualTo(51);
            assertThat(pair.steps().wrongs()).as("see " + pair.steps().file()).isZero();
        }
    }

    @Test
    void concurrentEditsOfOneEntityLoseNothing() throws Exception {
        String id = create("edited");
        int rounds = 40;
        List<Callable<Set<String>>> clients = new ArrayList<>();
        List<String> fields = List.of("composer", "name", "composer", "rating");
        for (int i = 0; i < fields.size(); i++) {
            int server = i % 2;
            int client = i;
            clients.add(() -> edit(server, id, fields.get(client), client, rounds));
        }

        Set<String> acknowledged = new TreeSet<>();
        atOnce(clients).forEach(acknowledged::addAll);

        assertThat(acknowledged).hasSize(rounds * fields.size());
        for (int server = 0; server < 2; server++) {
            JsonNode track = pair.ask(
                            server,
                            "{ track(id: \"" + id + "\") { name composer rating revision { head }"
                                    + " history(first: 1000) { nodes { id parents operations } } } }")
                    .path("track");
            Set<String> ids = new TreeSet<>();
            Set<String> newest = new TreeSet<>();
            for (JsonNode event : track.at("/history/nodes")) {
                for (JsonNode parent : event.path("parents")) {
                    assertThat(ids).as("parents come first").contains(parent.asText());
                    newest.remove(parent.asText());
                }
                ids.add(event.path("id").asText());
                newest.add(event.path("id").asText());
            }
            assertThat(ids).containsAll(acknowledged).hasSize(acknowledged.size() + 1);
            Set<String> head = new TreeSet<>();
            track.at("/revision/head").forEach(event -> head.add(event.asText()));
            assertThat(head).as("head").isEqualTo(newest);
            // Each field that has one writer shows what that one wrote last; the other one of its two.
            assertThat(track.path("name").asText()).isEqualTo("1." + (rounds - 1));
            assertThat(track.path("rating").asInt()).isEqualTo(rounds - 1);
            assertThat(track.path("composer").asText()).isIn("0." + (rounds - 1), "2." + (rounds - 1));
        }
    }

    /** Writes a field several times, one after the other; returns the events. */
    private static Set<String> edit(int server, String id, String field, int client, int rounds) throws Exception {
        GraphqlClient http = new GraphqlClient();
        Set<String> events = new TreeSet<>();
        for (int i = 0; i < rounds; i++) {
            String value = field.equals("rating") ? Integer.toString(i) : "\"" + client + "." + i + "\"";
            pair.ask(
                            http,
                            server,
                            "mutation { updateTrack(id: \"" + id + "\", patch: {" + field + ": " + value
                                    + "}) { events { id } } }")
                    .at("/updateTrack/events")
                    .forEach(event -> events.add(event.path("id").asText()));
        }
        return events;
    }

    @Test
    void countersOf32ClientsAddUp() throws Exception {
        String id = create("counted");
        int each = 25;
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int client = 0; client < 32; client++) {
            int number = client;
            clients.add(() -> count(number % 2, id, number, each));
        }

        int sum = atOnce(clients).stream().mapToInt(Integer::intValue).sum();

        for (int server = 0; server < 2; server++) {
            assertThat(pair.ask(server, "{ track(id: \"" + id + "\") { plays } }")
                            .at("/track/plays")
                            .asInt())
                    .isEqualTo(sum);
        }
    }

    private static int count(int server, String id, int client, int times) throws Exception {
        GraphqlClient http = new GraphqlClient();
        int sum = 0;
        for (int i = 0; i < times; i++) {
            int by = 1 + (client + i) % 7;
            pair.ask(
                    http,
                    server,
                    "mutation { updateTrack(id: \"" + id + "\", patch: {plays: {increment: " + by + "}}) { cursor } }");
            sum += by;
        }
        return sum;
    }

    @Test
    void whatIsWrittenAfterAnAcknowledgementWinsOnWhicheverServer() throws Exception {
        String id = create("followed");
        for (int i = 0; i < 60; i++) {
            pair.ask(i % 2, "mutation { updateTrack(id: \"" + id + "\", patch: {bytes: " + i + "}) { cursor } }");
            assertThat(pair.ask((i + 1) % 2, "{ track(id: \"" + id + "\") { bytes } }")
                            .at("/track/bytes")
                            .asInt())
                    .isEqualTo(i);
        }
    }
}
