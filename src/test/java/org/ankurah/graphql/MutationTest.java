package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What mutations write, and what they answer. */
class MutationTest {

    private final Api api = new Api();

    private String album() {
        return api.create("Album", Map.of("title", "1999", "year", 1982, "notes", "Live", "plays", 3));
    }

    @Test
    void createAnswersWithEntityEventsAndCursor() {
        Answer answer = api.run("""
                mutation {
                  createAlbum(input: {title: "1999", year: 1982, tags: ["live"], details: {size: {width: 12}}}) {
                    album { id title year tags details notes plays format released artist { id }
                            revision { head position deleted createdAt updatedAt } }
                    events { id position collection entityId parents actor operations transactionId committedAt }
                    cursor
                  }
                }
                """);

        String id = answer.text("createAlbum", "album", "id");
        assertThat(id).hasSize(26);
        assertThat(answer.at("createAlbum", "album", "tags")).isEqualTo(List.of("live"));
        assertThat(answer.at("createAlbum", "album", "notes")).isEqualTo("");
        assertThat(answer.at("createAlbum", "album", "plays")).isEqualTo(0L);
        assertThat(answer.at("createAlbum", "album", "format")).isNull();
        assertThat(answer.at("createAlbum", "album", "details").toString()).isEqualTo("{size={width=12}}");
        assertThat(answer.at("createAlbum", "album", "revision", "head")).isEqualTo(List.of(id));
        assertThat(answer.at("createAlbum", "album", "revision", "position")).isEqualTo(1L);
        assertThat(answer.at("createAlbum", "events", 0, "entityId")).isEqualTo(id);
        assertThat(answer.at("createAlbum", "events", 0, "id")).isEqualTo(id);
        assertThat(answer.at("createAlbum", "events", 0, "actor")).isEqualTo("tester");
        assertThat(answer.at("createAlbum", "events", 0, "operations").toString())
                .contains("title={set=1999}");
        assertThat(answer.text("createAlbum", "cursor")).isNotEmpty();
    }

    @Test
    void createManyIsOneTransactionInInputOrder() {
        Answer answer = api.run(
                "mutation($inputs: [ArtistInput!]!) { createArtists(inputs: $inputs) { artists { name } events {"
                        + " transactionId } } }",
                Map.of("inputs", List.of(Map.of("name", "B"), Map.of("name", "A"), Map.of("name", "C"))));

        assertThat(answer.each("name", "createArtists", "artists")).containsExactly("B", "A", "C");
        assertThat(answer.each("transactionId", "createArtists", "events").stream()
                        .distinct())
                .hasSize(1);
    }

    @Test
    void emptyInputsSucceed() {
        Answer answer = api.run("mutation { createArtists(inputs: []) { artists { id } events { id } cursor } }");

        assertThat(answer.list("createArtists", "artists")).isEmpty();
        assertThat(answer.list("createArtists", "events")).isEmpty();
    }

    @Test
    void patchTouchesOnlyWhatItNames() {
        String id = album();

        Answer answer = api.run(
                "mutation($id: ID!) { updateAlbum(id: $id, patch: {year: null, format: CD}) { album { title year format"
                        + " notes } events { operations } } }",
                Map.of("id", id));

        assertThat(answer.at("updateAlbum", "album").toString())
                .isEqualTo("{title=1999, year=null, format=CD, notes=Live}");
        assertThat(answer.at("updateAlbum", "events", 0, "operations").toString())
                .isEqualTo("{format={set=CD}, year={set=null}}");
    }

    @Test
    void patchThatChangesNothingAppendsNoEvent() {
        String id = album();

        Answer answer = api.run(
                "mutation($id: ID!) { a: updateAlbum(id: $id, patch: {}) { events { id } } b: updateAlbum(id: $id,"
                        + " patch: {year: 1982}) { events { id } album { revision { position } } } }",
                Map.of("id", id));

        assertThat(answer.list("a", "events")).isEmpty();
        assertThat(answer.list("b", "events")).isEmpty();
        assertThat(answer.at("b", "album", "revision", "position")).isEqualTo(1L);
    }

    @Test
    void countersAndTextAreEdited() {
        String id = album();

        Answer answer = api.run("""
                mutation($id: ID!) {
                  a: updateAlbum(id: $id, patch: {plays: {increment: 4}, notes: {insert: {at: 4, text: " in Tokyo"}}}) {
                    album { plays notes } }
                  b: updateAlbum(id: $id, patch: {plays: {set: 5}, notes: {delete: {at: 0, length: 5}}}) {
                    album { plays notes } }
                  c: updateAlbum(id: $id, patch: {notes: {set: "Gone"}}) { album { notes } }
                }
                """, Map.of("id", id));

        assertThat(answer.at("a", "album").toString()).isEqualTo("{plays=7, notes=Live in Tokyo}");
        assertThat(answer.at("b", "album").toString()).isEqualTo("{plays=5, notes=in Tokyo}");
        assertThat(answer.at("c", "album", "notes")).isEqualTo("Gone");
    }

    @Test
    void oneOfInputsTakeExactlyOneField() {
        Answer answer = api.run(
                "mutation($id: ID!) { updateAlbum(id: $id, patch: {plays: {increment: 1, set: 2}}) { cursor } }",
                Map.of("id", album()));
        Answer variable = api.run(
                "mutation($id: ID!, $patch: AlbumPatch!) { updateAlbum(id: $id, patch: $patch) { cursor } }",
                Map.of("id", album(), "patch", Map.of("plays", Map.of("increment", 1, "set", 2))));

        assertThat(answer.code()).isEqualTo("BAD_QUERY");
        assertThat(variable.code()).isEqualTo("BAD_QUERY");
    }

    @Test
    void nullForWhatIsNotOptionalIsRefused() {
        Answer patched = api.run(
                "mutation($id: ID!) { updateAlbum(id: $id, patch: {title: null}) { cursor } }", Map.of("id", album()));
        Answer counter = api.run(
                "mutation($id: ID!) { updateAlbum(id: $id, patch: {plays: null}) { cursor } }", Map.of("id", album()));
        Answer created = api.run("mutation { createAlbum(input: {title: \"x\", notes: null}) { cursor } }");

        assertThat(List.of(patched.code(), patched.field())).isEqualTo(List.of("VALIDATION", "title"));
        assertThat(List.of(counter.code(), counter.field())).isEqualTo(List.of("VALIDATION", "plays"));
        assertThat(List.of(created.code(), created.field())).isEqualTo(List.of("VALIDATION", "notes"));
    }

    @Test
    void deletedEntitiesAreShownByTheirMutationAndComeBack() {
        String id = album();

        Answer deleted = api.run(
                "mutation($id: ID!) { deleteAlbum(id: $id) { album { title revision { deleted } } events { operations }"
                        + " } }",
                Map.of("id", id));
        Answer gone = api.run("query($id: ID!) { album(id: $id) { id } entity(id: $id) { id } }", Map.of("id", id));
        Answer again = api.run("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", id));
        Answer restored = api.run(
                "mutation($id: ID!) { a: restoreAlbum(id: $id) { album { title revision { deleted } } } b:"
                        + " restoreAlbum(id: $id) { events { id } } }",
                Map.of("id", id));

        assertThat(deleted.at("deleteAlbum", "album", "revision", "deleted")).isEqualTo(true);
        assertThat(deleted.at("deleteAlbum", "events", 0, "operations").toString())
                .isEqualTo("{deleted={set=true}}");
        assertThat(gone.at("album")).isNull();
        assertThat(gone.at("entity")).isNull();
        assertThat(again.code()).isEqualTo("NOT_FOUND");
        assertThat(restored.at("a", "album", "revision", "deleted")).isEqualTo(false);
        assertThat(restored.list("b", "events")).isEmpty();
    }

    @Test
    void mutationsOfUnknownIdsAreNotFound() {
        for (String id : List.of("nonsense", "01J00000000000000000000000", api.create("Artist", Map.of("name", "x")))) {
            for (String field : List.of(
                    "updateAlbum(id: $id, patch: {year: 1})", "deleteAlbum(id: $id)", "restoreAlbum(id: $id)")) {
                Answer answer = api.run("mutation($id: ID!) { " + field + " { cursor } }", Map.of("id", id));
                assertThat(answer.code()).as(field).isEqualTo("NOT_FOUND");
            }
        }
    }

    @Test
    void ifHeadRefusesWhatOthersChanged() {
        String id = album();
        String update =
                "mutation($id: ID!, $head: [ID!]) { updateAlbum(id: $id, patch: {year: 1983}, ifHead: $head) { album {"
                        + " revision { head } } } }";

        Answer first = api.run(update, Map.of("id", id, "head", List.of(id)));
        Answer second = api.run(update, Map.of("id", id, "head", List.of(id)));
        Answer odd = api.run(update, Map.of("id", id, "head", List.of("nonsense")));
        Answer delete = api.run(
                "mutation($id: ID!, $head: [ID!]) { deleteAlbum(id: $id, ifHead: $head) { cursor } }",
                Map.of("id", id, "head", List.of(id)));

        assertThat(first.list("updateAlbum", "album", "revision", "head")).hasSize(1);
        assertThat(second.code()).isEqualTo("CONFLICT");
        assertThat(odd.code()).isEqualTo("CONFLICT");
        assertThat(delete.code()).isEqualTo("CONFLICT");
    }

    @Test
    void allFieldsOfARequestCommitTogetherOrNotAtAll() {
        Answer answer = api.run("""
                mutation {
                  a: createArtist(input: {name: "A"}) { artist { id } }
                  b: updateArtist(id: "01J00000000000000000000000", patch: {name: "B"}) { artist { id } }
                  c: createArtist(input: {name: "C"}) { artist { id } }
                }
                """);

        assertThat(answer.errors()).hasSize(3);
        assertThat(answer.code()).isEqualTo("NOT_FOUND");
        assertThat(answer.errors().get(0).get("path")).isEqualTo(List.of("b"));
        assertThat(answer.errors().get(1).get("message").toString()).contains("Nothing was written, because b failed");
        assertThat(answer.response().get("data")).isNull();
        assertThat(api.run("{ artists { totalCount } }").at("artists", "totalCount"))
                .isEqualTo(0);
    }

    @Test
    void aFieldThatIsRefusedBeforeItsWritesStopsTheOthers() {
        Answer answer = api.run("""
                mutation {
                  a: createArtist(input: {name: "A"}) { artist { id } }
                  b: createAlbum(input: {title: "x", artist: "nonsense"}) { album { id } }
                }
                """);

        assertThat(answer.code()).isEqualTo("VALIDATION");
        assertThat(answer.field()).isEqualTo("artist");
        assertThat(api.run("{ artists { totalCount } }").at("artists", "totalCount"))
                .isEqualTo(0);
    }

    @Test
    void fieldsOfARequestShareTheTransactionAndTheirOrder() {
        String id = album();

        Answer answer = api.run("""
                mutation($id: ID!) {
                  __typename
                  a: updateAlbum(id: $id, patch: {year: 1}) { album { year } events { transactionId } cursor }
                  b: updateAlbum(id: $id, patch: {year: 2}) { album { year } events { transactionId } cursor }
                }
                """, Map.of("id", id));

        assertThat(answer.at("a", "album", "year")).isEqualTo(1);
        assertThat(answer.at("b", "album", "year")).isEqualTo(2);
        assertThat(answer.at("a", "events", 0, "transactionId"))
                .isEqualTo(answer.at("b", "events", 0, "transactionId"));
        assertThat(answer.at("a", "cursor")).isEqualTo(answer.at("b", "cursor"));
    }

    @Test
    void uniqueValuesClash() {
        String create =
                "mutation { createCustomer(input: {firstName: \"a\", lastName: \"b\", email: \"x@y.z\"}) { cursor } }";
        api.run(create);

        Answer answer = api.run(create);

        assertThat(answer.code()).isEqualTo("CONFLICT");
        assertThat(answer.field()).isEqualTo("email");
    }

    @Test
    void refsAreChecked() {
        String artist = api.create("Artist", Map.of("name", "x"));
        String album = album();
        api.run("mutation($id: ID!) { deleteArtist(id: $id) { cursor } }", Map.of("id", artist));

        for (String id : List.of("nonsense", "01J00000000000000000000000", artist, album)) {
            Answer answer = api.run(
                    "mutation($id: ID!) { createAlbum(input: {title: \"t\", artist: $id}) { cursor } }",
                    Map.of("id", id));
            assertThat(List.of(answer.code(), answer.field())).as(id).isEqualTo(List.of("VALIDATION", "artist"));
        }
    }

    @Test
    void textThatCannotBeStoredIsRefused() {
        for (String text : List.of("a\u0000b", "a\ud800", "\udc00b")) {
            Answer answer =
                    api.run("mutation($t: String!) { createArtist(input: {name: $t}) { cursor } }", Map.of("t", text));
            assertThat(List.of(answer.code(), answer.field())).isEqualTo(List.of("VALIDATION", "name"));
            Answer json = api.run(
                    "mutation($t: Json!) { createAlbum(input: {title: \"t\", details: {a: $t}}) { cursor } }",
                    Map.of("t", text));
            assertThat(List.of(json.code(), json.field())).isEqualTo(List.of("VALIDATION", "details"));
        }
    }

    @Test
    void historyTellsOldestFirstAndPages() {
        String id = album();
        for (int year = 1; year <= 3; year++) {
            api.run(
                    "mutation($id: ID!, $year: Int) { updateAlbum(id: $id, patch: {year: $year}) { cursor } }",
                    Map.of("id", id, "year", year));
        }
        String history =
                "query($id: ID!, $after: String) { album(id: $id) { history(first: 2, after: $after) { totalCount nodes"
                        + " { operations } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor"
                        + " } } } }";

        Answer first = api.run(history, Map.of("id", id));
        String cursor = first.text("album", "history", "pageInfo", "endCursor");
        Answer second = api.run(history, Map.of("id", id, "after", cursor));

        assertThat(first.at("album", "history", "totalCount")).isEqualTo(4);
        assertThat(first.at("album", "history", "pageInfo", "hasNextPage")).isEqualTo(true);
        assertThat(first.at("album", "history", "pageInfo", "hasPreviousPage")).isEqualTo(false);
        assertThat(second.at("album", "history", "nodes").toString())
                .isEqualTo("[{operations={year={set=2}}}, {operations={year={set=3}}}]");
        assertThat(second.at("album", "history", "pageInfo", "hasNextPage")).isEqualTo(false);
        assertThat(second.at("album", "history", "pageInfo", "hasPreviousPage")).isEqualTo(true);
    }
}
