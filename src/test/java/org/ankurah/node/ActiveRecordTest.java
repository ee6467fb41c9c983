package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.Change;
import org.ankurah.model.Counter;
import org.ankurah.model.Merged;
import org.ankurah.model.Model;
import org.ankurah.model.Ordered;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.ankurah.model.SetOf;
import org.ankurah.model.Text;
import org.ankurah.model.Unique;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The Java API as a developer uses it, from a record to a live query. */
class ActiveRecordTest {

    @Model
    record Artist(@Required @Unique String name) {}

    @Model
    record Album(
            @Required String title,
            @Nullable Integer year,
            @Nullable Ref<Artist> artist,
            @Text String notes,
            List<String> tags,
            @Counter long plays,
            @SetOf List<String> moods,
            @Ordered List<String> sides,
            @Nullable @Merged Json details,
            @Counter BigDecimal earned) {
        Album(String title, @Nullable Integer year) {
            this(title, year, null, List.of());
        }

        Album(String title, @Nullable Integer year, @Nullable Ref<Artist> artist, List<String> tags) {
            this(title, year, artist, "", tags, 0, List.of(), List.of(), null, BigDecimal.ZERO);
        }
    }

    private final Node node = await(Node.open(
            new MemoryEngine(), RecordModels.read(List.of(Artist.class, Album.class)), NodeOptions.defaults()));
    private final Context context = node.context(new Identity("ann"));

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }

    @Test
    void createdEntityIsReadBackAsItsRecord() {
        View<Album> made = await(context.transact(t -> t.create(new Album("Dummy", 1994))));

        assertThat(made.model()).isEqualTo(new Album("Dummy", 1994));
        assertThat(made.head().contains(made.id())).isTrue();
        assertThat(await(context.get(Album.class, made.id()))).contains(made);
    }

    @Test
    void editsOfOneEntityInOneTransactionAreOneChange() {
        View<Album> album = await(context.transact(t -> t.create(new Album("Kid A", 1999))));

        View<Album> edited = await(context.transact(t -> t.edit(album)
                .set(Album::year, 2000)
                .increment(Album::plays, 3)
                .text(Album::notes)
                .insert(0, "Live: ")));

        assertThat(edited.model().year()).isEqualTo(2000);
        assertThat(edited.model().plays()).isEqualTo(3);
        assertThat(edited.model().notes()).isEqualTo("Live: ");
        assertThat(edited.createdAt()).isEqualTo(album.createdAt());
    }

    @Test
    void whatMergesIsEditedByWhatIsToBeDone() {
        View<Album> album = await(context.transact(t -> t.create(new Album("Kid A", 2000))));

        Album edited = await(context.transact(t -> t.edit(album)
                        .addTo(Album::moods, "dark", "calm")
                        .increment(Album::earned, new BigDecimal("1.50"))
                        .merge(Album::details, new Json.Obj(Map.of("size", new Json.Str("L"))))
                        .list(Album::sides)
                        .insert(0, "A", "B", "C")
                        .removeFrom(Album::moods, "calm")
                        .list(Album::sides)
                        .move(2, 0)
                        .list(Album::sides)
                        .remove(1, 1)))
                .model();

        assertThat(edited.moods()).containsExactly("dark");
        assertThat(edited.sides()).containsExactly("C", "B");
        assertThat(edited.earned()).isEqualTo(new BigDecimal("1.50"));
        assertThat(edited.details()).isEqualTo(new Json.Obj(Map.of("size", new Json.Str("L"))));
    }

    @Test
    void entitiesOfOneTransactionReferToEachOther() {
        await(context.transact(t -> {
            Mutable<Artist> artist = t.create(new Artist("Prince"));
            return t.create(new Album("1999", 1982, artist.ref(), List.of("funk")));
        }));

        List<View<Album>> found = await(context.fetch(Album.class, "artist.name = ?", "Prince"));

        assertThat(found).extracting(view -> view.model().title()).containsExactly("1999");
    }

    @Test
    void referenceIsTakenAsTheTextOfAnId() {
        View<Artist> artist = await(context.transact(t -> t.create(new Artist("Prince"))));
        View<Album> album = await(context.transact(t -> t.create(new Album("1999", 1982))));

        Change change = new Change.SetTo(new Value.Str(artist.id().toString()));
        await(context.transactAll(
                t -> t.update(context.models().get("album"), album.id(), Map.of("artist", change), null)));

        assertThat(await(context.fetch(Album.class, "artist.name = 'Prince'"))).hasSize(1);
    }

    @Test
    void editOfStaleViewIsRefusedWhenAsked() {
        View<Album> album = await(context.transact(t -> t.create(new Album("Blue", 1971))));
        await(context.transact(t -> t.edit(album).set(Album::year, 1972)));

        assertThatThrownBy(() ->
                        await(context.transact(t -> t.editUnchanged(album).set(Album::year, 1973))))
                .isInstanceOfSatisfying(
                        AnkurahException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(await(context.get(Album.class, album.id()))
                        .orElseThrow()
                        .model()
                        .year())
                .isEqualTo(1972);
    }

    @Test
    void failedWriteLeavesNothingOfItsTransaction() {
        assertThatThrownBy(() -> await(context.transactAll(t -> {
                    t.create(new Artist("Björk"));
                    t.create(new Album("Debut", 1993, Ref.to(Ulid.parse("01ARZ3NDEKTSV4RRFFQ69G5FAV")), List.of()));
                })))
                .isInstanceOfSatisfying(AnkurahException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION);
                    assertThat(e.field()).isEqualTo("artist");
                });
        assertThat(await(context.fetch(Artist.class, ""))).isEmpty();
        assertThat(await(context.position())).isZero();
    }

    @Test
    void uniqueValueIsFreeAgainOnceItsHolderIsDeleted() {
        View<Artist> first = await(context.transact(t -> t.create(new Artist("Low"))));
        assertConflict(context.transact(t -> t.create(new Artist("Low"))));
        assertConflict(context.transactAll(t -> {
            t.create(new Artist("Can"));
            t.create(new Artist("Can"));
        }));

        await(context.transact(t -> t.delete(first)));
        await(context.transact(t -> t.create(new Artist("Low"))));

        assertConflict(context.transact(t -> t.restore(first)));
    }

    private static void assertConflict(Uni<?> refused) {
        assertThatThrownBy(() -> await(refused)).isInstanceOfSatisfying(AnkurahException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
            assertThat(e.field()).isEqualTo("name");
        });
    }

    @Test
    void liveQueryReportsWhatEntersChangesAndLeaves() {
        AssertSubscriber<ChangeSet<View<Album>>> live = context.subscribe(Album.class, "year > ? ORDER BY year", 1985)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));

        View<Album> album = await(context.transact(t -> t.create(new Album("Loveless", 1991))));
        await(context.transact(t -> t.edit(album).set(Album::title, "Loveless (2021)")));
        await(context.transact(t -> t.edit(album).set(Album::year, 1985)));

        List<ChangeSet<View<Album>>> payloads = live.awaitItems(4).getItems();
        assertThat(payloads.get(0).reset()).isTrue();
        assertThat(payloads.get(0).changes()).isEmpty();
        assertThat(payloads.subList(1, 4).stream().map(p -> p.changes().get(0).kind()))
                .containsExactly(ChangeKind.ADDED, ChangeKind.UPDATED, ChangeKind.REMOVED);
        assertThat(payloads.get(2).changes().get(0).fields()).isEqualTo(Set.of("title"));
        assertThat(payloads.get(3).changes().get(0).entity()).isNull();
        assertThat(node.openLiveQueries()).isEqualTo(1);
        live.cancel();
        assertThat(node.openLiveQueries()).isZero();
    }

    @Test
    void deletedEntityLeavesAndRestoredOneComesBack() {
        View<Album> album = await(context.transact(t -> t.create(new Album("Spiderland", 1991))));

        View<Album> deleted = await(context.transact(t -> t.delete(album)));
        assertThat(deleted.deleted()).isTrue();
        assertThat(await(context.get(Album.class, album.id()))).isEmpty();
        assertThatThrownBy(() -> await(context.transact(t -> t.edit(album).set(Album::year, 1992))))
                .isInstanceOfSatisfying(
                        AnkurahException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));

        View<Album> restored = await(context.transact(t -> t.restore(album)));
        assertThat(restored.model()).isEqualTo(album.model());
    }

    @Test
    void changingNothingAppendsNothing() {
        View<Album> album = await(context.transact(t -> t.create(new Album("Tago Mago", 1971))));
        long before = await(context.position());

        View<Album> same = await(context.transact(t -> t.edit(album).set(Album::year, 1971)));

        assertThat(same.head()).isEqualTo(album.head());
        assertThat(await(context.position())).isEqualTo(before);
    }

    @Test
    void logStreamDeliversPastAndComingEvents() {
        await(context.transact(t -> t.create(new Album("Marquee Moon", 1977))));
        AssertSubscriber<Long> positions = context.events(0)
                .onItem()
                .transformToMultiAndConcatenate(batch -> Multi.createFrom().iterable(batch.events()))
                .map(event -> event.position())
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        await(context.transact(t -> t.create(new Album("Adventure", 1978))));

        assertThat(positions.awaitItems(2).getItems()).containsExactly(1L, 2L);
        positions.cancel();
    }
}
