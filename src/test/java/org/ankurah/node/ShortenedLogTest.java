package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.ankurah.model.RecordModels;
import org.ankurah.node.FollowingCases.Song;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node whose store is replaced by one that lacks the last commits, as by a failover to a replica that is behind. */
class ShortenedLogTest {

    private static final RecordModels MODELS = RecordModels.read(List.of(Song.class));
    private static final Following SELDOM = Following.POLL.withInterval(Duration.ofHours(1));
    private static final Following OFTEN = Following.POLL.withInterval(Duration.ofMillis(5));

    private final StorageEngine longer = filled(5);
    private final StorageEngine shorter = filled(2);
    private final AtomicReference<StorageEngine> current = new AtomicReference<>(longer);
    private Node node = open(longer, SELDOM);

    private static StorageEngine filled(int songs) {
        StorageEngine engine = new MemoryEngine();
        try (Node node = open(engine, SELDOM)) {
            for (int i = 1; i <= songs; i++) {
                FollowingCases.create(node, "Song " + i);
            }
        }
        return engine;
    }

    private static Node open(StorageEngine engine, Following following) {
        return FollowingCases.await(
                Node.open(engine, MODELS, NodeOptions.defaults().withFollowing(following)));
    }

    private Node openReplaceable(Following following) {
        node.close();
        node = open(
                (StorageEngine) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {StorageEngine.class},
                        (proxy, method, arguments) -> {
                            try {
                                return method.getName().equals("growth")
                                        ? Multi.createFrom().nothing()
                                        : method.invoke(current.get(), arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }),
                following);
        return node;
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void liveQueriesStartOverAndGoOn() {
        openReplaceable(OFTEN);
        AssertSubscriber<ChangeSet<View<Song>>> live = FollowingCases.live(node);

        current.set(shorter);
        live.awaitItems(2, FollowingCases.PATIENCE);
        View<Song> added = FollowingCases.create(node, "New");
        live.awaitItems(3, FollowingCases.PATIENCE);

        ChangeSet<View<Song>> again = live.getItems().get(1);
        assertThat(again.changes()).hasSize(2).allMatch(change -> change.kind() == ChangeKind.INITIAL);
        assertThat(again.position()).isEqualTo(2);
        assertThat(live.getItems().get(2).position()).isEqualTo(3);
        assertThat(live.getItems().get(2).changes().get(0).id()).isEqualTo(added.id());
    }

    @Test
    void aCommitNoticesItEvenIfNobodyAsks() {
        openReplaceable(SELDOM);
        AssertSubscriber<ChangeSet<View<Song>>> live = FollowingCases.live(node);

        current.set(shorter);
        FollowingCases.create(node, "New");
        FollowingCases.create(node, "Newer");

        Awaitility.await()
                .atMost(FollowingCases.PATIENCE)
                .untilAsserted(() -> assertThat(held(live)).isEqualTo(stored()));
    }

    /** What the subscriber holds: each new beginning replaces what was before. */
    private static Map<Ulid, Song> held(AssertSubscriber<ChangeSet<View<Song>>> live) {
        Map<Ulid, Song> held = new TreeMap<>();
        for (ChangeSet<View<Song>> payload : live.getItems()) {
            if (payload.reset()) {
                held.clear();
            }
            payload.changes()
                    .forEach(change -> held.put(change.id(), change.entity().model()));
        }
        return held;
    }

    private Map<Ulid, Song> stored() {
        return FollowingCases.await(node.context(Identity.ANONYMOUS).fetch(Song.class, "")).stream()
                .collect(Collectors.toMap(View::id, View::model));
    }

    @Test
    void streamsOfTheLogEndIfTheyHaveSentWhatIsGone() {
        openReplaceable(OFTEN);
        AssertSubscriber<LogBatch> gone = events(0);
        AssertSubscriber<LogBatch> waiting = events(5);
        gone.awaitItems(1, FollowingCases.PATIENCE);

        current.set(shorter);

        for (AssertSubscriber<LogBatch> stream : List.of(gone, waiting)) {
            stream.awaitFailure(FollowingCases.PATIENCE);
            assertThat(stream.getFailure())
                    .isInstanceOfSatisfying(
                            AnkurahException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BAD_QUERY));
        }
    }

    private AssertSubscriber<LogBatch> events(long after) {
        return node.context(Identity.ANONYMOUS)
                .events(after)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }
}
