package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ankurah.event.CommittedEvent;
import org.ankurah.storage.CommitBaseContract;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.RequestKey;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestWriter;
import org.ankurah.value.Value;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PostgresCommitBaseTest extends CommitBaseContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String WAITING = "SELECT count(*)::text FROM pg_stat_activity WHERE datname ="
            + " current_database() AND wait_event_type = 'Lock'";

    @Override
    protected EngineUnderTest underTest() {
        return new PostgresUnderTest(getClass());
    }

    @Test
    void whatAnotherServerCommitsMeanwhileIsSeen() throws Exception {
        Value code = new Value.Str("x");
        readsAgain(new CommitWork.Reads(Map.of(), Map.of("maker", Map.of("code", Set.of(code)))), 1);
        readsAgain(new CommitWork.Reads(Map.of(), Map.of(), Set.of(new RequestKey("", "k")), Long.MAX_VALUE), 0);
    }

    /** Commits while another server holds the log and then moves it on, so that all is read a second time. */
    private void readsAgain(CommitWork.Reads reads, int holders) throws Exception {
        try (PostgresUnderTest under = new PostgresUnderTest(getClass())) {
            under.clear();
            StorageEngine engine = under.engine();
            engine.open(TestModels.ALL).await().atMost(PATIENCE);
            new TestWriter(engine).create(TestModels.MAKER, Map.of("code", new Value.Str("x")));
            PgConnection other = await(under.connect());
            await(other.query("BEGIN; SELECT 1 FROM ankurah_log FOR UPDATE").execute());

            CompletableFuture<Integer> commit = engine.commit(counting(reads)).subscribeAsCompletionStage();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !under.query(WAITING).equals(List.of("0")));
            await(other.query("UPDATE ankurah_log SET position = position + 1; COMMIT")
                    .execute());
            await(other.close());

            assertThat(commit.get(60, TimeUnit.SECONDS)).isEqualTo(holders);
        }
    }

    @Test
    void commitThatDidNotLockTheLogIsDecidedAnewIfTheLogHasMoved() throws Exception {
        decidesWhile("UPDATE ankurah_log SET position = position + 1", 2);
    }

    @Test
    void commitThatDidNotLockTheLogIsDecidedAnewIfItWasSettled() throws Exception {
        decidesWhile("UPDATE ankurah_log SET committed_at = committed_at + INTERVAL '1 microsecond'", 2);
    }

    @Test
    void commitThatDidNotLockTheLogOutlastsOneThatDidNothing() throws Exception {
        decidesWhile("SELECT 1", 1);
    }

    /** Commits while somebody else holds the log; it is stored once, whatever that one does. */
    private void decidesWhile(String statement, int decisions) throws Exception {
        try (PostgresUnderTest under = new PostgresUnderTest(getClass())) {
            under.clear();
            StorageEngine engine = under.engine();
            engine.open(TestModels.ALL).await().atMost(PATIENCE);
            TestWriter writer = new TestWriter(engine);
            // The engine has to find that it is alone.
            writer.create(TestModels.MAKER, Map.of());
            writer.create(TestModels.MAKER, Map.of());
            PgConnection other = await(under.connect());
            await(other.query("BEGIN; SELECT 1 FROM ankurah_log FOR UPDATE").execute());

            AtomicInteger decided = new AtomicInteger();
            CompletableFuture<List<CommittedEvent>> commit = engine.commit(
                            counted(writer.work(List.of(writer.creating(TestModels.MAKER, Map.of()))), decided))
                    .subscribeAsCompletionStage();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !under.query(WAITING).equals(List.of("0")));
            await(other.query(statement + "; COMMIT").execute());
            await(other.close());

            List<CommittedEvent> events = commit.get(60, TimeUnit.SECONDS);
            assertThat(decided).hasValue(decisions);
            assertThat(engine.log(2, 10).await().atMost(PATIENCE)).isEqualTo(events);
            assertThat(engine.position().await().atMost(PATIENCE))
                    .isEqualTo(events.get(0).position());
        }
    }

    private static <R> CommitWork<R> counted(CommitWork<R> work, AtomicInteger decided) {
        return new CommitWork<>() {
            @Override
            public Reads reads() {
                return work.reads();
            }

            @Override
            public Decision<R> decide(Base base) {
                decided.incrementAndGet();
                return work.decide(base);
            }
        };
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static CommitWork<Integer> counting(CommitWork.Reads reads) {
        return new CommitWork<>() {
            @Override
            public Reads reads() {
                return reads;
            }

            @Override
            public Decision<Integer> decide(Base base) {
                int holders = base.holders("maker", "code", new Value.Str("x")).size();
                return new Decision<>(List.of(), List.of(), holders);
            }
        };
    }
}
