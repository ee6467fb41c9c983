package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.ExecutionResult;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What subscribers are told. */
class LiveQueryTest {

    private static final String PAYLOAD =
            " { cursor reset totalCount changes { kind id index fields album { id title year } } }";

    private final Api api = new Api();

    private static Map<?, ?> payload(AssertSubscriber<ExecutionResult> subscriber, int index) {
        await().until(() -> subscriber.getItems().size() > index);
        ExecutionResult result = subscriber.getItems().get(index);
        Map<?, ?> data = (Map<?, ?>) result.toSpecification().get("data");
        return (Map<?, ?>) data.values().iterator().next();
    }

    private String album(String title, int year) {
        return api.create("Album", Map.of("title", title, "year", year));
    }

    private void update(String id, String patch) {
        assertThat(api.run(
                                "mutation($id: ID!) { updateAlbum(id: $id, patch: " + patch + ") { cursor } }",
                                Map.of("id", id))
                        .errors())
                .isEmpty();
    }

    @Test
    void theFirstPayloadIsTheResultEvenIfEmpty() {
        var subscriber = api.watch("subscription { albums" + PAYLOAD + " }");

        assertThat(payload(subscriber, 0).get("reset")).isEqualTo(true);
        assertThat(payload(subscriber, 0).get("changes")).isEqualTo(List.of());
    }

    @Test
    void whatADirectiveLeavesOutIsNotSelected() {
        String dummy = album("Dummy", 1994);
        var subscriber = api.watch(
                "subscription($all: Boolean!) { albums { cursor changes { id album { title year @include(if: $all) } }"
                        + " items @include(if: $all) { id } } }",
                Map.of("all", false));
        assertThat(payload(subscriber, 0).containsKey("items")).isFalse();

        update(dummy, "{year: 1995}");
        update(dummy, "{title: \"Dummy!\"}");

        List<?> changes = (List<?>) payload(subscriber, 1).get("changes");
        assertThat(((Map<?, ?>) changes.get(0)).get("album")).isEqualTo(Map.of("title", "Dummy!"));
    }

    @Test
    void eachTransactionIsOnePayload() {
        String prince = album("1999", 1982);
        var subscriber =
                api.watch("subscription { albums(where: {year: {lt: 1990}}, orderBy: [{year: ASC}])" + PAYLOAD + " }");

        api.run("""
                mutation($id: ID!) {
                  a: createAlbum(input: {title: "A", year: 1980}) { cursor }
                  b: createAlbum(input: {title: "B", year: 1985}) { cursor }
                  c: updateAlbum(id: $id, patch: {year: 1999}) { cursor }
                }
                """, Map.of("id", prince));

        Map<?, ?> first = payload(subscriber, 0);
        assertThat(first.get("changes").toString())
                .isEqualTo("[{kind=INITIAL, id=" + prince + ", index=0, fields=[], album={id=" + prince
                        + ", title=1999, year=1982}}]");
        List<?> changes = (List<?>) payload(subscriber, 1).get("changes");
        assertThat(changes).hasSize(3);
        assertThat(changes.get(0).toString())
                .isEqualTo("{kind=REMOVED, id=" + prince + ", index=null, fields=[year], album=null}");
        assertThat(changes.get(1).toString()).contains("kind=ADDED", "index=0", "title=A");
        assertThat(changes.get(2).toString()).contains("kind=ADDED", "index=1", "title=B");
        subscriber.cancel();
    }

    @Test
    void subscribersAreToldOfWhatTheySelected() {
        String id = album("1999", 1982);
        var titles = api.watch("subscription { albums { changes { kind album { title } } } }");
        var fields = api.watch("subscription { albums { changes { kind fields } } }");
        var revision = api.watch("subscription { albums { changes { album { revision { position } } } } }");
        var cursor = api.watch("subscription { albums { cursor } }");
        var ordered = api.watch("subscription { albums(orderBy: [{year: ASC}]) { changes { kind index } } }");

        update(id, "{plays: {increment: 1}}");
        update(id, "{title: \"1999 (Deluxe)\"}");
        album("Parade", 1970);

        assertThat(payload(titles, 1).get("changes").toString())
                .isEqualTo("[{kind=UPDATED, album={title=1999 (Deluxe)}}]");
        assertThat(payload(titles, 2).get("changes").toString()).contains("ADDED");
        assertThat(payload(fields, 1).get("changes").toString()).isEqualTo("[{kind=UPDATED, fields=[plays]}]");
        assertThat(payload(fields, 2).get("changes").toString()).isEqualTo("[{kind=UPDATED, fields=[title]}]");
        payload(revision, 3);
        payload(cursor, 1);
        assertThat(payload(ordered, 1).get("changes").toString()).isEqualTo("[{kind=ADDED, index=0}]");
        assertThat(cursor.getItems()).hasSize(2);
        assertThat(titles.getItems()).hasSize(3);
    }

    @Test
    void unsubscribingEndsTheLiveQuery() {
        var subscriber = api.watch("subscription { albums" + PAYLOAD + " }");
        payload(subscriber, 0);
        assertThat(api.node.openLiveQueries()).isEqualTo(1);

        subscriber.cancel();

        assertThat(api.node.openLiveQueries()).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since: \"x\"",
                "where: {year: {eq: \"x\"}}",
                "query: \"yeer = 1\"",
            })
    void whatIsWrongIsABadQuery(String arguments) {
        Answer answer = api.run("subscription { albums(" + arguments + ") { cursor } }");

        assertThat(answer.code()).isEqualTo("BAD_QUERY");
        assertThat(answer.message()).isNotEmpty();
    }

    @Test
    void referencesByIdAreAllowed() {
        String artist = api.create("Artist", Map.of("name", "Prince"));
        var subscriber = api.watch(
                "subscription($id: ID!) { albums(where: {artist: {id: {eq: $id}}}) { changes { album { artist { name }"
                        + " } } } }",
                Map.of("id", artist));
        album("Other", 1);
        api.create("Album", Map.of("title", "1999", "artist", artist));

        assertThat(payload(subscriber, 1).get("changes").toString()).isEqualTo("[{album={artist={name=Prince}}}]");
    }

    @Test
    void theLogIsStreamedInOrder() {
        album("A", 1);
        var all = api.watch("subscription { events { cursor events { position collection } } }");
        String start = (String) payload(all, 0).get("cursor");
        assertThat(payload(all, 0).get("events")).isEqualTo(List.of());
        var artists = api.watch(
                "subscription($c: String) { events(since: $c, collections: [\"artist\"]) { cursor events { position } } }",
                Map.of("c", start));
        album("B", 2);
        String artist = api.create("Artist", Map.of("name", "x"));

        assertThat(payload(all, 1).get("events").toString()).isEqualTo("[{position=2, collection=album}]");
        assertThat(payload(all, 2).get("events").toString()).isEqualTo("[{position=3, collection=artist}]");
        assertThat(payload(artists, 0).get("events")).isEqualTo(List.of());
        assertThat(payload(artists, 1).get("events").toString()).isEqualTo("[{position=3}]");
        var resumed =
                api.watch("subscription($c: String) { events(since: $c) { events { entityId } } }", Map.of("c", start));
        assertThat(payload(resumed, 0).get("events").toString()).contains(artist);
    }

    @Test
    void unknownCursorsAndCollectionsOfTheLogAreBadQueries() {
        assertThat(api.run("subscription { events(since: \"x\") { cursor } }").code())
                .isEqualTo("BAD_QUERY");
        assertThat(api.run("subscription { events(collections: [\"x\"]) { cursor } }")
                        .code())
                .isEqualTo("BAD_QUERY");
        var future = api.watch(
                "subscription($c: String) { events(since: $c) { cursor } }", Map.of("c", LogCursor.encode(9)));
        future.awaitItems(1).awaitCompletion();
        Answer failed = new Answer(future.getItems().get(0).toSpecification());
        assertThat(failed.code()).isEqualTo("BAD_QUERY");
    }

    @Test
    void foldedPayloadsEqualAFreshQueryAfterEachStep() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("LiveQueryTest seed " + seed);
        Random random = new Random(seed);
        String arguments = "(where: {year: {gte: 3}}, orderBy: [{year: DESC}, {title: ASC}])";
        LiveFold fold = new LiveFold("albums", "album");
        var subscriber = api.watch("subscription { albums" + arguments
                + " { reset totalCount items { id title year } changes { kind id index album { id title year } } } }");
        int folded = 0;
        List<String> ids = new ArrayList<>();
        for (int step = 0; step < 150; step++) {
            change(random, ids);
            List<ExecutionResult> payloads = subscriber.getItems();
            for (; folded < payloads.size(); folded++) {
                fold.apply(payloads.get(folded).toSpecification());
            }
            Answer fresh = api.run("{ albums" + arguments + " { nodes { id title year } } }");
            assertThat(fold.items()).as("seed %d step %d", seed, step).isEqualTo(fresh.list("albums", "nodes"));
        }
    }

    private void change(Random random, List<String> ids) {
        Map<String, Object> values = new HashMap<>();
        values.put("title", "T" + random.nextInt(5));
        values.put("year", random.nextInt(5) == 0 ? null : random.nextInt(6));
        int choice = ids.isEmpty() ? 0 : random.nextInt(10);
        String id = ids.isEmpty() ? "" : ids.get(random.nextInt(ids.size()));
        if (choice < 4) {
            ids.add(api.create("Album", values));
        } else if (choice < 8) {
            api.run(
                    "mutation($id: ID!, $p: AlbumPatch!) { updateAlbum(id: $id, patch: $p) { cursor } }",
                    Map.of("id", id, "p", values));
        } else {
            String field = choice == 8 ? "deleteAlbum" : "restoreAlbum";
            api.run("mutation($id: ID!) { " + field + "(id: $id) { cursor } }", Map.of("id", id));
        }
    }
}
