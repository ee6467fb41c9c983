package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.node.LiveQuery.State;
import org.ankurah.query.Entities;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.signal.Signal;
import org.ankurah.signal.Subscription;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Live queries as signals. */
class LiveQueryTest {

    @Model
    record Song(
            @Required String title,
            @Nullable Integer year,
            @Counter long plays) {}

    private static final RecordModels MODELS = RecordModels.read(List.of(Song.class));

    private final Node node = Node.durable(new MemoryEngine(), MODELS);
    private final Context context = node.context(new Identity("me"));
    private final List<Object> told = new CopyOnWriteArrayList<>();

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }

    private View<Song> create(String title, @Nullable Integer year) {
        return done(context.transact(t -> t.create(new Song(title, year, 0))));
    }

    private LiveQuery<Song> open(String query, Object... parameters) {
        return done(context.liveQuery(Song.class, query, parameters));
    }

    private static Signal<List<String>> titles(LiveQuery<Song> query) {
        return query.items()
                .map(views -> views.stream().map(view -> view.model().title()).toList());
    }

    @Test
    void itemsAreTheResultInItsOrder() {
        View<Song> b = create("b", 2002);
        create("old", 1950);
        LiveQuery<Song> query = open("year > ? ORDER BY title", 2000);
        assertThat(titles(query).get()).containsExactly("b");

        titles(query).subscribe(told::add);
        create("c", 2003);
        create("a", 2001);
        create("older", 1940);
        done(context.transact(t -> t.edit(b).set(Song::title, "z")));
        done(context.transact(t -> t.edit(b).set(Song::year, 1990)));
        await().untilAsserted(() -> assertThat(told)
                .containsExactly(
                        List.of("b"),
                        List.of("b", "c"),
                        List.of("a", "b", "c"),
                        List.of("a", "c", "z"),
                        List.of("a", "c")));
    }

    @Test
    void oneTransactionIsOneChange() {
        LiveQuery<Song> query = open("ORDER BY title LIMIT 2");
        Signal.combine(titles(query), query.totalCount(), (titles, count) -> titles + " of " + count)
                .subscribe(told::add);

        done(context.transactAll(t -> {
            t.create(new Song("a", null, 0));
            t.create(new Song("b", null, 0));
            t.create(new Song("c", null, 0));
        }));
        await().untilAsserted(() -> assertThat(told).containsExactly("[] of 0", "[a, b] of 3"));
    }

    @Test
    void oneItemIsThereWhileItIsSelected() {
        View<Song> song = create("a", 2001);
        LiveQuery<Song> query = open("year > 2000");
        query.item(song.id()).map(view -> view.map(View::head)).subscribe(told::add);

        View<Song> edited = done(context.transact(t -> t.edit(song).set(Song::title, "b")));
        done(context.transact(t -> t.edit(song).set(Song::year, 1990)));
        create("other", 2003);
        await().untilAsserted(() -> assertThat(told)
                .containsExactly(Optional.of(song.head()), Optional.of(edited.head()), Optional.empty()));
        assertThat(query.item(Ulid.ZERO).get()).isEmpty();
    }

    @Test
    void propertiesAreToldWhenTheyChange() {
        View<Song> song = create("a", 2001);
        LiveQuery<Song> query = open("");
        query.value(song.id(), Song::year).subscribe(told::add);
        Signal<Optional<Long>> plays = query.value(song.id(), Song::plays);

        done(context.transact(t -> t.edit(song).increment(Song::plays, 3)));
        done(context.transact(t -> t.edit(song).set(Song::year, 2002)));
        done(context.transact(t -> t.edit(song).set(Song::year, null)));
        done(context.transactAll(t -> t.delete(song)));
        await().untilAsserted(() -> assertThat(query.items().get()).isEmpty());
        assertThat(told).containsExactly(Optional.of(2001), Optional.of(2002), Optional.empty());
        assertThat(plays.get()).isEmpty();
        assertThatThrownBy(() -> query.value(song.id(), any -> 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void viewsTellTheirPropertiesOneByOne() {
        View<Song> song = create("a", null);

        assertThat(song.value(Song::title)).isEqualTo("a");
        assertThat(song.value(Song::year)).isNull();
        assertThat(song.value(Song::plays)).isZero();
    }

    @Test
    void whatIsDerivedFromAQueryIsAStream() {
        LiveQuery<Song> query = open("");
        AssertSubscriber<Integer> subscriber =
                query.items().map(List::size).toMulti().subscribe().withSubscriber(AssertSubscriber.create(10));

        create("a", null);
        subscriber.awaitItems(2).assertItems(0, 1);
    }

    @Test
    void closedQueriesStayWhatTheyWereAndCostTheNodeNothing() {
        create("a", null);
        LiveQuery<Song> query = open("");
        Subscription subscription = query.items().subscribe(told::add);
        assertThat(node.liveQueries().open()).isEqualTo(1);

        query.close();
        query.close();
        await().until(() -> node.liveQueries().open() == 0);
        create("b", null);
        assertThat(titles(query).get()).containsExactly("a");
        assertThat(query.state().get()).isEqualTo(new State.Closed());
        subscription.close();
        assertThat(told).hasSize(1);
    }

    @Test
    void whatCannotBeAskedFails() {
        assertThatThrownBy(() -> open("yaer > 2000")).isInstanceOf(AnkurahException.class);
        assertThat(node.liveQueries().open()).isZero();
    }

    @Test
    void aFailureIsAState() {
        AtomicReference<MultiEmitter<? super ChangeSet<View<Song>>>> source = new AtomicReference<>();
        LiveQuery<Song> query = done(LiveQuery.open(Multi.createFrom().<ChangeSet<View<Song>>>emitter(emitter -> {
            source.set(emitter);
            emitter.emit(changes(true, List.of()));
        })));
        query.state().subscribe(told::add);
        AnkurahException reason = AnkurahException.unavailable("gone");

        Objects.requireNonNull(source.get()).fail(reason);
        query.close();
        assertThat(told).containsExactly(new State.Running(), new State.Failed(reason));
        assertThat(query.items().get()).isEmpty();
    }

    @Test
    void whoGivesUpWaitingEndsTheQuery() {
        AtomicReference<MultiEmitter<? super ChangeSet<View<Song>>>> source = new AtomicReference<>();
        var waiting = LiveQuery.open(Multi.createFrom().<ChangeSet<View<Song>>>emitter(source::set))
                .subscribe()
                .with(query -> told.add("opened"));

        waiting.cancel();
        assertThat(Objects.requireNonNull(source.get()).isCancelled()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsToldAgainThoughItsHeadIsTheSameIsNews() {
        View<Song> song = create("a", 2001);
        View<Song> again = done(context.get(Song.class, song.id())).orElseThrow();
        AtomicReference<MultiEmitter<? super ChangeSet<View<Song>>>> source = new AtomicReference<>();
        LiveQuery<Song> query = done(LiveQuery.open(Multi.createFrom().<ChangeSet<View<Song>>>emitter(emitter -> {
            source.set(emitter);
            emitter.emit(changes(true, List.of(song)));
        })));
        query.item(song.id()).subscribe(view -> told.add("item"));
        query.items().subscribe(views -> told.add("items"));

        Objects.requireNonNull(source.get()).emit(changes(true, List.of(again)));
        assertThat(query.items().get().get(0)).isSameAs(again).isEqualTo(song);
        assertThat(told).containsExactly("item", "items", "item", "items");
    }

    private static ChangeSet<View<Song>> changes(boolean reset, List<View<Song>> views) {
        List<ChangeSet.Change<View<Song>>> changes = new ArrayList<>();
        for (View<Song> view : views) {
            changes.add(new ChangeSet.Change<>(ChangeKind.INITIAL, view.id(), view, changes.size(), Set.of()));
        }
        return new ChangeSet<>(1, reset, changes, views.size(), null, Entities.NONE);
    }

    @Test
    void itemsAreAlwaysWhatAFetchGives() {
        List<String> queries = List.of(
                "",
                "year > 3",
                "ORDER BY year DESC LIMIT 4",
                "year < 6 ORDER BY title",
                "plays > 1 ORDER BY plays LIMIT 3");
        Seeds.each("live query signals", 20, random -> {
            Context fresh = Node.durable(new MemoryEngine(), MODELS).context(new Identity("me"));
            List<LiveQuery<Song>> live = queries.stream()
                    .map(query -> done(fresh.liveQuery(Song.class, query)))
                    .toList();
            List<View<Song>> songs = new ArrayList<>();
            for (int step = 0; step < 40; step++) {
                done(fresh.transactAll(t -> {
                    for (int i = random.nextInt(3); i >= 0; i--) {
                        write(t, random, songs);
                    }
                }));
                songs.clear();
                songs.addAll(done(fresh.fetch(Song.class, "")));
                for (int i = 0; i < queries.size(); i++) {
                    List<View<Song>> expected = done(fresh.fetch(Song.class, queries.get(i)));
                    Signal<List<View<Song>>> items = live.get(i).items();
                    // Who has committed is told after the live queries are.
                    assertThat(items.get()).isEqualTo(expected);
                }
            }
            live.forEach(LiveQuery::close);
        });
    }

    private static void write(Transaction t, Random random, List<View<Song>> songs) {
        if (songs.isEmpty() || random.nextInt(3) == 0) {
            t.create(new Song("s" + random.nextInt(100), random.nextInt(10), 0));
            return;
        }
        // Each at most once in a transaction.
        View<Song> song = songs.remove(random.nextInt(songs.size()));
        switch (random.nextInt(5)) {
            case 0 -> t.delete(song);
            case 1 -> t.edit(song).increment(Song::plays, random.nextInt(3));
            case 2 -> t.edit(song).set(Song::title, "s" + random.nextInt(100));
            default -> t.edit(song).set(Song::year, random.nextInt(4) == 0 ? null : random.nextInt(10));
        }
    }
}
