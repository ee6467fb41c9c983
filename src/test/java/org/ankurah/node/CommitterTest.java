package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.ankurah.event.CommittedEvent;
import org.ankurah.model.Model;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.model.Unique;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

/** What becomes of transactions when the store fails, is slow, or refuses some of them. */
class CommitterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Model
    record Song(@Required String name) {}

    @Model
    record Tag(@Required @Unique String name) {}

    /** What is done to each commit on its way to the store and back. */
    private final AtomicReference<UnaryOperator<Uni<Object>>> fate = new AtomicReference<>(UnaryOperator.identity());

    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final MemoryEngine memory = new MemoryEngine();
    private final Node node = await(Node.open(
            fated(memory),
            RecordModels.read(List.of(Song.class, Tag.class)),
            NodeOptions.defaults().withWriteGate(() -> closed.get() ? "The disk is full." : null)));
    private final Context context = node.context(Identity.ANONYMOUS);
    private final ModelDescriptor song = node.models().get("song");

    @SuppressWarnings("unchecked") // a commit's result passes through
    private StorageEngine fated(StorageEngine engine) {
        return (StorageEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StorageEngine.class}, (proxy, method, arguments) -> {
                    try {
                        if (!method.getName().equals("commit")) {
                            return method.invoke(engine, arguments);
                        }
                        CommitWork<Object> work = (CommitWork<Object>) arguments[0];
                        return Uni.createFrom().deferred(() -> {
                            commits.incrementAndGet();
                            return fate.get().apply(engine.commit(picky(work)));
                        });
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void commitThatNeverReachedTheStoreIsTriedAgain() {
        AtomicInteger failures = new AtomicInteger(3);
        fate.set(commit -> failures.getAndDecrement() > 0 ? lost() : commit);

        Receipt receipt = await(creating("a").commit());

        assertThat(receipt.position()).isEqualTo(1);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void lostAnswersNeverMakeSomethingHappenTwice() {
        AtomicInteger turn = new AtomicInteger();
        fate.set(commit -> switch (turn.getAndIncrement() % 3) {
            case 0 -> commit.chain(stored -> lost());
            case 1 -> lost();
            default -> commit;
        });

        List<Uni<Receipt>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(creating("" + i).commit());
        }
        await(Uni.join().all(all).andFailFast());

        assertThat(names()).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void longOutageIsUnavailableAndTheNextOnesAreToldAtOnce() {
        fate.set(commit -> lost());
        assertThatThrownBy(() -> await(creating("a").commit())).isInstanceOf(AnkurahException.class);
        int before = commits.get();
        assertThat(before).isGreaterThan(2);

        assertThatThrownBy(() -> await(creating("b").commit()))
                .isInstanceOfSatisfying(
                        AnkurahException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));

        assertThat(commits.get()).isEqualTo(before + 1);
        fate.set(UnaryOperator.identity());
        await(creating("c").commit());
        assertThat(names()).containsExactly("c");
    }

    @Test
    void storeThatNeverAnswersIsUnavailable() {
        fate.set(commit -> Uni.createFrom().nothing());

        assertThatThrownBy(() -> await(creating("a").commit()))
                .isInstanceOfSatisfying(
                        AnkurahException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));

        fate.set(UnaryOperator.identity());
        await(creating("b").commit());
        assertThat(names()).containsExactly("b");
    }

    @Test
    void onlyWhatTheStoreRefusesFails() {
        List<Runnable> releases = holdCommits();
        creating("first").commit().subscribe().with(done -> {});
        List<Uni<String>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = i == 7 || i == 13 ? "poison" : "" + i;
            all.add(creating(name)
                    .commit()
                    .map(receipt -> "stored")
                    .onFailure()
                    .recoverWithItem(failure -> "refused")
                    .memoize()
                    .indefinitely());
        }
        all.forEach(one -> one.subscribe().with(done -> {}));
        fate.set(UnaryOperator.identity());
        releases.get(0).run();

        List<String> outcomes = await(Uni.join().all(all).andFailFast());

        for (int i = 0; i < 20; i++) {
            assertThat(outcomes.get(i)).as("%d", i).isEqualTo(i == 7 || i == 13 ? "refused" : "stored");
        }
        assertThat(names()).hasSize(19).doesNotContain("poison");
    }

    @Test
    void refusedTransactionsTakeNoUniqueValuesFromOthersOfTheirBatch() {
        List<Runnable> releases = holdCommits();
        creating("first").commit().subscribe().with(done -> {});
        Uni<String> refused = taking("a", "a");
        Uni<String> stored = taking("a");
        refused.subscribe().with(done -> {});
        stored.subscribe().with(done -> {});
        fate.set(UnaryOperator.identity());
        releases.get(0).run();

        assertThat(await(refused)).isEqualTo("CONFLICT");
        assertThat(await(stored)).isEqualTo("stored");
    }

    /** What comes of a transaction that creates tags. */
    private Uni<String> taking(String... names) {
        return context.transactAll(t -> List.of(names).forEach(name -> t.create(new Tag(name))))
                .map(receipt -> "stored")
                .onFailure()
                .recoverWithItem(failure -> ((AnkurahException) failure).code().name())
                .memoize()
                .indefinitely();
    }

    /** As a database does that finds something in a batch that it cannot hold. */
    private static CommitWork<Object> picky(CommitWork<Object> work) {
        return new CommitWork<>() {
            @Override
            public Reads reads() {
                return work.reads();
            }

            @Override
            public Decision<Object> decide(Base base) {
                Decision<Object> decision = work.decide(base);
                if (decision.events().stream().anyMatch(CommitterTest::isPoison)) {
                    throw new PoisonException();
                }
                return decision;
            }
        };
    }

    private static boolean isPoison(CommittedEvent event) {
        return event.event().operations().toString().contains("poison");
    }

    private static final class PoisonException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void slowStoreRefusesWhatItCannotHold() {
        List<Runnable> releases = holdCommits();
        List<Uni<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            all.add(creating("" + i)
                    .commit()
                    .map(receipt -> true)
                    .onFailure()
                    .recoverWithItem(false)
                    .memoize()
                    .indefinitely());
        }
        all.forEach(one -> one.subscribe().with(done -> {}));
        fate.set(UnaryOperator.identity());
        releases.get(0).run();

        List<Boolean> stored = await(Uni.join().all(all).andFailFast());

        assertThat(stored.stream().filter(done -> done)).hasSize(10_001);
        assertThat(await(memory.position())).isEqualTo(10_001);
    }

    @Test
    void largeTransactionsDoNotShareOneStatement() {
        List<Runnable> releases = holdCommits();
        String large = "x".repeat(3 << 20);
        List<Uni<Receipt>> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            all.add(creating(large + i).commit().memoize().indefinitely());
        }
        all.forEach(one -> one.subscribe().with(done -> {}));
        fate.set(UnaryOperator.identity());
        releases.get(0).run();

        await(Uni.join().all(all).andFailFast());

        assertThat(commits.get()).isEqualTo(1 + 4);
    }

    @Test
    void closedGateSaysWhy() {
        closed.set(true);
        assertThatThrownBy(() -> await(creating("a").commit())).hasMessage("The disk is full.");
        closed.set(false);
        await(creating("a").commit());
    }

    /** Commits wait until they are run. */
    private List<Runnable> holdCommits() {
        List<Runnable> held = new CopyOnWriteArrayList<>();
        fate.set(commit -> Uni.createFrom()
                .emitter(emitter -> held.add(() -> commit.subscribe().with(emitter::complete, emitter::fail))));
        return held;
    }

    private Transaction creating(String name) {
        Transaction transaction = context.begin();
        transaction.create(song, Map.of("name", new Value.Str(name)));
        return transaction;
    }

    private static Uni<Object> lost() {
        return Uni.createFrom().failure(AnkurahException.unavailable("The connection broke."));
    }

    private List<String> names() {
        return await(context.fetch(Song.class, "")).stream()
                .map(view -> view.model().name())
                .toList();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
