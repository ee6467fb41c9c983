package org.ankurah.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.faults.GraphqlClient.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database stands still while far more mutations come than the server may hold: it refuses what is too much, runs
 * out of nothing, and does what it took in as soon as the database goes on.
 */
@EnabledOnOs(OS.LINUX)
class SlowDatabaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SOCKETS = 15;

    /** As many as one socket may have. */
    private static final int EACH = 1_000;

    @TempDir
    Path directory;

    @Test
    void boundedQueueWhileTheDatabaseStandsStill() throws Exception {
        Store.Embedded store = new Store.Embedded(directory.resolve("data"));
        List<String> settings = new ArrayList<>(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        settings.add("-Dankurah.sample-data=false");
        settings.addAll(store.settings(0));
        GraphqlClient client = new GraphqlClient();
        try (Steps steps = new Steps("slow-database");
                ServerHost server = new ServerHost("server", directory, settings, steps)) {
            server.awaitReady();
            long process = server.handle().pid();
            List<MutationSocket> sockets = new ArrayList<>();
            for (int i = 0; i < SOCKETS; i++) {
                sockets.add(MutationSocket.connect(server.webSocket()));
            }

            List<ProcessHandle> postgres = Kill.postgres(store.cluster());
            Kill.signal("STOP", postgres);
            try {
                for (int i = 0; i < SOCKETS; i++) {
                    for (int j = 0; j < EACH; j++) {
                        sockets.get(i)
                                .send("mutation { createGenre(input: {name: \"" + i + "." + j + "\"}) { cursor } }");
                    }
                }
                Awaitility.await("the queue is full")
                        .atMost(PATIENCE)
                        .until(() -> sockets.stream()
                                        .mapToInt(MutationSocket::unavailable)
                                        .sum()
                                >= SOCKETS * EACH / 4);
            } finally {
                Kill.signal("CONT", postgres);
            }

            Awaitility.await("all are answered")
                    .atMost(PATIENCE)
                    .until(() ->
                            sockets.stream().mapToInt(MutationSocket::answered).sum() == SOCKETS * EACH);
            int done = sockets.stream().mapToInt(MutationSocket::done).sum();
            int refused = sockets.stream().mapToInt(MutationSocket::unavailable).sum();
            System.out.printf("SlowDatabaseIT: %d done, %d refused%n", done, refused);
            assertThat(done + refused).isEqualTo(SOCKETS * EACH);
            assertThat(done).isPositive();
            assertThat(sockets.stream().map(MutationSocket::last).filter(error -> !error.isEmpty()))
                    .as("refusals say when to come again")
                    .allMatch(error -> error.contains("\"retryAfter\""));
            assertThat(client.send(server.http(), "{ genres(first: 1) { totalCount } }", Map.of(), null))
                    .isInstanceOfSatisfying(
                            Answer.Given.class,
                            given -> assertThat(given.data()
                                            .at("/genres/totalCount")
                                            .asInt())
                                    .isEqualTo(done));
            assertThat(server.handle().pid()).as("it ran all the time").isEqualTo(process);
            sockets.forEach(MutationSocket::close);
            assertThat(steps.wrongs()).isZero();
        }
    }
}
