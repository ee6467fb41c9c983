package org.ankurah.live;

import static org.ankurah.reactor.ChangeKind.ADDED;
import static org.ankurah.reactor.ChangeKind.REMOVED;
import static org.ankurah.reactor.ChangeKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.ankurah.model.Ref;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Hop;
import org.ankurah.query.Measure;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Terms;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.GroupChanges;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.Shape;
import org.ankurah.reactor.Shape.Part;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

/** What lies behind references: in filters, in orders and in what is selected. */
abstract class ReferenceCases extends LiveCases {

    @Test
    void renamedArtistMakesAlbumsStartAndStopMatching() {
        Ulid prince = cast().artist("Prince");
        cast().album("1999", "artist", Ref.to(prince));
        cast().album("Other");
        Client client = connect("artist.name = 'Prince'", TITLES);

        cast().set(prince, "name", "The Artist");
        assertTold(client, "REMOVED 1999");
        cast().set(prince, "name", "Prince");
        assertTold(client, "ADDED 1999 0");
        cast().delete(prince);
        assertTold(client, "REMOVED 1999");
        cast().restore(prince);
        assertTold(client, "ADDED 1999 0");
    }

    @Test
    void albumsMoveWhenTheArtistTheyAreOrderedByIsRenamed() {
        Ulid a = cast().artist("a");
        Ulid b = cast().artist("b");
        cast().album("of a", "artist", Ref.to(a));
        cast().album("of b", "artist", Ref.to(b));
        Client client = connect("ORDER BY artist.name LIMIT 1", TITLES);

        cast().set(a, "name", "z");

        assertTold(client, "REMOVED of a", "ADDED of b 0");
    }

    @Test
    void wholeSubtreeFollowsItsTop() {
        Ulid top = cast().artist("top");
        Ulid middle = cast().artist("middle");
        Ulid low = cast().artist("low", "mentor", Ref.to(middle));
        cast().artist("lowest", "mentor", Ref.to(low));
        Predicate byId = Terms.compare(cast().path("artist", "id"), Comparison.EQ, new Value.Id(top));
        Client client = connect(
                cast().select("artist", new Predicate.Some(new Hop.Reachable(List.of(), "mentor", false), byId)),
                new Interest(properties("name"), true, false, false));

        cast().set(middle, "mentor", Ref.to(top));
        assertTold(client, "ADDED middle 0", "ADDED low 1", "ADDED lowest 2");

        cast().set(top, "mentor", Ref.to(low));
        assertTold(client, "ADDED top 0");

        cast().set(middle, "mentor", null);
        assertTold(client, "REMOVED top", "REMOVED middle", "REMOVED low", "REMOVED lowest");
    }

    @Test
    void numberOfReferringEntitiesIsLive() {
        Ulid album = cast().album("a");
        Predicate many =
                new Predicate.Count(new Hop.Referring(List.of(), "tracks", "track", "album"), Comparison.GT, 1);
        Client client = connect(cast().select("album", many), TITLES);

        Ulid one = cast().track("one", "album", Ref.to(album));
        assertNothingTold(client);
        cast().track("two", "album", Ref.to(album));
        assertTold(client, "ADDED a 0");
        cast().delete(one);
        assertTold(client, "REMOVED a");
    }

    @Test
    void nestedChangeIsToldWithTheNestedValuesOfItsTime() {
        Ulid prince = cast().artist("Prince");
        Ulid album = cast().album("1999", "artist", Ref.to(prince));
        Shape shape = new Shape(
                false, Set.of("title"), List.of(new Shape.Referred("artist", properties("name")), firstTracks(2)));
        Client client = connect("", new Interest(shape, true, false, false));

        stage().transact(List.of(
                t -> cast().set(t, prince, "name", "first"), t -> cast().set(t, prince, "name", "second")));
        stage().check();
        assertThat(client.told()).hasSize(2);

        cast().track("b", "album", Ref.to(album));
        assertTold(client, "UPDATED 1999 0");
        Ulid last = cast().track("c", "album", Ref.to(album));
        assertTold(client, "UPDATED 1999 0");
        cast().track("d", "album", Ref.to(album));
        assertNothingTold(client);
        cast().delete(last);
        assertTold(client, "UPDATED 1999 0");
        cast().delete(prince);
        assertTold(client, "UPDATED 1999 0");
    }

    @Test
    void changeOfWhatWasNotSelectedTellsNothing() {
        Ulid country = cast().country("US");
        Ulid prince = cast().artist("Prince", "country", Ref.to(country));
        Ulid album = cast().album("1999", "artist", Ref.to(prince));
        Shape shape = new Shape(false, Set.of("title"), List.of(new Shape.Referred("artist", properties("name"))));
        Client client = connect("artist.name = 'Prince'", new Interest(shape, false, false, false));

        cast().set(prince, "born", 1958);
        cast().set(album, "year", 1982);
        cast().set(country, "name", "USA");
        cast().track("b", "album", Ref.to(album));
        assertNothingTold(client);
    }

    @Test
    void placesOfANestedPageAreSilentAboutWhatIsFarBehindIt() {
        Ulid album = cast().album("1999");
        cast().track("a", "album", Ref.to(album));
        Ulid b = cast().track("b", "album", Ref.to(album));
        Fetch page = Fetch.first(cast().select("track", "ORDER BY name"), 1);
        Shape.Nested places =
                new Shape.Referring("album", page, Set.of(Part.CURSORS, Part.NEXT, Part.PREVIOUS), Shape.ID);
        Client client = connect("", new Interest(new Shape(false, Set.of(), List.of(places)), true, false, false));

        cast().set(b, "name", "c");
        cast().track("d", "album", Ref.to(album));
        assertNothingTold(client);

        cast().track("0", "album", Ref.to(album));
        assertTold(client, "UPDATED 1999 0");
    }

    @Test
    void figuresFollowWhatBelongsToThem() {
        Ulid prince = cast().artist("Prince");
        Ulid album = cast().album("1999", "year", 1982, "artist", Ref.to(prince));
        cast().album("Parade", "year", 1986, "artist", Ref.to(prince));
        Aggregation years = new Aggregation(
                cast().select("album", "artist.name = 'Prince'"),
                List.of(cast().path("album", "artist")),
                List.of(
                        new Measure(Measure.Function.COUNT, cast().path("album", "id")),
                        new Measure(Measure.Function.MIN, cast().path("album", "year"))));
        GroupClient client = stage().connect(years, false);
        stage().check();

        cast().set(album, "year", 1999);
        assertFigures(client, UPDATED, new Value.Int(2), new Value.Int(1986));
        cast().delete(album);
        assertFigures(client, UPDATED, new Value.Int(1), new Value.Int(1986));
        cast().set(prince, "name", "The Artist");
        assertFigures(client, REMOVED);
        cast().set(prince, "name", "Prince");
        assertFigures(client, ADDED, new Value.Int(1), new Value.Int(1986));
    }

    private void assertFigures(GroupClient client, ChangeKind kind, Value... figures) {
        stage().check();
        List<GroupChanges> told = client.told();
        assertThat(told.get(told.size() - 1).changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(kind);
            assertThat(change.group() == null ? List.of() : change.group().figures())
                    .containsExactly(figures);
        });
    }

    /** The first tracks of an album by name, with their names. */
    private Shape.Nested firstTracks(int size) {
        Fetch page = Fetch.first(cast().select("track", "ORDER BY name"), size);
        return new Shape.Referring("album", page, Set.of(Part.ROWS), properties("name"));
    }
}
