package org.ankurah.node.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.EventFactory;
import org.ankurah.event.HybridClock;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.node.JvmDigest;
import org.ankurah.node.upkeep.Finding.Kind;
import org.ankurah.storage.Answer;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.RequestKey;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.Upkeep.Mended;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of damage that an engine lets happen is found, and that of rows is mended. */
abstract class DamageContract {

    private static final Models MODELS = UpkeepModels.ALL.models();
    private static final ModelDescriptor MAKER = MODELS.get("maker");

    private final EngineUnderTest store = underTest(getClass());
    private final EventFactory factory = new EventFactory(new HybridClock(() -> 1_800_000_000_000L), new JvmDigest());
    private StorageEngine engine;
    private long position;
    private CommittedEvent genesis;

    abstract EngineUnderTest underTest(Class<?> name);

    @BeforeEach
    void fill() {
        store.clear();
        engine = store.engine();
        Await.done(engine.open(MODELS));
        new RandomHistory(new Random(1), engine).commit(20);
        position = Await.done(engine.position());
        genesis = committed(make(null, Clock.EMPTY, transaction(1), "first"));
        plant(List.of(genesis), List.of(state(genesis)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void contentThatTheIdDoesNotVouchForIsFound() {
        Event event = make(genesis.event().id(), Clock.of(genesis.event().id()), transaction(2), "second");
        Event forged = new Event(
                event.id(),
                event.collection(),
                event.entityId(),
                event.parents(),
                event.transactionId(),
                event.actor(),
                event.nonce() + 1,
                event.operations(),
                event.lifecycle());
        CommittedEvent planted = committed(forged);
        plant(List.of(planted), List.of(state(genesis, planted)));

        assertFound(Kind.CONTENT, "position " + position, forged.id().toString(), "made for other content");
    }

    @Test
    void parentsThatAreNotInTheLogAreFound() {
        Ulid lost = new Ulid(1_700_000_000_000L << 16, 77);
        CommittedEvent planted = committed(make(genesis.event().id(), Clock.of(lost), transaction(2), "second"));
        plant(List.of(planted), List.of(state(genesis, planted)));

        assertFound(Kind.HISTORY, "its parent " + lost + " is not in the log");
    }

    @Test
    void parentsOfOtherEntitiesAreFound() {
        CommittedEvent other = committed(make(null, Clock.EMPTY, transaction(2), "other"));
        CommittedEvent planted =
                committed(make(genesis.event().id(), Clock.of(other.event().id()), transaction(2), "second"));
        plant(List.of(other, planted), List.of(state(other), state(genesis, planted)));

        assertFound(Kind.HISTORY, "its parent " + other.event().id() + " is of another entity");
    }

    @Test
    void parentsBehindTheirChildrenAreFound() {
        Event parent = make(genesis.event().id(), Clock.of(genesis.event().id()), transaction(2), "second");
        CommittedEvent child = committed(make(genesis.event().id(), Clock.of(parent.id()), transaction(2), "third"));
        CommittedEvent behind = committed(parent);
        plant(List.of(child, behind), List.of(state(genesis, child, behind)));

        assertFound(Kind.HISTORY, "its parent " + parent.id() + " lies behind it");
    }

    @Test
    void entitiesWithoutGenesisAreFoundAndTheirRowsAreLeftAlone() {
        Ulid nobody = new Ulid(1_700_000_000_000L << 16, 78);
        CommittedEvent planted = committed(make(nobody, Clock.of(nobody), transaction(2), "second"));
        plant(List.of(planted), List.of());

        List<Finding> found = verify();
        Rebuild.Report rebuilt = rebuild();

        assertThat(found).extracting(Finding::kind).containsOnly(Kind.HISTORY);
        assertThat(found).anySatisfy(finding -> assertThat(finding.toString()).contains("cannot be replayed"));
        assertThat(rebuilt.unreadable()).containsOnlyKeys(nobody);
        assertThat(rebuilt.mended()).isEqualTo(Mended.NOTHING);
    }

    @Test
    void whatNoTextCanBeMadeOfIsFound() {
        CommittedEvent planted = committed(factory.create(
                "thing",
                null,
                Clock.EMPTY,
                transaction(2),
                "ann",
                7,
                new TreeMap<>(Map.of("story", new Operation.Edit("text", new Value.Bytes(new byte[] {1, 1, 9})))),
                Lifecycle.UNCHANGED));
        plant(List.of(planted), List.of());

        assertFound(Kind.HISTORY, "cannot be replayed", "the update is damaged at byte 3");
        assertThat(rebuild().unreadable()).containsOnlyKeys(planted.event().id());
    }

    @Test
    void tornTransactionsAreFound() {
        Ulid torn = transaction(2);
        List<CommittedEvent> planted = List.of(
                committed(make(null, Clock.EMPTY, torn, "a")),
                committed(make(null, Clock.EMPTY, transaction(3), "b")),
                committed(make(null, Clock.EMPTY, torn, "c")));
        plant(planted, planted.stream().map(this::state).toList());

        assertFound(Kind.TRANSACTION, torn.toString());
    }

    @Test
    void timesThatGoBackAreNoHarm() {
        CommittedEvent planted = new CommittedEvent(
                make(null, Clock.EMPTY, transaction(2), "early"), ++position, Instant.ofEpochSecond(1));
        plant(List.of(planted), List.of(state(planted)));

        assertFound(Kind.TIME, "committed at 1970-01-01T00:00:01Z");
        assertThat(Verification.run(engine, MODELS, Watcher.NOBODY, found -> {}).findings())
                .isZero();
    }

    @Test
    void missingRowsAreFoundAndMended() {
        CommittedEvent planted = committed(make(null, Clock.EMPTY, transaction(2), "unseen"));
        plant(List.of(planted), List.of());

        assertFound(Kind.ROW, "maker " + planted.event().id(), "its row is missing");
        assertMended(new Mended(1, 0));
    }

    @Test
    void surplusRowsAreFoundAndDeleted() {
        CommittedEvent ghost = new CommittedEvent(
                make(null, Clock.EMPTY, transaction(2), "ghost"), position, Instant.ofEpochSecond(2_000_000_000));
        CommittedEvent planted = committed(make(null, Clock.EMPTY, transaction(3), "real"));
        plant(List.of(planted), List.of(state(planted), state(ghost)));

        assertFound(Kind.ROW, "maker " + ghost.event().id(), "no event of it");
        assertMended(new Mended(0, 1));
    }

    @Test
    void differingRowsAreFoundAndMended() {
        CommittedEvent planted =
                committed(make(genesis.event().id(), Clock.of(genesis.event().id()), transaction(2), "second"));
        CommittedEvent unknown = new CommittedEvent(
                make(genesis.event().id(), Clock.of(planted.event().id()), transaction(2), "third"),
                position,
                planted.committedAt());
        plant(List.of(planted), List.of(state(genesis, planted, unknown)));

        assertFound(Kind.ROW, "maker " + genesis.event().id(), "its row differs from the log");
        assertMended(new Mended(1, 0));
    }

    @Test
    void answersThatTheLogDoesNotHaveAreFound() {
        CommittedEvent planted = committed(make(null, Clock.EMPTY, transaction(2), "answered"));
        plant(
                List.of(planted),
                List.of(state(planted)),
                Map.of(
                        new RequestKey("", "right"), answer(transaction(2), position - 1, 1),
                        new RequestKey("ann", "empty"), answer(transaction(5), 3, 0)));
        assertThat(verify()).isEmpty();

        plant(
                List.of(),
                List.of(),
                Map.of(
                        new RequestKey("", "beyond\n"), answer(transaction(2), position, 1),
                        new RequestKey("", "other"), answer(transaction(3), position - 1, 1)));

        assertFound(Kind.ANSWER, "answer to the request beyond?", "does not have its transaction " + transaction(2));
        assertFound(Kind.ANSWER, "answer to the request other", "does not have its transaction " + transaction(3));
    }

    private Answer answer(Ulid transaction, long base, int events) {
        return new Answer(
                new byte[] {1},
                transaction,
                base,
                base + events,
                Instant.EPOCH,
                List.of(new Answer.Write("maker", genesis.event().id(), events)));
    }

    private void assertFound(Kind kind, String... text) {
        List<Finding> found = verify();
        assertThat(found).extracting(Finding::kind).containsOnly(kind);
        assertThat(found).anySatisfy(finding -> assertThat(finding.toString()).contains(text));
    }

    private void assertMended(Mended mended) {
        assertThat(rebuild().mended()).isEqualTo(mended);
        assertThat(verify()).isEmpty();
        assertThat(rebuild().mended()).isEqualTo(Mended.NOTHING);
    }

    private List<Finding> verify() {
        List<Finding> found = new ArrayList<>();
        Verification.run(engine, MODELS, Watcher.NOBODY, found::add);
        return found;
    }

    private Rebuild.Report rebuild() {
        return Rebuild.run(engine, MODELS, Watcher.NOBODY);
    }

    private static Ulid transaction(int number) {
        return new Ulid(1_800_000_000_000L << 16, number);
    }

    private Event make(Ulid entity, Clock parents, Ulid transaction, String name) {
        return factory.create(
                MAKER.collection(),
                entity,
                parents,
                transaction,
                "ann",
                7,
                new TreeMap<>(Map.of("name", new Operation.Set(new Value.Str(name)))),
                Lifecycle.UNCHANGED);
    }

    /** An event at the next position. */
    private CommittedEvent committed(Event event) {
        position++;
        return new CommittedEvent(event, position, Instant.ofEpochSecond(2_000_000_000, position * 1_000));
    }

    private EntityState state(CommittedEvent... events) {
        EntityState state = EntityState.empty(MAKER, events[0].event().entityId());
        for (CommittedEvent event : events) {
            state = state.apply(event, AppliedEvents.IN_ORDER);
        }
        return state;
    }

    /** Stores whatever it is given. */
    private void plant(List<CommittedEvent> events, List<EntityState> states) {
        plant(events, states, Map.of());
    }

    private void plant(List<CommittedEvent> events, List<EntityState> states, Map<RequestKey, Answer> answers) {
        Await.done(engine.commit(new CommitWork<Boolean>() {
            @Override
            public Reads reads() {
                return new Reads(Map.of(), Map.of());
            }

            @Override
            public Decision<Boolean> decide(Base base) {
                return new Decision<>(events, states, answers, true);
            }
        }));
    }
}
