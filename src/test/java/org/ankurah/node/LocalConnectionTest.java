package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.ankurah.model.Unique;
import org.ankurah.node.sync.Outcome;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ephemeral nodes on a durable one in one process. */
class LocalConnectionTest {

    @Model
    record Song(
            @Required String title,
            Integer year,
            @Counter long plays,
            @Unique String code,
            @Nullable Ref<Song> original) {}

    private static final RecordModels MODELS = RecordModels.read(List.of(Song.class));
    private static final Identity ME = new Identity("me");

    private final StorageEngine storage = new MemoryEngine();
    private final Node server = Node.durable(storage, MODELS);
    private final Node first = Node.ephemeral(MODELS);
    private final Node second = Node.ephemeral(MODELS);
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }

    private static View<Song> create(Node node, String title, Integer year) {
        return done(node.context(ME).transact(t -> t.create(new Song(title, year, 0, title, null))));
    }

    /** What a node shows of a live query, folded. */
    private static Map<Ulid, Song> follow(Context context, String query) {
        Map<Ulid, Song> held = new TreeMap<>();
        context.subscribe(Song.class, query).subscribe().with(changes -> {
            synchronized (held) {
                if (changes.reset()) {
                    held.clear();
                }
                changes.changes().forEach(change -> {
                    if (change.kind() == ChangeKind.REMOVED) {
                        held.remove(change.id());
                    } else {
                        held.put(
                                change.id(),
                                Objects.requireNonNull(change.entity()).model());
                    }
                });
            }
        });
        return held;
    }

    private static List<String> titles(Map<Ulid, Song> held) {
        synchronized (held) {
            return held.values().stream().map(Song::title).sorted().toList();
        }
    }

    private EntityState stored(Ulid id) {
        return Objects.requireNonNull(done(storage.load("song", Set.of(id))).get(id));
    }

    @Test
    void whatTheServerHasIsFollowed() {
        View<Song> a = create(server, "a", 2001);
        create(server, "old", 1950);
        LocalConnection.connect(server, first);

        Map<Ulid, Song> held = follow(first.context(ME), "year > 2000");
        await().until(() -> titles(held).equals(List.of("a")));
        create(server, "b", 2002);
        await().until(() -> titles(held).equals(List.of("a", "b")));
        done(server.context(ME).transact(t -> t.edit(a).set(Song::year, 1990)));
        await().until(() -> titles(held).equals(List.of("b")));
    }

    @Test
    void whatIsCommittedHereIsThereAndEverywhere() {
        LocalConnection.connect(server, first);
        LocalConnection.connect(server, second);
        Map<Ulid, Song> there = follow(second.context(ME), "");

        View<Song> made = create(first, "mine", 1999);
        await().until(() -> titles(there).equals(List.of("mine")));
        done(second.context(ME).get(Song.class, made.id()).map(found -> found.orElseThrow()))
                .model();
        for (int i = 0; i < 5; i++) {
            done(first.context(ME).transact(t -> t.edit(made).increment(Song::plays, 1)));
        }
        await().until(() -> stored(made.id()).value("plays").toString().contains("5"));
        await().until(() -> done(first.pending()) == 0);
        assertThat(done(storage.load("song", Set.of(made.id()))).get(made.id()).head())
                .isEqualTo(done(first.context(ME).get(Song.class, made.id()))
                        .orElseThrow()
                        .head());
    }

    @Test
    void whatIsWrittenOfflineIsVisibleAtOnceAndSentLater() {
        View<Song> both = create(server, "both", 1999);
        LocalConnection connection = LocalConnection.connect(server, first);
        Map<Ulid, Song> here = follow(first.context(ME), "");
        await().until(() -> titles(here).equals(List.of("both")));
        connection.close();

        done(first.context(ME).transact(t -> t.edit(both).increment(Song::plays, 3)));
        create(first, "offline", 2000);
        done(server.context(ME).transact(t -> t.edit(both).increment(Song::plays, 4)));
        await().until(() -> titles(here).equals(List.of("both", "offline")));
        assertThat(done(first.pending())).isEqualTo(2);

        LocalConnection.connect(server, first);
        await().until(() -> done(first.pending()) == 0);
        await().until(() -> here.get(both.id()).plays() == 7);
        assertThat(stored(both.id()).value("plays").toString()).contains("7");
        assertThat(done(server.context(ME).fetch(Song.class, ""))).hasSize(2);
    }

    @Test
    void whatTheServerRefusesIsTakenBackWithWhatWasBuiltOnIt() {
        create(server, "taken", 1999);
        first.outcomes().subscribe().with(outcomes::add);
        View<Song> wrong = create(first, "taken", 2000);
        done(first.context(ME).transact(t -> t.edit(wrong).set(Song::year, 2001)));
        View<Song> fine = create(first, "fine", 2002);
        Map<Ulid, Song> here = follow(first.context(ME), "");
        await().until(() -> titles(here).equals(List.of("fine", "taken")));

        LocalConnection.connect(server, first);
        await().until(() -> outcomes.size() == 3);
        await().until(() -> titles(here).equals(List.of("fine", "taken")));
        assertThat(here).doesNotContainKey(wrong.id()).containsKey(fine.id());
        assertThat(outcomes.stream()
                        .filter(Outcome.Refused.class::isInstance)
                        .map(outcome -> ((Outcome.Refused) outcome).reason().code()))
                .containsExactlyInAnyOrder(ErrorCode.CONFLICT, ErrorCode.CONFLICT);
    }

    @Test
    void questionsAcrossReferencesAreRefused() {
        assertThatThrownBy(() -> done(first.context(ME).fetch(Song.class, "original.title = 'a'")))
                .isInstanceOf(AnkurahException.class)
                .hasMessageContaining("cannot look at the song behind a reference");
        AssertSubscriber<ChangeSet<View<Song>>> live = first.context(ME)
                .subscribe(Song.class, "original.title = 'a'")
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        assertThat(((AnkurahException) live.awaitFailure().getFailure()).code()).isEqualTo(ErrorCode.BAD_QUERY);
    }

    @Test
    void cachedReadsAnswerAtOnceAndRemoteOnesWait() {
        create(server, "a", 1999);
        LocalConnection connection = LocalConnection.connect(server, first);
        assertThat(done(first.context(ME).remote().fetch(Song.class, ""))).hasSize(1);

        connection.close();
        assertThat(done(first.context(ME).fetch(Song.class, ""))).hasSize(1);
        assertThat(done(first.context(ME)
                        .remote()
                        .fetch(Song.class, "")
                        .onFailure()
                        .recoverWithNull()))
                .isNull();
    }
}
