package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ankurah.node.Node;
import org.junit.jupiter.api.Test;

/** Very many clients at once, and very many one after the other: writes go on, and nothing is left behind. */
@QuarkusTest
class SocketStormTest {

    private static final int CHURN = 10_000;
    private static final int THREADS = 4;
    private static final int SOCKETS = 200;
    private static final int LIVE_QUERIES_PER_SOCKET = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a write may take on a machine that is busy with two thousand openings, and with other things. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);

    /** Less than a kilobyte per connection of the churn, and more than collections leave at random. */
    private static final long LEFT_BYTES = 8L << 20;

    @TestHTTPResource("/graphql")
    URI http;

    @Inject
    Node node;

    @Inject
    Admission admission;

    private static String live(String id, String genre) {
        return RawSocket.subscribe(
                id,
                "subscription { genres(where: {name: {eq: \\\"" + genre
                        + "\\\"}}) { cursor changes { genre { name } } } }");
    }

    @Test
    void tenThousandConnectionsLeaveNothing() {
        awaitNothingOpen();
        churn(CHURN / 10);
        awaitNothingOpen();
        long before = usedBytes();

        churn(CHURN);

        awaitNothingOpen();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(usedBytes() - before).isLessThan(LEFT_BYTES));
    }

    private void churn(int connections) {
        List<CompletableFuture<Void>> threads = IntStream.range(0, THREADS)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = thread; i < connections; i += THREADS) {
                        comeAndGo(i);
                    }
                }))
                .toList();
        threads.forEach(CompletableFuture::join);
    }

    /** Connects, and leaves at one point or another, each time without a word. */
    private void comeAndGo(int number) {
        try (RawSocket socket = RawSocket.connect(http)) {
            switch (number % 5) {
                case 0 -> {}
                case 1 -> socket.text("{\"type\": \"connection_init\"}");
                case 2 -> socket.text("nonsense");
                case 3 -> {
                    socket.text("{\"type\": \"connection_init\"}");
                    socket.text(live("cut while it opens", "none"));
                }
                default -> {
                    socket.text("{\"type\": \"connection_init\"}");
                    socket.text(live("open", "none"));
                    socket.read();
                    assertThat(socket.read().text()).contains("\"next\"");
                }
            }
        }
    }

    private void awaitNothingOpen() {
        await().atMost(PATIENCE)
                .until(() -> admission.connections() == 0
                        && admission.operations() == 0
                        && admission.liveQueries() == 0
                        && node.openLiveQueries() == 0);
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void writesGoOnWhileAllComeBackAtOnce() {
        List<RawSocket> sockets = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            sockets.add(RawSocket.greeted(http));
        }
        for (int socket = 0; socket < SOCKETS; socket++) {
            for (int i = 0; i < LIVE_QUERIES_PER_SOCKET; i++) {
                sockets.get(socket).text(live(String.valueOf(i), "g" + socket + "/" + i));
            }
        }
        AtomicInteger results = new AtomicInteger();
        CompletableFuture<Void> opened = CompletableFuture.runAsync(() -> {
            for (RawSocket socket : sockets) {
                for (int i = 0; i < LIVE_QUERIES_PER_SOCKET; i++) {
                    assertThat(socket.read().text()).contains("\"next\"");
                    results.incrementAndGet();
                }
            }
        });

        HttpApi.createGenre("written amid a storm");
        assertThat(results.get())
                .as("results that have come when the first write is answered")
                .isLessThan(SOCKETS * LIVE_QUERIES_PER_SOCKET);
        int writes = 0;
        do {
            long start = System.nanoTime();
            HttpApi.createGenre("written amid a storm");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_WRITE);
            writes++;
        } while (!opened.isDone());

        opened.join();
        assertThat(writes).isPositive();
        assertThat(admission.liveQueries()).isEqualTo(SOCKETS * LIVE_QUERIES_PER_SOCKET);
        HttpApi.createGenre("g7/3");
        assertThat(sockets.get(7).read().text()).contains("g7/3");
        sockets.forEach(RawSocket::close);
        awaitNothingOpen();
    }

    @Test
    void whoReadsLateGetsEverything() {
        int queries = 500;
        String large = "{ __schema { types { name description fields { name description } } } }";
        try (RawSocket late = RawSocket.greeted(http);
                SocketClient other = SocketClient.greeted(http)) {
            for (int i = 0; i < queries; i++) {
                late.text(RawSocket.subscribe(String.valueOf(i), large));
            }
            other.subscribe("prompt", "{ __typename }");
            assertThat(other.next()).containsEntry("type", "next");

            int complete = 0;
            while (complete < queries) {
                complete += late.read().text().contains("\"complete\"") ? 1 : 0;
            }
        }
        awaitNothingOpen();
    }
}
