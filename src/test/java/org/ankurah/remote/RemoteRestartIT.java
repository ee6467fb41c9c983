package org.ankurah.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ankurah.demo.Genre;
import org.ankurah.model.RecordModels;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.node.View;
import org.ankurah.node.sync.Outcome;
import org.ankurah.server.ServerProcess;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that write all the time to a packaged server that is killed again and again. */
class RemoteRestartIT {

    private static final int WRITERS = 3;
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final RecordModels MODELS = RecordModels.read(List.of(Genre.class));
    private static final RemoteOptions QUICK =
            RemoteOptions.DEFAULT.withPauses(Duration.ofMillis(20), Duration.ofMillis(200));

    @TempDir
    Path directory;

    private final AtomicBoolean goesOn = new AtomicBoolean(true);

    /** What one node has committed, and what it was told of it. */
    private static final class Writer {
        private final Node node = Node.ephemeral(MODELS);
        private final Map<Ulid, String> written = new ConcurrentHashMap<>();
        private final Map<Ulid, Outcome> outcomes = new ConcurrentHashMap<>();

        Writer() {
            node.outcomes().subscribe().with(outcome -> {
                if (outcomes.put(outcome.transaction(), outcome) != null) {
                    throw new IllegalStateException("told twice of " + outcome.transaction());
                }
            });
        }

        void write(String name, Random random) throws InterruptedException {
            View<Genre> genre = done(node.context(Identity.ANONYMOUS).transact(t -> t.create(new Genre(name))));
            String renamed = name + " renamed";
            if (random.nextBoolean()) {
                done(node.context(Identity.ANONYMOUS)
                        .transact(t -> t.edit(genre).set(Genre::name, renamed)));
                written.put(genre.id(), renamed);
            } else {
                written.put(genre.id(), name);
            }
            Thread.sleep(random.nextInt(5));
        }
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    @Test
    void whateverDiesNothingIsLostAndNothingIsThereTwice() {
        Seeds.each("killed servers", 1, this::run);
    }

    private void run(Random random) {
        try {
            int port = ServerProcess.freePort();
            ServerProcess server = start(port);
            List<Writer> writers = new ArrayList<>();
            List<RemoteConnection> connections = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Writer writer = new Writer();
                writers.add(writer);
                connections.add(connect(port, writer.node));
                threads.add(writing(writer, i, new Random(random.nextLong())));
            }
            for (int i = 0; i < KILLS; i++) {
                Thread.sleep(500 + random.nextInt(1_500));
                server.kill();
                server = start(port);
            }
            goesOn.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
            compare(port, writers);
            connections.forEach(RemoteConnection::close);
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private ServerProcess start(int port) throws Exception {
        return ServerProcess.start(directory, port, "-Dankurah.storage=rocksdb", "-Dankurah.sample-data=false");
    }

    private static RemoteConnection connect(int port, Node node) {
        return RemoteConnection.connect(URI.create("ws://localhost:" + port + "/sync"), node, QUICK);
    }

    private Thread writing(Writer writer, int number, Random random) {
        Thread thread = new Thread(() -> {
            try {
                for (int i = 0; goesOn.get(); i++) {
                    writer.write("genre " + number + "." + i, random);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    private static void compare(int port, List<Writer> writers) {
        Map<Ulid, String> expected = new ConcurrentHashMap<>();
        for (Writer writer : writers) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(done(writer.node.pending())).isZero());
            assertThat(writer.outcomes.values()).allMatch(Outcome.Confirmed.class::isInstance);
            expected.putAll(writer.written);
        }
        System.out.println(expected.size() + " entities were written while servers died");
        Node fresh = Node.ephemeral(MODELS);
        try (RemoteConnection connection = connect(port, fresh)) {
            await().atMost(PATIENCE).until(() -> connection.state().get() == RemoteState.IN_TOUCH);
            Map<Ulid, String> found = new ConcurrentHashMap<>();
            done(fresh.context(Identity.ANONYMOUS).remote().fetch(Genre.class, ""))
                    .forEach(view -> found.put(
                            view.id(), Objects.requireNonNull(view.model()).name()));
            assertThat(found).isEqualTo(expected);
        }
    }
}
