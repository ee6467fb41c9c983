package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.text.AwarenessUpdate;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes on one store: what one commits reaches the live queries of the other, in order and once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FollowingCases {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int LATENCIES = 60;

    private final List<Node> nodes = new ArrayList<>();
    private EngineUnderTest store;

    @Model
    record Song(@Required String name, @Counter long plays) {}

    abstract EngineUnderTest newStore();

    @BeforeAll
    void openStore() {
        store = newStore();
    }

    @AfterAll
    void closeStore() {
        store.close();
    }

    @BeforeEach
    void clear() {
        store.clear();
    }

    @AfterEach
    void closeNodes() {
        nodes.forEach(Node::close);
        nodes.clear();
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    Node open(StorageEngine engine, NodeOptions options) {
        Node node = await(Node.open(engine, RecordModels.read(List.of(Song.class)), options));
        nodes.add(node);
        return node;
    }

    Node open(Following following) {
        return open(store.engine(), NodeOptions.defaults().withFollowing(following));
    }

    /** Asks so seldom that what is heard within the patience was told. */
    Node openToldOnly() {
        return open(Following.NOTIFY.withInterval(Duration.ofHours(1)));
    }

    static AssertSubscriber<ChangeSet<View<Song>>> live(Node node) {
        AssertSubscriber<ChangeSet<View<Song>>> live = node.context(Identity.ANONYMOUS)
                .subscribe(Song.class, "")
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        live.awaitItems(1, PATIENCE);
        return live;
    }

    static View<Song> create(Node node, String name) {
        return await(node.context(Identity.ANONYMOUS).transact(t -> t.create(new Song(name, 0))));
    }

    @Test
    void liveQueriesSeeWhatOtherNodesCommit() {
        Node writer = openToldOnly();
        AssertSubscriber<ChangeSet<View<Song>>> live = live(openToldOnly());

        for (int i = 1; i <= 3; i++) {
            create(writer, "Song " + i);
            live.awaitItems(1 + i, PATIENCE);
        }

        assertThat(live.getItems().subList(1, 4))
                .extracting(payload -> payload.changes().get(0).entity().model().name())
                .containsExactly("Song 1", "Song 2", "Song 3");
    }

    @Test
    void streamsOfTheLogSeeWhatOtherNodesCommit() {
        Node writer = openToldOnly();
        AssertSubscriber<LogBatch> log = openToldOnly()
                .context(Identity.ANONYMOUS)
                .events(0)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));

        create(writer, "One");
        log.awaitItems(1, PATIENCE);
        create(writer, "Two");

        assertThat(log.awaitItems(2, PATIENCE).getItems())
                .extracting(LogBatch::position)
                .containsExactly(1L, 2L);
    }

    @Test
    void whatIsNotToldIsFoundByAsking() {
        Node writer = open(Following.NOTIFY);
        StorageEngine mute = silent(store.engine());
        AssertSubscriber<ChangeSet<View<Song>>> live = live(
                open(mute, NodeOptions.defaults().withFollowing(Following.NOTIFY.withInterval(Duration.ofMillis(50)))));

        create(writer, "Heard of late");
        live.awaitItems(2, PATIENCE);
        create(writer, "And again");

        live.awaitItems(3, PATIENCE);
    }

    private static StorageEngine silent(StorageEngine engine) {
        return (StorageEngine) Proxy.newProxyInstance(
                FollowingCases.class.getClassLoader(),
                new Class<?>[] {StorageEngine.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("growth")
                                ? Multi.createFrom().nothing()
                                : method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void transactionsAreWholeHoweverFewEventsAReadGives() {
        Node writer = openToldOnly();
        AssertSubscriber<ChangeSet<View<Song>>> live = live(
                open(givingAtMost(2, store.engine()), NodeOptions.defaults().withFollowing(Following.POLL)));

        for (int size : List.of(1, 5, 2, 7)) {
            await(writer.context(Identity.ANONYMOUS).transactAll(t -> {
                for (int i = 0; i < size; i++) {
                    t.create(new Song("Song", 0));
                }
            }));
        }
        live.awaitItems(5, PATIENCE);

        assertThat(live.getItems().subList(1, 5))
                .extracting(payload -> payload.changes().size())
                .containsExactly(1, 5, 2, 7);
    }

    /** As if all events were so large that no more of them may be read at once. */
    private static StorageEngine givingAtMost(int most, StorageEngine engine) {
        return (StorageEngine) Proxy.newProxyInstance(
                FollowingCases.class.getClassLoader(),
                new Class<?>[] {StorageEngine.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("log")
                                ? engine.log((long) arguments[0], Math.min(most, (int) arguments[1]))
                                : method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void closedNodesDoNotFollow() {
        Node writer = open(Following.NOTIFY);
        Node closed = open(Following.NOTIFY.withInterval(Duration.ofMillis(5)));
        AssertSubscriber<ChangeSet<View<Song>>> unaware = live(closed);
        AssertSubscriber<ChangeSet<View<Song>>> aware = live(open(Following.NOTIFY));

        closed.close();
        closed.close();
        for (int i = 1; i <= 5; i++) {
            create(writer, "Song " + i);
            aware.awaitItems(1 + i, PATIENCE);
        }

        assertThat(unaware.getItems()).hasSize(1);
    }

    @Test
    void idsSortBehindWhatOtherNodesCommitted() {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3));
        Node writer = open(store.engine(), NodeOptions.defaults().withClock(ahead));
        Node follower = openToldOnly();
        AssertSubscriber<ChangeSet<View<Song>>> live = live(follower);
        View<Song> first = create(writer, "From the future");
        live.awaitItems(2, PATIENCE);

        View<Song> second = create(follower, "Later");

        assertThat(second.id()).isGreaterThan(first.id());
    }

    @Test
    void bothSeeTheSameWhateverBothCommitAtOnce() {
        Seeds.each(getClass().getSimpleName(), 6, random -> {
            clear();
            Following way = random.nextBoolean() ? Following.NOTIFY : Following.POLL.withInterval(Duration.ofMillis(3));
            List<Node> both = List.of(open(way), open(way));
            List<AssertSubscriber<ChangeSet<View<Song>>>> lives =
                    both.stream().map(FollowingCases::live).toList();
            for (int round = 0; round < 12; round++) {
                List<View<Song>> songs =
                        await(both.get(0).context(Identity.ANONYMOUS).fetch(Song.class, ""));
                List<Uni<Receipt>> commits = new ArrayList<>();
                for (int i = random.nextInt(12); i >= 0; i--) {
                    commits.add(commit(both.get(random.nextInt(2)), random, songs));
                }
                await(Uni.join().all(commits).andCollectFailures());
            }
            List<CommittedEvent> log = await(store.engine().log(0, 10_000));
            lives.forEach(live -> check(live, log, both.get(random.nextInt(2))));
            closeNodes();
        });
    }

    private static Uni<Receipt> commit(Node node, Random random, List<View<Song>> songs) {
        Context context = node.context(Identity.ANONYMOUS);
        int number = random.nextInt(1_000_000);
        if (songs.isEmpty() || random.nextInt(3) == 0) {
            int songCount = 1 + random.nextInt(3);
            return context.transactAll(t -> {
                for (int i = 0; i < songCount; i++) {
                    t.create(new Song("Song " + number + "." + i, 0));
                }
            });
        }
        View<Song> song = songs.get(random.nextInt(songs.size()));
        return context.transactAll(
                t -> t.edit(song).set(Song::name, "Song " + number).increment(Song::plays, 1));
    }

    private static void check(AssertSubscriber<ChangeSet<View<Song>>> live, List<CommittedEvent> log, Node node) {
        TreeMap<Ulid, Long> ends = new TreeMap<>();
        log.forEach(event -> ends.put(event.event().transactionId(), event.position()));
        Awaitility.await().atMost(PATIENCE).until(() -> positionOf(live) >= log.size());

        assertThat(live.getItems().subList(1, live.getItems().size()))
                .extracting(ChangeSet::position)
                .containsExactlyElementsOf(new TreeSet<>(ends.values()));
        Map<Ulid, Song> folded = new TreeMap<>();
        for (ChangeSet<View<Song>> payload : live.getItems()) {
            payload.changes()
                    .forEach(change -> folded.put(change.id(), change.entity().model()));
        }
        assertThat(folded)
                .isEqualTo(await(node.context(Identity.ANONYMOUS).fetch(Song.class, "")).stream()
                        .collect(Collectors.toMap(View::id, View::model)));
    }

    private static long positionOf(AssertSubscriber<ChangeSet<View<Song>>> live) {
        List<ChangeSet<View<Song>>> items = live.getItems();
        return items.get(items.size() - 1).position();
    }

    @Test
    void printsHowLongItTakes() throws InterruptedException {
        for (Following following : List.of(Following.NOTIFY, Following.POLL)) {
            Node writer = open(following);
            BlockingQueue<Long> told = new LinkedBlockingQueue<>();
            Cancellable live = open(following)
                    .context(Identity.ANONYMOUS)
                    .subscribe(Song.class, "")
                    .subscribe()
                    .with(payload -> told.add(System.nanoTime()));
            long[] micros = new long[LATENCIES];
            told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            for (int i = 0; i < LATENCIES; i++) {
                create(writer, "Song");
                long committed = System.nanoTime();
                micros[i] = (told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS) - committed) / 1_000;
            }
            live.cancel();
            Arrays.sort(micros);
            System.out.printf(
                    "%s %s: from the receipt on one node to a live query on another: median %.1f ms, p95 %.1f ms%n",
                    getClass().getSimpleName(),
                    following.told() ? "notify" : "poll",
                    micros[LATENCIES / 2] / 1e3,
                    micros[LATENCIES * 95 / 100] / 1e3);
        }
    }

    @Test
    void whatEditorsSayOfThemselvesReachesThoseOnTheOtherNode() {
        Node one = openToldOnly();
        Node other = openToldOnly();
        TextPlace place = new TextPlace("song", create(one, "Kiss").id(), "name");
        AssertSubscriber<byte[]> here = awareness(one, place);
        AssertSubscriber<byte[]> there = awareness(other, place);

        // The connection over which others are told may not be there yet; editors repeat what they say.
        int[] clock = {1};
        Awaitility.await().atMost(PATIENCE).until(() -> {
            clock[0]++;
            one.awareness()
                    .tell(
                            place,
                            AwarenessUpdate.write(
                                    List.of(new AwarenessUpdate.Peer(7, clock[0], "{\"name\":\"Prince\"}"))));
            return !there.getItems().isEmpty();
        });

        assertThat(here.getItems()).isNotEmpty();
        assertThat(AwarenessUpdate.read(there.getItems().get(0)).get(0).state()).isEqualTo("{\"name\":\"Prince\"}");
        there.cancel();
        // Who comes later is told at once who is there.
        AssertSubscriber<byte[]> late = awareness(other, place);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> late.getItems().stream()
                        .flatMap(item -> AwarenessUpdate.read(item).stream())
                        .anyMatch(peer -> peer.writer() == 7 && peer.clock() == clock[0]));
    }

    private static AssertSubscriber<byte[]> awareness(Node node, TextPlace place) {
        Multi<Boolean> text = Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(true), Multi.createFrom().nothing());
        return node.awareness().follow(place, text).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }
}
