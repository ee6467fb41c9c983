package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading with {@code at}: everything below a field is of one past moment. */
class PastTest {

    private static final String UPDATE =
            "mutation($id: ID!, $patch: AlbumPatch!) { updateAlbum(id: $id, patch: $patch) { cursor album { revision {"
                    + " updatedAt } } } }";

    private static final String ALBUM =
            "query($id: ID!, $at: String) { album(id: $id, at: $at) { title revision { position deleted head } artist {"
                    + " name albums(orderBy: [{title: ASC}]) { totalCount nodes { title artist { name } } } } history {"
                    + " totalCount nodes { position } pageInfo { hasNextPage } } } }";

    private Api api;
    private String artist;
    private String album;
    private String then;

    @BeforeEach
    void open() {
        api = new Api();
        artist = api.create("Artist", Map.of("name", "Prince"));
        album = api.create("Album", Map.of("title", "1999", "artist", artist, "year", 1982));
        then = cursor();
        api.run(
                "mutation($id: ID!) { updateArtist(id: $id, patch: {name: \"Love Symbol\"}) { cursor } }",
                Map.of("id", artist));
        update(album, Map.of("title", "Nineteen Ninety-Nine", "year", 2000));
        api.create("Album", Map.of("title", "Sign", "artist", artist, "year", 1987));
    }

    @Test
    void everythingBelowIsOfTheSameMoment() {
        Answer past = api.run(ALBUM, Map.of("id", album, "at", then));

        assertThat(past.at("album", "title")).isEqualTo("1999");
        assertThat(past.at("album", "revision", "position")).isEqualTo(2L);
        assertThat(past.at("album", "revision", "head")).isEqualTo(List.of(album));
        assertThat(past.at("album", "artist", "name")).isEqualTo("Prince");
        assertThat(past.at("album", "artist", "albums", "totalCount")).isEqualTo(1);
        assertThat(past.at("album", "artist", "albums", "nodes", 0, "artist", "name"))
                .isEqualTo("Prince");
        assertThat(past.at("album", "history", "totalCount")).isEqualTo(1);
        assertThat(past.each("position", "album", "history", "nodes")).containsExactly(2L);
        assertThat(past.at("album", "history", "pageInfo", "hasNextPage")).isEqualTo(false);
        assertThat(api.run(ALBUM, Map.of("id", album)).at("album", "artist", "albums", "totalCount"))
                .isEqualTo(2);
    }

    @Test
    void pagesCountsAndFiguresAreOfTheMoment() {
        String document = """
                query($at: String) {
                  albums(at: $at, where: {artist: {name: {eq: "Prince"}}}) { totalCount nodes { title } }
                  albumsAggregate(at: $at, groupBy: [year]) { groups { key { year } count } }
                  artists(at: $at, query: "COUNT(albums) = 1") { nodes { name } }
                }""";
        Answer past = api.run(document, Map.of("at", then));

        assertThat(past.at("albums", "totalCount")).isEqualTo(1);
        assertThat(past.each("title", "albums", "nodes")).containsExactly("1999");
        assertThat(past.at("albumsAggregate", "groups"))
                .isEqualTo(List.of(Map.of("key", Map.of("year", 1982), "count", 1)));
        assertThat(past.each("name", "artists", "nodes")).containsExactly("Prince");
        assertThat(api.run(document, Map.of()).list("albums", "nodes")).isEmpty();
    }

    @Test
    void pagesOfThePastGoOn() {
        for (int i = 0; i < 5; i++) {
            api.create("Album", Map.of("title", "a" + i, "year", 1900 + i));
        }
        String moment = cursor();
        api.run("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", album));
        update(album(moment, 1), Map.of("year", 3000));
        String page =
                "query($at: String, $after: String) { albums(at: $at, orderBy: [{year: ASC}], first: 3, after: $after) {"
                        + " nodes { title } pageInfo { endCursor hasNextPage hasPreviousPage } } }";

        Answer first = api.run(page, Map.of("at", moment));
        Answer second = api.run(page, Map.of("at", moment, "after", first.text("albums", "pageInfo", "endCursor")));

        assertThat(first.each("title", "albums", "nodes")).containsExactly("a0", "a1", "a2");
        assertThat(second.each("title", "albums", "nodes")).containsExactly("a3", "a4", "Sign");
        assertThat(second.at("albums", "pageInfo", "hasNextPage")).isEqualTo(true);
        assertThat(second.at("albums", "pageInfo", "hasPreviousPage")).isEqualTo(true);
    }

    @Test
    void timesStandForTheLastEventThenOrBefore() {
        String document = "query($id: ID!, $at: String) { album(id: $id, at: $at) { title revision { updatedAt } } }";
        String updated = api.run(document, Map.of("id", album)).text("album", "revision", "updatedAt");

        assertThat(api.run(document, Map.of("id", album, "at", updated)).at("album", "title"))
                .isEqualTo("Nineteen Ninety-Nine");
        assertThat(api.run(document, Map.of("id", album, "at", "2999-01-01T00:00:00+02:00"))
                        .at("album", "title"))
                .isEqualTo("Nineteen Ninety-Nine");
        assertThat(api.run(document, Map.of("id", album, "at", "1999-12-31")).at("album"))
                .isNull();
        assertThat(api.run("{ albums(at: \"1999-12-31\") { totalCount nodes { id } } }")
                        .at("albums", "totalCount"))
                .isEqualTo(0);
    }

    @Test
    void whatWasDeletedOrNotYetThereIsNull() {
        String document = "query($id: ID!, $at: String) { album(id: $id, at: $at) { title } entity(id: $id, at: $at) {"
                + " id revision { position } } }";
        api.run("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", album));
        String deleted = cursor();
        api.run("mutation($id: ID!) { restoreAlbum(id: $id) { cursor } }", Map.of("id", album));
        String before = LogCursor.encode(1);

        assertThat(api.run(document, Map.of("id", album, "at", deleted)).at("album"))
                .isNull();
        assertThat(api.run(document, Map.of("id", album, "at", deleted)).at("entity"))
                .isNull();
        assertThat(api.run(document, Map.of("id", album, "at", before)).at("album"))
                .isNull();
        assertThat(api.run(document, Map.of("id", album, "at", before)).at("entity"))
                .isNull();
        assertThat(api.run(document, Map.of("id", "no id", "at", before)).at("album"))
                .isNull();
        assertThat(api.run(document, Map.of("id", album, "at", then)).at("entity", "revision", "position"))
                .isEqualTo(2L);
    }

    @Test
    void cursorsOfPayloadsAndEventsNameMomentsAsWell() {
        var payloads = api.watch("subscription { albums { cursor } }");
        String ofPayload =
                new Answer(payloads.awaitItems(1).getItems().get(0).toSpecification()).text("albums", "cursor");
        payloads.cancel();
        String ofEvent = api.run(
                        "query($id: ID!) { album(id: $id) { history { edges { cursor } } } }", Map.of("id", album))
                .text("album", "history", "edges", 0, "cursor");
        update(album, Map.of("title", "later"));

        assertThat(api.run(ALBUM, Map.of("id", album, "at", ofPayload)).at("album", "title"))
                .isEqualTo("Nineteen Ninety-Nine");
        assertThat(api.run(ALBUM, Map.of("id", album, "at", ofEvent)).at("album", "title"))
                .isEqualTo("1999");
    }

    @Test
    void eachLevelOfThePastIsOneRead() {
        for (int i = 0; i < 5; i++) {
            String other = api.create("Artist", Map.of("name", "n" + i));
            api.create("Album", Map.of("title", "t" + i, "artist", other));
        }
        String moment = cursor();
        api.storage.takeCalls();

        api.run(
                "query($at: String) { a: albums(at: $at) { nodes { artist { albums { totalCount nodes { id } } } } } b:"
                        + " albums(at: $at) { nodes { artist { name } } } }",
                Map.of("at", moment));

        assertThat(api.storage.takeCalls())
                .isEqualTo(Map.of(
                        "position",
                        1,
                        "past.fetch",
                        2,
                        "past.load",
                        1,
                        "past.fetchReferring",
                        1,
                        "past.countReferring",
                        1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "QDE",
                "now",
                "2026",
                "2026-13-01T00:00:00Z",
                "2026-01-01T00:00:00+99:00",
                "99999-01-01T00:00:00Z",
                "9999999999999999999999999999999999999",
                "2026-01-01T00:00:00Z\u0000",
                "\u0000",
                "\u0662\u0660\u0662\u0666",
                "QDk5OTk5OTk5OTk5OTk5OTk5OQ",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV"
            })
    void whatIsNoMomentIsRefused(String at) {
        for (String field : List.of(
                "album(id: \"x\", at: $at) { id }",
                "albums(at: $at) { totalCount }",
                "entity(id: \"x\", at: $at) { id }",
                "albumsAggregate(at: $at) { groups { count } }")) {
            Answer answer = api.run("query($at: String) { " + field + " }", Map.of("at", at));
            if (at.equals("QDE")) {
                assertThat(answer.errors()).isEmpty();
            } else {
                assertThat(answer.code()).isEqualTo("BAD_QUERY");
                assertThat(answer.field()).isEqualTo("at");
                assertThat(answer.message()).startsWith("at is");
            }
        }
    }

    @Test
    void placesThatTheLogHasNotReachedAreRefused() {
        Answer answer =
                api.run("query($at: String) { albums(at: $at) { totalCount } }", Map.of("at", LogCursor.encode(999)));

        assertThat(answer.code()).isEqualTo("BAD_QUERY");
        assertThat(answer.field()).isEqualTo("at");
        assertThat(answer.message()).contains("not reached");
    }

    private String album(String at, int index) {
        return api.run("query($at: String) { albums(at: $at) { nodes { id } } }", Map.of("at", at))
                .text("albums", "nodes", index, "id");
    }

    private void update(String id, Map<String, Object> patch) {
        api.run(UPDATE, Map.of("id", id, "patch", patch)).at("updateAlbum");
    }

    private String cursor() {
        return LogCursor.encode(api.node
                .context(org.ankurah.node.Identity.ANONYMOUS)
                .position()
                .await()
                .indefinitely());
    }
}
