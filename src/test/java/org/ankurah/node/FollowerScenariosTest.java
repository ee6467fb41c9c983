package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.merge.EntityState;
import org.ankurah.node.SimModels.Item;
import org.ankurah.node.sync.EntityDelta;
import org.ankurah.node.sync.Message;
import org.ankurah.node.sync.Outcome;
import org.ankurah.node.sync.Replica;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What has gone wrong elsewhere when nodes follow each other, one case each. Nothing here waits: all is done at once. */
class FollowerScenariosTest {

    private final StorageEngine storage = new MemoryEngine();
    private final Node server = Node.durable(storage, SimModels.ALL);
    private final Node first = Node.ephemeral(SimModels.ALL);
    private final Node second = Node.ephemeral(SimModels.ALL);
    private final List<Outcome> outcomes = new ArrayList<>();

    private static <T> T done(Uni<T> uni) {
        return uni.await().indefinitely();
    }

    private static Item item(String name, int size) {
        return new Item(name, size, 0, "", List.of(), List.of(), List.of(), null, null);
    }

    private static Item withCode(String code) {
        return new Item("coded", 0, 0, "", List.of(), List.of(), List.of(), code, null);
    }

    private static View<Item> create(Node node, Item item) {
        return done(node.context(SimModels.ME).transact(t -> t.create(item)));
    }

    private static void setSize(Node node, View<Item> view, int size) {
        done(node.context(SimModels.ME).transact(t -> t.edit(view).set(Item::size, size)));
    }

    private static void setName(Node node, View<Item> view, String name) {
        done(node.context(SimModels.ME).transact(t -> t.edit(view).set(Item::name, name)));
    }

    /** Everything that a node tells of a query, until it is cancelled. */
    private static List<String> told(Node node, String query) {
        List<String> told = new ArrayList<>();
        subscribe(node, query, told);
        return told;
    }

    private static Cancellable subscribe(Node node, String query, List<String> told) {
        return node.context(SimModels.ME)
                .subscribe(Item.class, query)
                .subscribe()
                .with(changes -> changes.changes().forEach(change -> told.add(text(change.kind(), change.entity()))));
    }

    private static String text(ChangeKind kind, @Nullable View<Item> view) {
        return view == null
                ? kind.name()
                : kind + " " + view.model().name() + " " + view.model().size();
    }

    private static List<String> names(Node node, String query) {
        return done(node.context(SimModels.ME).fetch(Item.class, query)).stream()
                .map(view -> view.model().name())
                .sorted()
                .toList();
    }

    private static Replica replica(Node node) {
        return ((ReplicaEngine) node.storage()).replica();
    }

    private static Item held(Node node, Ulid id) {
        EntityState state = Objects.requireNonNull(replica(node).state("item", id));
        return new View<>(SimModels.ALL.binding(Item.class), state).model();
    }

    /** What is there has to be exactly what the log says. */
    private void assertSame(Node node, Ulid id) {
        EntityState truth =
                Objects.requireNonNull(done(storage.load("item", Set.of(id))).get(id));
        EntityState here = Objects.requireNonNull(replica(node).state("item", id));
        assertThat(here.head()).isEqualTo(truth.head());
        assertThat(here.encode()).isEqualTo(truth.encode());
    }

    /** Changes the deltas that arrive. */
    private static void changeDeltas(SimTap tap, UnaryOperator<List<EntityDelta>> entities) {
        tap.change(message -> message instanceof Message.Delta delta
                ? List.of(new Message.Delta(
                        delta.query(), delta.position(), delta.whole(), delta.more(), entities.apply(delta.entities())))
                : List.of(message));
    }

    @Test
    void whatWasEditedWhileNobodySubscribedIsFreshWhenSomebodyDoesAgain() {
        View<Item> song = create(server, item("before", 1));
        LocalConnection.connect(server, first);
        List<String> told = new ArrayList<>();
        subscribe(first, "size > 0", told).cancel();

        setName(server, song, "between");
        setName(server, song, "after");
        List<String> again = told(first, "size > 0");

        assertThat(held(first, song.id()).name()).isEqualTo("after");
        assertThat(again).last().asString().contains("after 1");
        assertSame(first, song.id());
    }

    @Test
    void whatLeftTheFilterWhileAwayIsAbsent() {
        View<Item> leaving = create(server, item("leaving", 5));
        View<Item> deleted = create(server, item("deleted", 5));
        create(server, item("staying", 5));
        LocalConnection connection = LocalConnection.connect(server, first);
        List<String> told = told(first, "size = 5");
        connection.close();

        setSize(server, leaving, 6);
        done(server.context(SimModels.ME).transact(t -> t.delete(deleted)));
        told.clear();
        LocalConnection.connect(server, first);

        assertThat(told).containsExactly("REMOVED", "REMOVED");
        assertThat(names(first, "size = 5")).containsExactly("staying");
    }

    @Test
    void whatLeftTheFilterOfAQueryOfBeforeIsAbsentFromANewOne() {
        View<Item> leaving = create(server, item("leaving", 5));
        LocalConnection connection = LocalConnection.connect(server, first);
        subscribe(first, "", new ArrayList<>()).cancel();
        connection.close();
        setSize(server, leaving, 6);
        LocalConnection.connect(server, first);

        told(first, "size = 5");

        assertThat(names(first, "size = 5")).isEmpty();
    }

    @Test
    void whatWasMadeHereAndLeftTheFilterWhileAwayIsAbsent() {
        SimTap tap = new SimTap(server, first);
        told(first, "size = 5");
        // Of what is committed here, the answer alone arrives; so the query was never told of it.
        tap.change(message -> message instanceof Message.Delta ? List.of() : List.of(message));
        View<Item> made = create(first, item("made", 5));
        tap.close();
        setSize(server, made, 6);

        new SimTap(server, first);

        assertThat(names(first, "size = 5")).isEmpty();
        assertSame(first, made.id());
    }

    @Test
    void whatIsOutOfDateBehindALimitIsAskedForWhenItComesIntoSight() {
        View<Item> best = create(server, item("best", 9));
        create(server, item("next", 8));
        View<Item> fallen = create(server, item("was third", 7));
        LocalConnection.connect(server, first);
        subscribe(first, "", new ArrayList<>()).cancel();
        told(first, "ORDER BY size DESC LIMIT 2");

        setSize(server, fallen, 1);
        create(server, item("third", 6));
        done(server.context(SimModels.ME).transact(t -> t.delete(best)));

        assertThat(names(first, "ORDER BY size DESC LIMIT 2")).containsExactly("next", "third");
    }

    @Test
    void whatWasMadeHereAndLeftTheFilterWhileTheUpstreamHadToWaitIsAbsent() {
        Node impatient =
                done(Node.open(storage, SimModels.ALL, NodeOptions.defaults().withSlack(new Slack(1, 100))));
        View<Item> busy = create(impatient, item("busy", 5));
        SimTap tap = new SimTap(impatient, first);
        tap.loseCredit();
        told(first, "size = 5");
        for (int i = 0; i < 100; i++) {
            setName(impatient, busy, "busy " + i);
        }
        View<Item> made = create(first, item("made", 5));
        setSize(impatient, made, 6);

        tap.toUpstream(new Message.Credit(32));

        assertThat(names(first, "size = 5")).containsExactly("busy 99");
        assertSame(first, made.id());
    }

    @Test
    void elevenMissedEditsArriveAsEvents() {
        View<Item> song = create(server, item("song", 0));
        SimTap before = new SimTap(server, first);
        told(first, "");
        before.close();
        for (int i = 1; i <= 11; i++) {
            setSize(server, song, i);
        }

        SimTap tap = new SimTap(server, first);

        List<EntityDelta> deltas = tap.said(Message.Delta.class).stream()
                .flatMap(delta -> delta.entities().stream())
                .toList();
        assertThat(deltas)
                .singleElement()
                .isInstanceOfSatisfying(
                        EntityDelta.Events.class,
                        missed -> assertThat(missed.events()).hasSize(11));
        assertSame(first, song.id());
    }

    @Test
    void theLastWriteOfTheLongBranchSurvivesWhicheverBranchArrivesFirst() {
        for (boolean longFirst : new boolean[] {true, false}) {
            View<Item> song = create(server, item("ancestor", 0));
            LocalConnection.connect(server, first).close();
            LocalConnection one = LocalConnection.connect(server, first);
            LocalConnection two = LocalConnection.connect(server, second);
            told(first, "");
            told(second, "");
            one.close();
            two.close();

            setName(second, song, "short");
            for (int i = 1; i <= 20; i++) {
                setName(first, song, "long " + i);
            }
            setSize(second, song, 7);
            LocalConnection.connect(server, longFirst ? first : second);
            LocalConnection.connect(server, longFirst ? second : first);

            for (Node node : List.of(first, second)) {
                assertThat(held(node, song.id())).isEqualTo(item("long 20", 7));
                assertSame(node, song.id());
            }
        }
    }

    @Test
    void aChildThatArrivesBeforeItsParentWaitsForIt() {
        View<Item> song = create(server, item("song", 0));
        SimTap tap = new SimTap(server, first);
        told(first, "");
        tap.change(message -> message instanceof Message.Delta ? List.of() : List.of(message));
        setSize(server, song, 1);

        tap.change(List::of);
        tap.forget();
        setSize(server, song, 2);

        assertThat(tap.said(Message.Fetch.class)).hasSize(1);
        assertSame(first, song.id());
    }

    @Test
    void aChildWhoseParentWasNeverSentIsRefused() {
        View<Item> song = create(server, item("song", 0));
        SimTap tap = new SimTap(server, first);
        told(first, "");
        List<Message.Commit> commits = offline(tap, () -> {
            setSize(first, song, 1);
            setName(first, song, "child");
        });

        SimTap other = new SimTap(server, second);
        other.toUpstream(commits.get(1));
        assertThat(other.said(Message.Rejected.class)).hasSize(1);
        commits.forEach(other::toUpstream);

        assertThat(other.said(Message.Committed.class)).hasSize(2);
        assertThat(names(server, "size = 1")).containsExactly("child");
    }

    /** What a follower would send, if it had the connection. */
    private List<Message.Commit> offline(SimTap tap, Runnable work) {
        tap.close();
        work.run();
        List<Message.Commit> commits = new ArrayList<>();
        replica(first).pending().forEach(pending -> commits.add(new Message.Commit(pending.id(), pending.events())));
        return commits;
    }

    @Test
    void theSameEventTenTimesIsOneNotification() {
        View<Item> song = create(server, item("song", 0));
        SimTap tap = new SimTap(server, first);
        List<String> told = told(first, "");
        told.clear();
        tap.change(message -> Collections.nCopies(10, message));

        done(server.context(SimModels.ME).transact(t -> t.edit(song).increment(Item::plays, 3)));

        assertThat(told).hasSize(1);
        assertThat(held(first, song.id()).plays()).isEqualTo(3);
    }

    @Test
    void oneCorruptEntityDoesNotSpoilTheOthers() {
        View<Item> fine = create(server, item("fine", 0));
        View<Item> corrupt = create(server, item("corrupt", 0));
        View<Item> also = create(server, item("also", 0));
        SimTap tap = new SimTap(server, first);
        changeDeltas(
                tap,
                entities -> entities.stream()
                        .map(delta -> delta.id().equals(corrupt.id())
                                ? new EntityDelta.State(delta.id(), new byte[] {99, 1})
                                : delta)
                        .toList());

        told(first, "");

        assertSame(first, fine.id());
        assertSame(first, also.id());
        // It was asked for once more.
        assertSame(first, corrupt.id());
    }

    @Test
    void aForgedEventOfTheUpstreamIsNotBelieved() {
        View<Item> song = create(server, item("song", 0));
        SimTap tap = new SimTap(server, first);
        told(first, "");
        changeDeltas(
                tap,
                entities -> entities.stream()
                        .<EntityDelta>map(delta -> delta instanceof EntityDelta.Events events ? forged(events) : delta)
                        .toList());

        setName(server, song, "honest");

        assertThat(held(first, song.id()).name()).isEqualTo("honest");
        assertSame(first, song.id());
    }

    private static EntityDelta forged(EntityDelta.Events events) {
        return new EntityDelta.Events(
                events.id(),
                events.head(),
                events.events().stream()
                        .map(one -> new CommittedEvent(otherContent(one.event()), one.position(), one.committedAt()))
                        .toList());
    }

    private static Event otherContent(Event event) {
        return new Event(
                event.id(),
                event.collection(),
                event.entityId(),
                event.parents(),
                event.transactionId(),
                "somebody else",
                event.nonce(),
                event.operations(),
                event.lifecycle());
    }

    @Test
    void aForgedGenesisForAKnownIdIsRefused() {
        View<Item> known = create(first, item("known", 0));
        SimTap tap = new SimTap(server, first);
        Message.Commit honest = tap.said(Message.Commit.class).get(0);
        Event genesis = honest.events().get(0);
        Event sameIdOtherContent = otherContent(genesis);
        Ulid transaction = new Ulid(1, 1);

        tap.toUpstream(new Message.Commit(transaction, List.of(sameIdOtherContent)));
        tap.toUpstream(new Message.Commit(genesis.transactionId(), List.of(sameIdOtherContent)));

        assertThat(done(storage.log(0, 10))).hasSize(1);
        assertThat(done(server.context(SimModels.ME).get(Item.class, known.id()).map(view -> view.orElseThrow()))
                        .model()
                        .name())
                .isEqualTo("known");
        assertThat(done(storage.log(0, 10)).get(0).event()).isEqualTo(genesis);
    }

    @Test
    void ofTwoOpenTransactionsEachSeesItsOwnEditsOnly() {
        View<Item> song = create(first, item("song", 0));
        Transaction naming = first.context(SimModels.ME).begin();
        Transaction sizing = first.context(SimModels.ME).begin();
        naming.edit(song).set(Item::name, "named");
        sizing.edit(song).set(Item::size, 9);

        assertThat(held(first, song.id())).isEqualTo(item("song", 0));
        Receipt named = done(naming.commit());
        assertThat(named.outcomes().get(0).entity().value("size"))
                .isEqualTo(Objects.requireNonNull(replica(first).state("item", song.id()))
                        .value("size"));
        assertThat(held(first, song.id())).isEqualTo(item("named", 0));
        done(sizing.commit());

        assertThat(held(first, song.id())).isEqualTo(item("named", 9));
        LocalConnection.connect(server, first);
        assertSame(first, song.id());
    }

    @Test
    void whatWasRefusedOverANewConnectionIsNotTakenFromAnOldOne() {
        View<Item> holder = create(server, withCode("taken"));
        first.outcomes().subscribe().with(outcomes::add);
        SimTap old = new SimTap(server, first);
        List<Message.Commit> late = offline(new SimTap(server, first), () -> create(first, withCode("taken")));

        new SimTap(server, first);
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Refused.class);
        done(server.context(SimModels.ME).transact(t -> t.delete(holder)));
        late.forEach(old::toUpstream);

        assertThat(names(server, "")).isEmpty();
        assertThat(old.said(Message.Committed.class)).isEmpty();
    }
}
