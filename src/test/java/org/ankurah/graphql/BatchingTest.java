package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many entities an answer holds, each level of a document costs one read per field. */
class BatchingTest {

    private static final int ARTISTS = 10;
    private static final int ALBUMS_EACH = 3;

    private final Api api = new Api();
    private final List<String> albums = new ArrayList<>();

    @BeforeEach
    void createAlbums() {
        for (int i = 0; i < ARTISTS; i++) {
            String artist = api.create("Artist", Map.of("name", "Artist " + i));
            for (int j = 0; j < ALBUMS_EACH; j++) {
                albums.add(api.create("Album", Map.of("title", "Album " + i + j, "artist", artist)));
            }
        }
        api.storage.takeCalls();
    }

    @Test
    void referencesOfAListAreOneRead() {
        Answer answer = api.run("{ albums { nodes { title artist { name } } } }");

        assertThat(answer.list("albums", "nodes")).hasSize(ARTISTS * ALBUMS_EACH);
        assertThat(answer.text("albums", "nodes", 4, "artist", "name")).isEqualTo("Artist 1");
        assertThat(api.storage.takeCalls()).isEqualTo(Map.of("fetch", 1, "load", 1));
    }

    @Test
    void inverseFieldsOfAListAreOneRead() {
        Answer answer = api.run("{ artists { nodes { albums { nodes { title } totalCount } } } }");

        assertThat(answer.each("title", "artists", "nodes", 9, "albums", "nodes"))
                .containsExactly("Album 90", "Album 91", "Album 92");
        assertThat(answer.at("artists", "nodes", 3, "albums", "totalCount")).isEqualTo(ALBUMS_EACH);
        assertThat(api.storage.takeCalls()).isEqualTo(Map.of("fetch", 1, "fetchReferring", 1, "countReferring", 1));
    }

    @Test
    void eachLevelIsOneRead() {
        api.run("{ albums { nodes { artist { albums { nodes { artist { albums { nodes { title } } } } } } } } }");

        assertThat(api.storage.takeCalls()).isEqualTo(Map.of("fetch", 1, "load", 2, "fetchReferring", 2));
    }

    @Test
    void fieldsUnderSeveralNamesShareTheirReads() {
        Answer answer = api.run(
                "query($a: ID!, $b: ID!) { a: album(id: $a) { artist { name } } b: album(id: $b) { artist { name } } }",
                Map.of("a", albums.get(0), "b", albums.get(29)));

        assertThat(answer.text("b", "artist", "name")).isEqualTo("Artist 9");
        assertThat(api.storage.takeCalls()).isEqualTo(Map.of("load", 2));
    }

    @Test
    void historiesOfAListAreOneRead() {
        Answer answer = api.run("{ albums { nodes { history { nodes { position } } } } }");

        assertThat(answer.list("albums", "nodes", 0, "history", "nodes")).hasSize(1);
        assertThat(api.storage.takeCalls()).isEqualTo(Map.of("fetch", 1, "history", 1));
    }

    @Test
    void matchesAreCountedOnlyForThoseWhoAsk() {
        api.run("{ albums(first: 2) { totalCount nodes { id } } }");

        assertThat(api.storage.takeCalls()).isEqualTo(Map.of("fetch", 1, "count", 1));
    }

    @Test
    void whatMutationsSelectIsBatchedAsWell() {
        Answer answer = api.run(
                "mutation($a: ID!, $b: ID!) { "
                        + "a: updateAlbum(id: $a, patch: {year: 1999}) { album { artist { name } } } "
                        + "b: updateAlbum(id: $b, patch: {year: 1999}) { album { artist { name } } } }",
                Map.of("a", albums.get(0), "b", albums.get(29)));

        assertThat(answer.text("a", "album", "artist", "name")).isEqualTo("Artist 0");
        assertThat(api.storage.takeCalls()).isEqualTo(Map.of("commit", 1, "load", 1));
    }

    @Test
    void referencesOfALivePayloadAreOneRead() {
        var subscriber =
                api.watch("subscription { albums { items { artist { name } } changes { album { artist { id } } } } }");

        subscriber.awaitItems(1);
        assertThat(api.storage.takeCalls()).isEqualTo(Map.of("fetch", 1, "find", 1));
    }
}
