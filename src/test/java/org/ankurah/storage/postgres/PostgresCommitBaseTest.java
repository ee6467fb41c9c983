package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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

    /** Commits while another server holds the log and then commits, so that all is read a second time. */
    private void readsAgain(CommitWork.Reads reads, int holders) throws Exception {
        try (PostgresUnderTest under = new PostgresUnderTest(getClass())) {
            under.clear();
            StorageEngine first = opened(under);
            StorageEngine second = opened(under);
            TestWriter writer = new TestWriter(first);
            AtomicReference<CompletableFuture<Integer>> waiting = new AtomicReference<>();
            CommitWork<?> holding =
                    writer.work(List.of(writer.creating(TestModels.MAKER, Map.of("code", new Value.Str("x")))));
            first.commit(beforehand(holding, () -> {
                        waiting.set(second.commit(counting(reads)).subscribeAsCompletionStage());
                        Awaitility.await()
                                .atMost(Duration.ofSeconds(30))
                                .until(() -> under.query(WAITING).toString().contains("1"));
                    }))
                    .await()
                    .atMost(Duration.ofSeconds(60));

            assertThat(waiting.get().get(60, TimeUnit.SECONDS)).isEqualTo(holders);
        }
    }

    private static StorageEngine opened(PostgresUnderTest under) {
        StorageEngine engine = under.engine();
        engine.open(TestModels.ALL).await().atMost(Duration.ofSeconds(60));
        return engine;
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

    private static <R> CommitWork<R> beforehand(CommitWork<R> work, Runnable first) {
        return new CommitWork<>() {
            @Override
            public Reads reads() {
                return work.reads();
            }

            @Override
            public Decision<R> decide(Base base) {
                // In another thread, since this one is an event loop.
                CompletableFuture.runAsync(first).join();
                return work.decide(base);
            }
        };
    }
}
