package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ankurah.query.Fetch;
import org.ankurah.query.Selection;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestWriter;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Value;
import org.awaitility.Awaitility;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** What callers are told when the database does not answer, and that the engine recovers by itself. */
class OutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void unreachableDatabaseIsUnavailable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (Mutiny.SessionFactory factory = TestPostgres.get().sessionFactory("nowhere", port)) {
            StorageEngine engine =
                    new PostgresEngine(factory, TestPostgres.get().vertx());

            isUnavailable(() -> engine.open(TestModels.ALL));
            isUnavailable(engine::position);
            isUnavailable(() -> engine.log(0, 10));
            isUnavailable(() -> engine.fetch(Fetch.first(Selection.all(TestModels.THING), 10)));
        }
    }

    @Test
    void lostConnectionsAreReplaced() {
        try (PostgresUnderTest under = new PostgresUnderTest(getClass())) {
            StorageEngine engine = under.engine();
            engine.open(TestModels.ALL).await().atMost(PATIENCE);
            TestWriter writer = new TestWriter(engine);
            writer.create(TestModels.MAKER, Map.of("name", new Value.Str("a")));
            String kill = "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()";
            CommitWork<String> dying = new CommitWork<>() {
                @Override
                public Reads reads() {
                    return new Reads(Map.of(), Map.of());
                }

                @Override
                public Decision<String> decide(Base base) {
                    // In another thread, since this one is the event loop that the connection needs.
                    Thread killer = new Thread(() -> under.query(kill));
                    killer.start();
                    try {
                        killer.join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return writerDecision(base);
                }

                private Decision<String> writerDecision(Base base) {
                    var decision = writer.work(List.of(writer.creating(TestModels.MAKER, Map.of())))
                            .decide(base);
                    return new Decision<>(decision.events(), decision.states(), "stored");
                }
            };

            isUnavailable(() -> engine.commit(dying));

            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> engine.position().await().atMost(PATIENCE) == 1);
            writer.create(TestModels.MAKER, Map.of("name", new Value.Str("b")));
            assertThat(engine.position().await().atMost(PATIENCE)).isEqualTo(2);
        }
    }

    @Test
    void connectionsAreGivenBackWhateverHappens() {
        try (PostgresUnderTest under = new PostgresUnderTest(getClass())) {
            StorageEngine engine = under.engine();
            engine.open(TestModels.ALL).await().atMost(PATIENCE);
            CommitWork<String> refused = new CommitWork<>() {
                @Override
                public Reads reads() {
                    return new Reads(Map.of(), Map.of());
                }

                @Override
                public Decision<String> decide(Base base) {
                    throw AnkurahException.notFound("no");
                }
            };

            // Several times more than the pool has connections.
            List<Uni<String>> commits = IntStream.range(0, 50)
                    .mapToObj(i -> engine.commit(refused).onFailure().recoverWithItem("refused"))
                    .toList();
            assertThat(Uni.join().all(commits).andFailFast().await().atMost(PATIENCE))
                    .containsOnly("refused");
            for (int i = 0; i < 50; i++) {
                engine.load("thing", Set.of(org.ankurah.value.Ulid.ZERO))
                        .subscribe()
                        .with(found -> {})
                        .cancel();
            }
            assertThat(engine.position().await().atMost(PATIENCE)).isZero();
        }
    }

    private static void isUnavailable(Supplier<Uni<?>> operation) {
        assertThatThrownBy(() -> operation.get().await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        AnkurahException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
}
