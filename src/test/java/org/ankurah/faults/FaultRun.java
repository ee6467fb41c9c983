package org.ankurah.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.event.CommittedEvent;
import org.ankurah.faults.Attempt.Outcome;
import org.ankurah.faults.GraphqlClient.Answer;
import org.ankurah.node.upkeep.Finding;
import org.ankurah.node.upkeep.Verification;
import org.ankurah.server.EmbeddedPostgres;
import org.ankurah.storage.Replay;
import org.ankurah.storage.postgres.PostgresEngine;
import org.ankurah.storage.postgres.Projections;
import org.ankurah.storage.postgres.TestPostgres;
import org.ankurah.value.Ulid;
import org.awaitility.Awaitility;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Two packaged servers on one PostgreSQL, clients that write to both and follow live queries of both, and faults; then
 * quiet, in which everything is compared with everything.
 */
final class FaultRun implements AutoCloseable {

    private static final int SERVERS = 2;
    private static final int WRITERS = 6;
    private static final int SHARED_TRACKS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long seed;
    private final Steps steps;
    private final Store store;
    private final List<ServerHost> servers = new ArrayList<>();
    private final List<URI> addresses;
    private final Tracks tracks = new Tracks();
    private final List<Writer> writers = new ArrayList<>();
    private final List<ListWatcher> lists = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final GraphqlClient client = new GraphqlClient();
    private final LogWatcher logWatcher;
    private final MomentCheck moments;
    private int faults;

    FaultRun(String name, long seed, Path directory, Store store) throws IOException {
        this.seed = seed;
        this.store = store;
        steps = new Steps(name + "-" + seed);
        steps.log("run", "seed %d", seed);
        for (int i = 0; i < SERVERS; i++) {
            List<String> settings = new ArrayList<>(
                    List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dankurah.sample-data=false"));
            settings.addAll(store.settings(i));
            servers.add(new ServerHost("server" + i, directory, settings, steps));
        }
        addresses = servers.stream().map(ServerHost::http).toList();
        List<URI> sockets = servers.stream().map(ServerHost::webSocket).toList();
        lists.add(new ListWatcher("all", seed + 1, sockets, "query: \"\"", steps));
        lists.add(new ListWatcher("top", seed + 2, sockets, "orderBy: [{plays: DESC}], first: 4", steps));
        lists.add(
                new ListWatcher("some", seed + 3, sockets, "where: {plays: {gt: 20}, composer: {gt: \"w3\"}}", steps));
        logWatcher = new LogWatcher("log", seed + 4, sockets, steps);
        watchers.addAll(lists);
        watchers.add(logWatcher);
        moments = new MomentCheck(seed + 5, lists, addresses, steps);
    }

    /** Runs with faults for a while and checks everything. A failure names the seed and the log of the run. */
    void run(Duration duration) throws Exception {
        try {
            servers.forEach(ServerHost::awaitReady);
            steps.log("run", "servers are ready");
            begin();
            Faults plan = new Faults(seed, store, servers, steps);
            plan.run(duration);
            faults = plan.count();
            settle();
            check();
        } catch (Exception | AssertionError failure) {
            throw new AssertionError("seed " + seed + ", see " + steps.file() + ": " + failure.getMessage(), failure);
        }
        assertThat(steps.wrongs())
                .as("WRONG in " + steps.file() + ", seed " + seed)
                .isZero();
    }

    private void begin() throws InterruptedException {
        for (int i = 0; i < SHARED_TRACKS; i++) {
            tracks.add(createTrack("shared " + i));
        }
        for (int i = 0; i < WRITERS; i++) {
            Ulid own = createTrack("own " + i);
            writers.add(new Writer("w" + i, seed * WRITERS + i, addresses, tracks, own, steps));
        }
        for (Watcher watcher : watchers) {
            start(watcher, watcher.name());
        }
        for (int i = 0; i < WRITERS; i++) {
            start(writers.get(i), "writer " + i);
        }
        start(moments, "moments");
    }

    private Ulid createTrack(String name) throws InterruptedException {
        Answer answer = client.send(
                addresses.get(0),
                "mutation { createTrack(input: {name: \"" + name + "\"}) { track { id } } }",
                Map.of(),
                null);
        assertThat(answer).isInstanceOf(Answer.Given.class);
        return Ulid.parse(
                ((Answer.Given) answer).data().at("/createTrack/track/id").asText());
    }

    private void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /** Everything runs again; the last transactions of each client are acknowledged. */
    private void settle() throws InterruptedException {
        steps.log("run", "no more faults");
        servers.forEach(ServerHost::awaitReady);
        writers.forEach(Writer::end);
        moments.end();
        watchers.forEach(Watcher::stay);
        for (Thread thread : threads.subList(watchers.size(), threads.size())) {
            thread.join(PATIENCE.toMillis());
            assertThat(thread.isAlive()).as(thread.getName() + " goes on").isFalse();
        }
        for (URI address : addresses) {
            Awaitility.await("writes work at " + address)
                    .atMost(PATIENCE)
                    .until(() -> client.send(
                                    address, "mutation { createGenre(input: {name: \"\"}) { cursor } }", Map.of(), null)
                            instanceof Answer.Given);
        }
        for (Writer writer : writers) {
            long before = writer.acknowledgedSequence();
            writer.writeOwn();
            assertThat(writer.acknowledgedSequence())
                    .as("writes are acknowledged again")
                    .isGreaterThan(before);
        }
        steps.log("run", "settled");
    }

    private void check() throws Exception {
        checkWatchers();
        Vertx vertx = Vertx.vertx();
        try (EmbeddedPostgres postgres = store.open();
                Mutiny.SessionFactory factory =
                        TestPostgres.sessionFactory(vertx, postgres, postgres.database(), postgres.port(), 2)) {
            PostgresEngine engine = new PostgresEngine(factory, vertx);
            engine.open(MusicStore.MODELS).await().atMost(PATIENCE);
            List<CommittedEvent> log = Replay.log(engine);
            assertThat(engine.position().await().atMost(PATIENCE)).isEqualTo(log.size());
            checkLog(log);
            Projections.assertTrue(sql -> Store.query(vertx, postgres, sql), engine, MusicStore.MODELS);
            steps.log("run", "tables are a replay of the log");
            List<Finding> findings = new ArrayList<>();
            Verification.run(engine, MusicStore.MODELS, org.ankurah.node.upkeep.Watcher.NOBODY, findings::add);
            assertThat(findings).as("what verify finds").isEmpty();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Every live query comes to show what a query gives, on every server. */
    private void checkWatchers() {
        for (ListWatcher list : lists) {
            for (URI address : addresses) {
                Awaitility.await("live query " + list.name() + " against " + address)
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(100))
                        .untilAsserted(() -> assertThat(MomentCheck.nodes(client, address, list, null, steps))
                                .contains(list.items()));
            }
            steps.log(
                    "run",
                    "%s came %d times, was told %d payloads and started over %d times",
                    list.name(),
                    list.visits(),
                    list.payloads(),
                    list.resets());
        }
    }

    private void checkLog(List<CommittedEvent> log) throws InterruptedException {
        LogCheck check = new LogCheck(log);
        check.checkOrder();
        check.checkTransactions();
        check.checkHeads(MusicStore.MODELS);
        check.checkUniqueEmails();
        AttemptCheck attempts = new AttemptCheck(check.marked());
        writers.forEach(writer -> attempts.check(writer.attempts()));
        checkTracks(check.tracks());
        Awaitility.await("the log is followed").atMost(PATIENCE).until(() -> logWatcher.position() == log.size());
        List<String> ids =
                log.stream().map(event -> event.event().id().toString()).toList();
        assertThat(logWatcher.ids())
                .isEqualTo(ids.subList(ids.size() - logWatcher.ids().size(), ids.size()));
        report(log);
    }

    /** Counters are sums, and of concurrent writes the greatest wins. */
    private void checkTracks(Map<Ulid, TreeMap<String, String>> expected) throws InterruptedException {
        for (URI address : addresses) {
            Map<Ulid, TreeMap<String, String>> found = new TreeMap<>();
            String after = null;
            do {
                Answer answer = client.send(
                        address,
                        "query($after: String) { answer: tracks(first: 1000, after: $after) { pageInfo { endCursor"
                                + " hasNextPage } nodes { id name composer bytes plays } } }",
                        after == null ? Map.of() : Map.of("after", after),
                        null);
                JsonNode page = ((Answer.Given) answer).data().path("answer");
                page.path("nodes")
                        .forEach(node -> found.put(Ulid.parse(node.path("id").asText()), texts(node)));
                after = page.at("/pageInfo/hasNextPage").asBoolean()
                        ? page.at("/pageInfo/endCursor").asText()
                        : null;
            } while (after != null);
            assertThat(found.keySet()).isEqualTo(expected.keySet());
            found.forEach((id, track) ->
                    assertThat(expected.get(id)).as("track " + id).containsAllEntriesOf(track));
        }
    }

    private static TreeMap<String, String> texts(JsonNode track) {
        TreeMap<String, String> texts = new TreeMap<>();
        track.properties().forEach(field -> {
            boolean says =
                    !field.getValue().isNull() && !field.getValue().asText().equals("0");
            if (says && !field.getKey().equals("id")) {
                texts.put(field.getKey(), field.getValue().asText());
            }
        });
        return texts;
    }

    private void report(List<CommittedEvent> log) {
        List<Attempt> all =
                writers.stream().flatMap(writer -> writer.attempts().stream()).toList();
        Map<Outcome, Long> outcomes = new TreeMap<>();
        all.forEach(attempt -> outcomes.merge(attempt.outcome(), 1L, Long::sum));
        String summary = String.format(
                "%d faults, %d transactions %s, %d events, %d visits of subscribers, compared %d times meanwhile, seed %d",
                faults,
                all.size(),
                outcomes,
                log.size(),
                watchers.stream().mapToInt(Watcher::visits).sum(),
                moments.compared(),
                seed);
        steps.log("run", "%s", summary);
        System.out.println("FaultRun: " + summary);
    }

    @Override
    public void close() throws IOException {
        watchers.forEach(Watcher::close);
        writers.forEach(Writer::end);
        servers.forEach(ServerHost::close);
        store.close();
        steps.close();
    }
}
