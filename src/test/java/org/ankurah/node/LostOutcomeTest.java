package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

/** A commit whose answer was lost is found in the log: its caller is told, and the live queries hear of it, once. */
class LostOutcomeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Model
    record Song(@Required String name, @Counter long plays) {}

    /** The memory engine behind a connection that breaks when it is told to, after the work was done. */
    private final AtomicBoolean breakNext = new AtomicBoolean();

    private final AtomicBoolean logUnreadable = new AtomicBoolean();

    private final StorageEngine engine = breaking(new MemoryEngine());
    private final Node node = await(Node.open(engine, RecordModels.read(List.of(Song.class)), NodeOptions.defaults()));
    private final Context context = node.context(Identity.ANONYMOUS);

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private StorageEngine breaking(StorageEngine reliable) {
        return (StorageEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StorageEngine.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("log") && logUnreadable.get()) {
                            return Uni.createFrom().failure(AnkurahException.unavailable("The log is out of reach."));
                        }
                        Object result = method.invoke(reliable, arguments);
                        return method.getName().equals("commit") ? ((Uni<?>) result).map(this::deliverOrBreak) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Object deliverOrBreak(Object result) {
        if (breakNext.getAndSet(false)) {
            throw AnkurahException.unavailable("The connection broke.");
        }
        return result;
    }

    @Test
    void callerOfALostCommitIsToldThatItWasStored() {
        AssertSubscriber<ChangeSet<View<Song>>> live =
                context.subscribe(Song.class, "").subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        breakNext.set(true);

        View<Song> stored = await(context.transact(t -> t.create(new Song("Lost", 0))));

        assertThat(await(engine.log(0, 10)))
                .singleElement()
                .satisfies(event -> assertThat(event.event().id()).isEqualTo(stored.id()));
        assertThat(live.awaitItems(2, PATIENCE).getItems().get(1).changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(ChangeKind.ADDED);
                    assertThat(change.entity().model().name()).isEqualTo("Lost");
                });
    }

    @Test
    void whatNobodyCanFindOutIsUnavailableAndReachesTheLiveQueriesLater() {
        AssertSubscriber<ChangeSet<View<Song>>> live =
                context.subscribe(Song.class, "").subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        logUnreadable.set(true);
        breakNext.set(true);
        assertThatThrownBy(() -> await(context.transact(t -> t.create(new Song("Lost", 0)))))
                .isInstanceOf(AnkurahException.class)
                .hasMessageContaining("not known");

        assertThat(await(context.transact(t -> t.create(new Song("Told", 0)))).position())
                .isEqualTo(2);
        assertThat(live.getItems()).hasSize(1);

        logUnreadable.set(false);
        assertThat(live.awaitItems(3, PATIENCE).getItems().subList(1, 3))
                .extracting(payload -> payload.changes().get(0).entity().model().name())
                .containsExactly("Lost", "Told");
    }

    @Test
    void liveQueryFoldsToTheStoreWhateverOutcomesAreLost() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("LostOutcomeTest seed " + seed);
        Random random = new Random(seed);
        AssertSubscriber<ChangeSet<View<Song>>> live =
                context.subscribe(Song.class, "").subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        List<View<Song>> songs = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            breakNext.set(random.nextInt(4) == 0);
            step(random, songs);
        }
        breakNext.set(false);
        await(context.transact(t -> t.create(new Song("Last", 0))));

        TreeMap<Ulid, Song> folded = new TreeMap<>();
        long cursor = -1;
        for (ChangeSet<View<Song>> payload : live.getItems()) {
            assertThat(payload.position()).isGreaterThan(cursor);
            cursor = payload.position();
            payload.changes().forEach(change -> {
                folded.remove(change.id());
                if (change.entity() != null) {
                    folded.put(change.id(), change.entity().model());
                }
            });
        }
        assertThat(folded)
                .isEqualTo(await(context.fetch(Song.class, "")).stream()
                        .collect(Collectors.toMap(View::id, View::model, (a, b) -> a, TreeMap::new)));
    }

    private void step(Random random, List<View<Song>> songs) {
        if (songs.isEmpty() || random.nextInt(3) == 0) {
            songs.add(await(context.transact(t -> t.create(new Song("Song " + random.nextInt(100), 0)))));
            return;
        }
        int index = random.nextInt(songs.size());
        View<Song> song = songs.get(index);
        if (random.nextInt(5) == 0) {
            songs.remove(index);
            await(context.transact(t -> t.delete(song)));
        } else {
            songs.set(
                    index,
                    await(context.transact(t -> t.edit(song)
                            .set(Song::name, "Song " + random.nextInt(100))
                            .increment(Song::plays, 1 + random.nextInt(3)))));
        }
    }
}
