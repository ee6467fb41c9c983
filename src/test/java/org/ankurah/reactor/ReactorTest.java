package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ankurah.event.Operation;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.query.Operand;
import org.ankurah.query.Order;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Selection;
import org.ankurah.reactor.ChangeSet.Change;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;

class ReactorTest {

    private static final PropertyDescriptor TITLE = RandomWorld.property("title", Scalar.STRING, Backend.LWW, false);
    private static final PropertyDescriptor YEAR = RandomWorld.property("year", Scalar.INT, Backend.LWW, true);
    private static final PropertyDescriptor PLAYS = RandomWorld.property("plays", Scalar.LONG, Backend.COUNTER, false);
    private static final ModelDescriptor ALBUM =
            new ModelDescriptor("Album", "album", "albums", null, List.of(TITLE, YEAR, PLAYS));

    private static final Predicate IN_1999 = new Predicate.Compare(
            new Operand.Field(RandomWorld.path(YEAR)), Comparison.EQ, new Operand.Literal(new Value.Int(1999)));
    private static final List<Order> BY_TITLE = List.of(new Order(RandomWorld.path(TITLE), false));

    private final TestLog log = new TestLog();
    private final TestReactor driver = new TestReactor(new Models(List.of(ALBUM), Map.of()), 0, log::at, log::position);
    private final Reactor reactor = driver.reactor;
    private final List<ChangeSet<EntityState>> told = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void theInitialResultIsToldEvenWhenEmpty() {
        driver.start(live(Interest.ALL), 0);

        assertThat(told).singleElement().satisfies(initial -> {
            assertThat(initial.reset()).isTrue();
            assertThat(initial.position()).isZero();
            assertThat(initial.changes()).isEmpty();
            assertThat(initial.totalCount()).isZero();
            assertThat(initial.items()).isNull();
        });
    }

    @Test
    void aSnapshotFromBeforeIsSeenAsOfNow() {
        LiveQuery<?> query = live(Interest.ALL);
        Ulid first = create("A", 1999);
        long snapshot = log.position();
        Ulid second = create("B", 1999);
        commit(new TestLog.Step.Write(first, Map.of("title", set("C"))));

        driver.start(query, snapshot);

        assertThat(told).singleElement().satisfies(initial -> {
            assertThat(seen(initial))
                    .containsExactly(seen(ChangeKind.INITIAL, second, 0), seen(ChangeKind.INITIAL, first, 1));
            assertThat(initial.position()).isEqualTo(3);
        });
    }

    @Test
    void aSnapshotAheadOfTheReactorIsRefused() {
        LiveQuery<?> query = live(Interest.ALL);
        log.commit(creation("A", 1999));

        driver.start(query, log.position());

        assertThat(failures).singleElement().isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneTransactionGivesOneChangeSetWithTheRemovedFirst() {
        Ulid a = create("A", 1999);
        Ulid b = create("B", 1999);
        Ulid c = create("C", 1999);
        driver.start(live(Interest.ALL), log.position());
        told.clear();

        commit(
                new TestLog.Step.Write(a, Map.of("title", set("D"))),
                creation("B2", 1999),
                new TestLog.Step.Write(c, Map.of("plays", new Operation.Increment(2))),
                new TestLog.Step.SetDeleted(b, true));

        ChangeSet<EntityState> changes = told.get(0);
        Ulid added = changes.changes().get(1).id();
        assertThat(told).hasSize(1);
        assertThat(seen(changes))
                .containsExactly(
                        seen(ChangeKind.REMOVED, b, -1),
                        seen(ChangeKind.ADDED, added, 0, "title", "year"),
                        seen(ChangeKind.UPDATED, c, 1, "plays"),
                        seen(ChangeKind.UPDATED, a, 2, "title"));
        assertThat(changes.totalCount()).isEqualTo(3);
    }

    @Test
    void anEntityThatComesBackIsAddedWithWhatChangedMeanwhileInTheTransaction() {
        Ulid a = create("A", 1999);
        driver.start(live(Interest.ALL), log.position());
        commit(new TestLog.Step.Write(a, Map.of("year", set(2000L))));
        commit(new TestLog.Step.Write(a, Map.of("year", set(1999L))));
        commit(new TestLog.Step.SetDeleted(a, true));
        commit(new TestLog.Step.SetDeleted(a, false));

        assertThat(told.subList(1, 5))
                .extracting(changes -> seen(changes).get(0))
                .containsExactly(
                        seen(ChangeKind.REMOVED, a, -1, "year"),
                        seen(ChangeKind.ADDED, a, 0, "year"),
                        seen(ChangeKind.REMOVED, a, -1),
                        seen(ChangeKind.ADDED, a, 0));
    }

    @Test
    void onlyWhatWasSelectedIsTold() {
        Ulid a = create("A", 1999);
        Ulid b = create("B", 1999);
        driver.start(
                live(new Interest(new Shape(false, Set.of("plays"), List.of()), true, true, true)), log.position());
        told.clear();

        commit(new TestLog.Step.Write(a, Map.of("title", set("A2"))));
        assertThat(told).isEmpty();

        commit(new TestLog.Step.Write(a, Map.of("title", set("C"))));
        assertThat(seen(told.get(0))).containsExactly(seen(ChangeKind.UPDATED, a, 1, "title"));
        assertThat(told.get(0).items()).extracting(EntityState::id).containsExactly(b, a);

        commit(
                new TestLog.Step.Write(a, Map.of("title", set("D"))),
                new TestLog.Step.Write(b, Map.of("plays", new Operation.Increment(1))));
        assertThat(seen(told.get(1))).containsExactly(seen(ChangeKind.UPDATED, b, 0, "plays"));
        assertThat(told).hasSize(2);
    }

    @Test
    void aTransactionThatWasAppliedIsIgnoredAndAGapIsAFault() {
        driver.start(live(Interest.ALL), 0);
        CommittedTransaction first = log.commit(creation("A", 1999), creation("B", 1999));
        log.commit(creation("C", 1999));
        CommittedTransaction third = log.commit(creation("D", 1999));
        driver.apply(first);

        driver.apply(first);
        assertThatThrownBy(() -> driver.apply(third)).isInstanceOf(IllegalStateException.class);

        assertThat(reactor.position()).isEqualTo(2);
        assertThat(told).hasSize(2);
    }

    @Test
    void aCancelledLiveQueryIsToldNothingMore() {
        LiveQuery<?> running = live(Interest.ALL);
        LiveQuery<?> starting = live(Interest.ALL);
        driver.start(running, 0);
        assertThat(reactor.open()).isEqualTo(2);

        running.cancel();
        running.cancel();
        starting.cancel();
        driver.start(starting, 0);
        create("A", 1999);

        assertThat(told).hasSize(1);
        assertThat(reactor.open()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void aListenerMayCancelItselfAndOthersWhileTheyAreServed() {
        Map<String, LiveQuery<?>> queries = new HashMap<>();
        Consumer<Told<ChangeSet<EntityState>>> cancelBoth = changes -> {
            told.add(changes.changes());
            if (!changes.changes().reset()) {
                queries.values().forEach(LiveQuery::cancel);
            }
        };
        queries.put("one", reactor.register(selection(), Interest.ALL, cancelBoth, failures::add));
        queries.put("two", reactor.register(selection(), Interest.ALL, cancelBoth, failures::add));
        queries.values().forEach(query -> driver.start(query, 0));

        create("A", 1999);

        assertThat(told).hasSize(3);
        assertThat(reactor.open()).isZero();
    }

    @Test
    void aListenerThatThrowsEndsOnlyItsOwnLiveQuery() {
        Error trouble = new AssertionError("trouble");
        List<Throwable> ended = new ArrayList<>();
        Consumer<Told<ChangeSet<EntityState>>> thrower = changes -> {
            if (!changes.changes().reset()) {
                throw trouble;
            }
        };
        Consumer<Throwable> thrownAgain = failure -> {
            ended.add(failure);
            throw new IllegalStateException(failure);
        };
        LiveQuery<?> bad = reactor.register(selection(), Interest.ALL, thrower, thrownAgain);
        LiveQuery<?> good = live(Interest.ALL);
        driver.start(bad, 0);
        driver.start(good, 0);

        create("A", 1999);

        assertThat(ended).containsExactly(trouble);
        assertThat(told).hasSize(2);
        assertThat(reactor.open()).isEqualTo(1);
    }

    @Test
    void aLiveQueryThatIsRegisteredByAListenerStartsBehindTheTransactionThatIsTold() {
        List<LiveQuery<?>> registered = new ArrayList<>();
        Consumer<Told<ChangeSet<EntityState>>> registrar = changes -> {
            if (!changes.changes().reset()) {
                registered.add(live(Interest.ALL));
            }
        };
        driver.start(reactor.register(selection(), Interest.ALL, registrar, failures::add), 0);
        create("A", 1999);

        driver.start(registered.get(0), log.position());

        assertThat(told).singleElement().extracting(ChangeSet::totalCount).isEqualTo(1L);
    }

    @Test
    void aListenerMayNotApply() {
        CommittedTransaction first = log.commit(creation("A", 1999));
        CommittedTransaction second = log.commit(creation("B", 1999));
        Consumer<Told<ChangeSet<EntityState>>> applier = changes -> {
            if (!changes.changes().reset()) {
                driver.apply(second);
            }
        };
        driver.start(reactor.register(selection(), Interest.ALL, applier, failures::add), 0);

        driver.apply(first);

        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(reactor.position()).isEqualTo(2);
    }

    @Test
    void aSnapshotThatTakesTooLongFailsItsLiveQuery() {
        LiveQuery<?> query = live(Interest.ALL);
        create("A", 1999);
        List<TestLog.Step> steps = new ArrayList<>();
        for (int i = 0; i <= Bounds.DEFAULT.remembered(); i++) {
            steps.add(creation("B", 2000));
        }
        driver.apply(log.commit(steps));

        driver.start(query, 0);

        assertThat(failures)
                .singleElement()
                .isInstanceOfSatisfying(
                        AnkurahException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(told).isEmpty();
        assertThat(reactor.open()).isZero();
    }

    @Test
    void windowsThatAreTooSmallOrTooLargeAreRefused() {
        assertRefused(new Selection(ALBUM, Predicate.TRUE, List.of(), 0), ErrorCode.BAD_QUERY);
        assertRefused(new Selection(ALBUM, Predicate.TRUE, List.of(), Windows.MAX + 1), ErrorCode.LIMIT_EXCEEDED);
        assertThat(reactor.open()).isZero();
    }

    private void assertRefused(Selection selection, ErrorCode code) {
        assertThatThrownBy(() -> reactor.register(selection, Interest.ALL, this::note, failures::add))
                .isInstanceOfSatisfying(
                        AnkurahException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private void note(Told<ChangeSet<EntityState>> changes) {
        told.add(changes.changes());
    }

    private LiveQuery<?> live(Interest interest) {
        return reactor.register(selection(), interest, this::note, failures::add);
    }

    private static Selection selection() {
        return new Selection(ALBUM, IN_1999, BY_TITLE, null);
    }

    private Ulid create(String title, long year) {
        CommittedTransaction transaction = log.commit(creation(title, year));
        driver.apply(transaction);
        return transaction.changes().get(0).after().id();
    }

    private void commit(TestLog.Step... steps) {
        driver.apply(log.commit(steps));
    }

    private static TestLog.Step creation(String title, long year) {
        return new TestLog.Step.Create(ALBUM, Map.of("title", set(title), "year", set(year)));
    }

    /** A change without its entity, whose presence follows from the kind. */
    private record Seen(ChangeKind kind, Ulid id, int index, List<String> fields) {}

    private static Seen seen(ChangeKind kind, Ulid id, int index, String... fields) {
        return new Seen(kind, id, index, List.of(fields));
    }

    private static List<Seen> seen(ChangeSet<EntityState> changes) {
        List<Seen> seen = new ArrayList<>();
        for (Change<EntityState> change : changes.changes()) {
            assertThat(change.entity() == null).isEqualTo(change.kind() == ChangeKind.REMOVED);
            seen.add(new Seen(change.kind(), change.id(), change.index(), List.copyOf(change.fields())));
        }
        return seen;
    }

    private static Operation set(String text) {
        return new Operation.Set(new Value.Str(text));
    }

    private static Operation set(long number) {
        return new Operation.Set(new Value.Int(number));
    }
}
