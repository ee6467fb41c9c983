package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is selected of other entities is as live as the entity's own properties. */
class LiveNestedTest {

    private final Api api = new Api();
    private String artist = "";
    private String album = "";
    private String track = "";

    @BeforeEach
    void createAlbum() {
        artist = api.create("Artist", Map.of("name", "Prince"));
        album = api.create("Album", Map.of("title", "1999", "artist", artist));
        track = api.create("Track", Map.of("name", "Free", "album", album));
    }

    private void run(String mutation, String id) {
        assertThat(api.run("mutation($id: ID!) { " + mutation + " { cursor } }", Map.of("id", id))
                        .errors())
                .isEmpty();
    }

    private AssertSubscriber<ExecutionResult> watch(String selected) {
        return api.watch("subscription { albums { changes { kind album { " + selected + " } } } }")
                .awaitItems(1);
    }

    private static String last(AssertSubscriber<ExecutionResult> payloads, int count) {
        payloads.awaitItems(count);
        Answer answer = new Answer(payloads.getItems().get(count - 1).toSpecification());
        assertThat(payloads.getItems()).hasSize(count);
        return String.valueOf(answer.at("albums", "changes"));
    }

    @Test
    void referencesAreLive() {
        var payloads = watch("artist { name }");

        run("updateArtist(id: $id, patch: {name: \"The Artist\"})", artist);
        assertThat(last(payloads, 2)).isEqualTo("[{kind=UPDATED, album={artist={name=The Artist}}}]");
        run("deleteArtist(id: $id)", artist);
        assertThat(last(payloads, 3)).isEqualTo("[{kind=UPDATED, album={artist=null}}]");
        run("restoreArtist(id: $id)", artist);
        assertThat(last(payloads, 4)).isEqualTo("[{kind=UPDATED, album={artist={name=The Artist}}}]");
    }

    @Test
    void pagesOfReferringEntitiesAreLive() {
        var payloads = watch("tracks(orderBy: [{name: ASC}], first: 1) { nodes { name } }");

        api.create("Track", Map.of("name", "Zebra", "album", album));
        String automatic = api.create("Track", Map.of("name", "Automatic", "album", album));
        assertThat(last(payloads, 2)).isEqualTo("[{kind=UPDATED, album={tracks={nodes=[{name=Automatic}]}}}]");
        run("updateTrack(id: $id, patch: {plays: {increment: 1}})", automatic);
        run("updateTrack(id: $id, patch: {album: null})", automatic);
        assertThat(last(payloads, 3)).isEqualTo("[{kind=UPDATED, album={tracks={nodes=[{name=Free}]}}}]");
    }

    /** The same values in other hands are the same values, unless ids were selected. */
    @Test
    void whatLooksTheSameIsNotTold() {
        String twin = api.create("Artist", Map.of("name", "Prince"));
        var name = watch("artist { name }");
        var id = watch("artist { id name }");
        var count = watch("tracks(orderBy: [{name: ASC}]) { totalCount }");
        var more = watch("tracks(orderBy: [{name: ASC}], first: 1) { pageInfo { hasNextPage } }");

        run("updateAlbum(id: $id, patch: {artist: \"" + twin + "\"})", album);
        api.create("Track", Map.of("name", "Zebra", "album", album));
        run("updateTrack(id: $id, patch: {name: \"Zulu\"})", track);
        run("deleteArtist(id: $id)", twin);
        run("updateAlbum(id: $id, patch: {artist: null})", album);

        assertThat(last(name, 2)).isEqualTo("[{kind=UPDATED, album={artist=null}}]");
        assertThat(last(id, 3)).isEqualTo("[{kind=UPDATED, album={artist=null}}]");
        assertThat(last(count, 2)).isEqualTo("[{kind=UPDATED, album={tracks={totalCount=2}}}]");
        assertThat(last(more, 2)).isEqualTo("[{kind=UPDATED, album={tracks={pageInfo={hasNextPage=true}}}}]");
    }

    @Test
    void countsAndPlacesAreLive() {
        var counts = watch("tracks(first: 1) { totalCount }");
        var places = watch("tracks(first: 1) { pageInfo { hasNextPage } }");

        api.create("Track", Map.of("name", "Zebra", "album", album));

        assertThat(last(counts, 2)).isEqualTo("[{kind=UPDATED, album={tracks={totalCount=2}}}]");
        assertThat(last(places, 2)).isEqualTo("[{kind=UPDATED, album={tracks={pageInfo={hasNextPage=true}}}}]");
    }

    @Test
    void revisionsAndHistoriesOfOthersAreLive() {
        var payloads = watch("artist { name history { totalCount } }");

        run("updateArtist(id: $id, patch: {name: \"The Artist\"})", artist);

        assertThat(last(payloads, 2))
                .isEqualTo("[{kind=UPDATED, album={artist={name=The Artist, history={totalCount=2}}}}]");
    }

    /** A payload that waits for its client shows the past, not the present. */
    @Test
    void payloadsAreAsOfTheirPosition() {
        var payloads = api.watch(
                "subscription { albums { changes { album { history { totalCount } artist { name history { totalCount } } } } } }",
                Map.of(),
                1);
        payloads.awaitItems(1);
        run("updateArtist(id: $id, patch: {name: \"B\"})", artist);
        run("updateArtist(id: $id, patch: {name: \"C\"})", artist);
        run("updateAlbum(id: $id, patch: {year: 1982})", album);

        payloads.request(2);

        assertThat(last(payloads, 3))
                .isEqualTo("[{album={history={totalCount=1}, artist={name=C, history={totalCount=3}}}}]");
        Answer second = new Answer(payloads.getItems().get(1).toSpecification());
        assertThat(String.valueOf(second.at("albums", "changes")))
                .isEqualTo("[{album={history={totalCount=1}, artist={name=B, history={totalCount=2}}}}]");
    }

    @Test
    void whatWasNotSelectedIsNotTold() {
        var own = watch("title");
        var others = watch("artist { id } tracks { nodes { name } }");

        run("updateArtist(id: $id, patch: {name: \"The Artist\"})", artist);
        run("updateTrack(id: $id, patch: {milliseconds: 7})", track);
        api.create("Artist", Map.of("name", "Nobody"));
        run("updateAlbum(id: $id, patch: {title: \"2000\"})", album);

        assertThat(last(own, 2)).isEqualTo("[{kind=UPDATED, album={title=2000}}]");
        assertThat(others.getItems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id title artist { name }",
                "id artist { name albums(orderBy: [{title: ASC}], first: 2) { totalCount nodes { title year } } }",
                "id tracks(where: {milliseconds: {gt: 2}}, orderBy: [{name: DESC}], first: 2) { totalCount edges { cursor"
                        + " node { name } } pageInfo { hasNextPage endCursor } }",
                "id year tracks(query: \"album.artist.name != 'A1' ORDER BY album.year, name LIMIT 3\") { nodes { name"
                        + " album { title artist { name revision { position } } } } }",
            })
    void foldedPayloadsEqualAFreshQueryAfterEachStep(String selected) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("LiveNestedTest seed " + seed);
        Random random = new Random(seed);
        List<LiveClient> clients = List.of(
                new LiveClient(api, "", selected),
                new LiveClient(api, "orderBy: [{year: DESC}, {title: ASC}], first: 3", selected, 3),
                new LiveClient(api, "query: \"artist.name > 'A2' ORDER BY artist.name, title LIMIT 2\"", selected, 2));
        Map<String, List<String>> ids = new HashMap<>(Map.of(
                "Artist", new ArrayList<>(List.of(artist)),
                "Album", new ArrayList<>(List.of(album)),
                "Track", new ArrayList<>(List.of(track))));
        for (int step = 0; step < 40; step++) {
            change(random, ids);
            for (int i = 0; i < clients.size(); i++) {
                LiveClient client = clients.get(i);
                if (random.nextInt(15) == 0) {
                    client.leave();
                    change(random, ids);
                    clients.forEach(LiveClient::drain);
                    client.comeBack(api);
                }
            }
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).drain();
                clients.get(i).check("seed " + seed + " step " + step + " client " + i);
            }
        }
    }

    private void change(Random random, Map<String, List<String>> ids) {
        String type = List.of("Artist", "Album", "Track", "Track").get(random.nextInt(4));
        List<String> known = ids.get(type);
        Map<String, Object> values = new HashMap<>();
        if (type.equals("Artist")) {
            values.put("name", "A" + random.nextInt(5));
        } else if (type.equals("Album")) {
            values.put("title", "T" + random.nextInt(5));
            values.put("year", random.nextInt(5) == 0 ? null : random.nextInt(6));
            values.put("artist", any(random, ids.get("Artist")));
        } else {
            values.put("name", "S" + random.nextInt(5));
            values.put("milliseconds", random.nextInt(6));
            values.put("album", any(random, ids.get("Album")));
        }
        int choice = random.nextInt(10);
        if (choice < 3) {
            String field = type.toLowerCase(java.util.Locale.ROOT);
            Answer made = api.run(
                    "mutation($i: " + type + "Input!) { made: create" + type + "(input: $i) { " + field + " { id } } }",
                    Map.of("i", values));
            if (made.errors().isEmpty()) {
                known.add(made.text("made", field, "id"));
            }
            return;
        }
        // A reference to what is deleted is refused; then nothing happens.
        String id = known.get(random.nextInt(known.size()));
        if (choice < 8) {
            api.run(
                    "mutation($id: ID!, $p: " + type + "Patch!) { update" + type + "(id: $id, patch: $p) { cursor } }",
                    Map.of("id", id, "p", values));
        } else {
            String verb = choice == 8 ? "delete" : "restore";
            api.run("mutation($id: ID!) { " + verb + type + "(id: $id) { cursor } }", Map.of("id", id));
        }
    }

    private static Object any(Random random, List<String> ids) {
        return ids.get(random.nextInt(ids.size()));
    }
}
