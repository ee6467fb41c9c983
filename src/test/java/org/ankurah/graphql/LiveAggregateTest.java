package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures about groups of entities, kept current. */
class LiveAggregateTest {

    private static final String BY_FORMAT = "groupBy: [format]";

    private final Api api = new Api();

    private LiveAggregateClient albums(String arguments, String key, String figures) {
        return new LiveAggregateClient(api, "albumsAggregate", arguments, key, figures, false);
    }

    private String album(String title, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("title", title);
        return api.create("Album", input);
    }

    private Answer run(Api on, String mutation, String id) {
        Answer answer = on.run("mutation($id: ID!) { done: " + mutation + " { cursor } }", Map.of("id", id));
        assertThat(answer.errors()).isEmpty();
        return answer;
    }

    private Answer run(String mutation, String id) {
        return run(api, mutation, id);
    }

    private Answer first(String subscription, Map<String, Object> variables) {
        var payloads = api.watch(subscription, variables);
        ExecutionResult first = payloads.awaitItems(1).getItems().get(0);
        payloads.cancel();
        return new Answer(first.toSpecification());
    }

    @Test
    void theFirstPayloadHoldsAllGroups() {
        album("a", Map.of("format", "LP", "plays", 3));
        album("b", Map.of("format", "LP", "plays", 4));
        album("c", Map.of("format", "CD"));
        album("d", Map.of());

        Answer answer = first("""
                subscription { albumsAggregate(groupBy: [format]) {
                    reset groups { key { format } count }
                    changes { kind key { format year } group { sum { plays } } } } }""", Map.of());

        assertThat(answer.at("albumsAggregate").toString())
                .isEqualTo("{reset=true, groups=[{key={format=CD}, count=1}, {key={format=LP}, count=2},"
                        + " {key={format=null}, count=1}],"
                        + " changes=[{kind=INITIAL, key={format=CD, year=null}, group={sum={plays=0}}},"
                        + " {kind=INITIAL, key={format=LP, year=null}, group={sum={plays=7}}},"
                        + " {kind=INITIAL, key={format=null, year=null}, group={sum={plays=0}}}]}");
    }

    @Test
    void nothingByAnythingIsAnEmptyFirstPayload() {
        assertThat(first(
                                "subscription { albumsAggregate(groupBy: [year]) { reset groups { count } changes { kind } } }",
                                Map.of())
                        .at("albumsAggregate")
                        .toString())
                .isEqualTo("{reset=true, groups=[], changes=[]}");
    }

    @Test
    void withoutGroupByTheOneGroupStays() {
        LiveAggregateClient client = albums("", "year", "count max { year } countDistinct { title }");
        String album = album("a", Map.of("year", 1999));

        assertThat(client.next())
                .isEqualTo("[{kind=UPDATED, key={year=null}, group={key={year=null}, count=1, max={year=1999},"
                        + " countDistinct={title=1}}}]");
        run("deleteAlbum(id: $id)", album);
        assertThat(client.next())
                .isEqualTo("[{kind=UPDATED, key={year=null}, group={key={year=null}, count=0, max={year=null},"
                        + " countDistinct={title=0}}}]");
    }

    @Test
    void figuresFollowEachChange() {
        String prince = api.create("Artist", Map.of("name", "Prince"));
        album("a", Map.of("year", 1982, "plays", 3, "artist", prince));
        String last = album("b", Map.of("year", 1985, "plays", 4));
        LiveAggregateClient client = albums(
                "",
                "year",
                "count sum { plays } avg { year } min { year } max { year title } countDistinct { artist }");

        run("updateAlbum(id: $id, patch: {plays: {increment: 5}})", last);
        assertThat(client.next()).contains("sum={plays=12}");
        run("updateAlbum(id: $id, patch: {year: 1980})", last);
        assertThat(client.next()).contains("avg={year=1981.0}", "min={year=1980}", "max={year=1982, title=b}");
        run("updateAlbum(id: $id, patch: {artist: \"" + prince + "\"})", last);
        assertThat(client.drain()).isZero();
        String other = api.create("Artist", Map.of("name", "Sheila E."));
        run("updateAlbum(id: $id, patch: {artist: \"" + other + "\"})", last);
        assertThat(client.next()).contains("countDistinct={artist=2}");
        run("deleteAlbum(id: $id)", last);
        assertThat(client.next())
                .contains("count=1, sum={plays=3}, avg={year=1982.0}, min={year=1982}, max={year=1982, title=a}");
        run("restoreAlbum(id: $id)", last);
        assertThat(client.next()).contains("count=2, sum={plays=12}", "min={year=1980}");
        client.check("at the end");
    }

    @Test
    void groupsComeAndGoWithTheirKeys() {
        LiveAggregateClient client = albums(BY_FORMAT, "format", "count");

        String album = album("a", Map.of("format", "LP"));
        assertThat(client.next()).isEqualTo("[{kind=ADDED, key={format=LP}, group={key={format=LP}, count=1}}]");
        run("updateAlbum(id: $id, patch: {format: CD})", album);
        assertThat(client.next())
                .isEqualTo("[{kind=ADDED, key={format=CD}, group={key={format=CD}, count=1}},"
                        + " {kind=REMOVED, key={format=LP}, group=null}]");
        run("updateAlbum(id: $id, patch: {format: null})", album);
        assertThat(client.next()).contains("ADDED, key={format=null}", "REMOVED, key={format=CD}");
        run("deleteAlbum(id: $id)", album);
        assertThat(client.next()).isEqualTo("[{kind=REMOVED, key={format=null}, group=null}]");
    }

    @Test
    void aTransactionIsOnePayload() {
        LiveAggregateClient client = albums(BY_FORMAT, "format", "count");

        Answer answer = api.run("""
                mutation { createAlbums(inputs: [{title: "a", format: LP}, {title: "b", format: CD}]) { cursor }
                           createAlbum(input: {title: "c", format: LP}) { cursor } }""");
        assertThat(answer.errors()).isEmpty();

        assertThat(client.next())
                .isEqualTo("[{kind=ADDED, key={format=CD}, group={key={format=CD}, count=1}},"
                        + " {kind=ADDED, key={format=LP}, group={key={format=LP}, count=2}}]");
        assertThat(client.drain()).isZero();
    }

    @Test
    void whatIsNotSelectedIsNotTold() {
        String album = album("a", Map.of("format", "LP", "year", 1999));
        LiveAggregateClient sums = albums(BY_FORMAT, "format", "sum { plays }");
        var cursors = api.watch("subscription { albumsAggregate(groupBy: [format]) { cursor } }")
                .awaitItems(1);
        var all = api.watch("subscription { albumsAggregate { groups { max { year } } changes { kind } } }")
                .awaitItems(1);

        run("updateAlbum(id: $id, patch: {title: \"b\", notes: {set: \"c\"}})", album);
        album("silent", Map.of("format", "LP"));
        api.create("Artist", Map.of("name", "Nobody"));
        assertThat(sums.drain()).isZero();
        assertThat(all.getItems()).hasSize(1);
        run("updateAlbum(id: $id, patch: {year: 2001})", album);
        assertThat(sums.drain()).isZero();
        assertThat(all.awaitItems(2).getItems().get(1).toSpecification().toString())
                .contains("groups=[{max={year=2001}}], changes=[{kind=UPDATED}]");
        assertThat(cursors.getItems()).hasSize(1);
        run("updateAlbum(id: $id, patch: {format: CD})", album);
        assertThat(cursors.awaitItems(2).getItems()).hasSize(2);
        assertThat(sums.drain()).isEqualTo(1);
    }

    @Test
    void filtersAcrossReferencesAreLive() {
        String prince = api.create("Artist", Map.of("name", "Prince"));
        album("a", Map.of("artist", prince, "plays", 3));
        album("b", Map.of("artist", prince, "plays", 4));
        album("c", Map.of("plays", 5));
        LiveAggregateClient client =
                albums("where: {artist: {name: {eq: \"Prince\"}}}, groupBy: [artist]", "artist", "sum { plays }");
        LiveAggregateClient others = albums("query: \"NOT artist.name = 'Prince'\"", "year", "count");

        run("updateArtist(id: $id, patch: {name: \"The Artist\"})", prince);

        assertThat(client.next()).isEqualTo("[{kind=REMOVED, key={artist=" + prince + "}, group=null}]");
        assertThat(others.next()).contains("count=2");
        run("updateArtist(id: $id, patch: {name: \"Prince\"})", prince);
        assertThat(client.next()).contains("ADDED", "sum={plays=7}");
        run("deleteArtist(id: $id)", prince);
        assertThat(client.next()).contains("REMOVED");
        client.check("at the end");
    }

    @Test
    void whatHappenedMeanwhileIsOnePayload() {
        String early = album("early", Map.of("format", "LP", "year", 1970));
        String late = album("late", Map.of("format", "LP", "year", 1990));
        album("same", Map.of("format", "EP"));
        LiveAggregateClient client = albums(BY_FORMAT, "format", "count min { year }");
        client.leave();
        run("deleteAlbum(id: $id)", early);
        run("updateAlbum(id: $id, patch: {format: CD})", late);
        run("updateAlbum(id: $id, patch: {format: LP})", late);
        String passing = album("passing", Map.of("format", "DIGITAL"));
        run("deleteAlbum(id: $id)", passing);
        album("single", Map.of("format", "SINGLE"));

        client.comeBack(api);

        assertThat(client.last().get("changes").toString())
                .isEqualTo("[{kind=UPDATED, key={format=LP}, group={key={format=LP}, count=1, min={year=1990}}},"
                        + " {kind=ADDED, key={format=SINGLE}, group={key={format=SINGLE}, count=1, min={year=null}}}]");
        assertThat(client.resets()).isEqualTo(1);
        client.check("after the break");
        client.comeBack(api);
        assertThat(client.last().get("changes")).isEqualTo(List.of());
        run("deleteAlbum(id: $id)", late);
        assertThat(client.next()).isEqualTo("[{kind=REMOVED, key={format=LP}, group=null}]");
    }

    @Test
    void anotherServerGoesOn() {
        String album = album("a", Map.of("format", "LP"));
        LiveAggregateClient client = albums(BY_FORMAT, "format", "count");
        client.leave();
        run("updateAlbum(id: $id, patch: {format: CD})", album);

        Api restarted = api.restarted();
        client.comeBack(restarted);

        assertThat(client.resets()).isEqualTo(1);
        client.check("after the restart");
        run(restarted, "deleteAlbum(id: $id)", album);
        client.next();
        client.check("in the stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "albumsAggregate { cursor groups { count } changes { kind } }",
                "albumsAggregate(groupBy: [year]) { cursor groups { count } changes { kind } }",
                "albumsAggregate(groupBy: [format, year]) { cursor groups { count } changes { kind } }",
                "albumsAggregate(groupBy: [format], where: {year: {gt: 1}}) { cursor groups { count } changes { kind } }",
                "albumsAggregate(groupBy: [format]) { cursor groups { sum { plays } } changes { kind } }",
                "albumsAggregate(groupBy: [format]) { cursor changes { kind } }",
                "albumsAggregate: tracksAggregate { cursor groups { count } changes { kind } }",
                "albumsAggregate: albums { cursor changes { kind } }",
                "albumsAggregate: events { cursor }",
            })
    void theCursorOfAnythingElseStartsOver(String other) {
        String cursor = first("subscription { " + other + " }", Map.of()).text("albumsAggregate", "cursor");

        assertThat(resumed(cursor).at("albumsAggregate", "reset")).isEqualTo(true);
    }

    @Test
    void whatMeansTheSameGoesOn() {
        String cursor = first("""
                        subscription($by: [AlbumField!] = [format, format]) {
                          albumsAggregate(groupBy: $by, query: "") { changes { kind } ...Rest } }
                        fragment Rest on AlbumsAggregateChanges { all: groups { n: count } cursor reset }""", Map.of()).text("albumsAggregate", "cursor");

        assertThat(resumed(cursor).at("albumsAggregate", "reset")).isEqualTo(false);
    }

    @Test
    void aCursorBehindTheEndOfTheLogStartsOver() {
        Answer answer = resumed(null);
        LogCursor cursor = LogCursor.decode(answer.text("albumsAggregate", "cursor"), "since");

        String later = LogCursor.encode(cursor.position() + 1, String.valueOf(cursor.query()));

        assertThat(resumed(later).at("albumsAggregate", "reset")).isEqualTo(true);
    }

    private Answer resumed(@Nullable String since) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("since", since);
        return first("""
                subscription($since: String) { albumsAggregate(groupBy: [format], since: $since) {
                    cursor reset groups { count } changes { kind } } }""", variables);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            albumsAggregate(groupBy: [nonsense]) { cursor }                             |
            albumsAggregate(first: 3) { cursor }                                        |
            albumsAggregate { changes { group { sum { title } } } }                     |
            albumsAggregate(query: "yaer = 1") { cursor }                               | yaer
            albumsAggregate(query: "ORDER BY year") { cursor }                          | query
            albumsAggregate(query: "year > 1 LIMIT 3") { cursor }                       | query
            albumsAggregate(since: "x") { cursor }                                      | since
            albumsAggregate(since: "QDEyI2EjYg") { cursor }                             | since
            """)
    void whatHasNoMeaningIsRefused(String field, @Nullable String place) {
        Answer answer = api.run("subscription { " + field + " }");

        assertThat(answer.code()).as(answer.message()).isEqualTo("BAD_QUERY");
        if (place != null) {
            assertThat(answer.field()).isEqualTo(place);
        }
        assertThat(api.node.openLiveQueries()).isZero();
    }

    @Test
    void aSumBeyondSixtyFourBitsEndsTheStreamAndNoOther() {
        var sums = api.watch("subscription { tracksAggregate { changes { group { sum { milliseconds } } } } }")
                .awaitItems(1);
        LiveAggregateClient counts = new LiveAggregateClient(api, "tracksAggregate", "", "name", "count", true);
        for (int i = 0; i < 2; i++) {
            api.create("Track", Map.of("name", "t" + i, "milliseconds", Long.MAX_VALUE));
            counts.next();
        }

        Answer last = new Answer(sums.awaitItems(3).getItems().get(2).toSpecification());
        assertThat(last.code()).isEqualTo("LIMIT_EXCEEDED");
        sums.awaitCompletion();
        counts.check("at the end");
    }
}
