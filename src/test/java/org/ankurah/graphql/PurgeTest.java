package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is purged is gone for everybody, and the log goes on. */
class PurgeTest {

    private static final String PURGE =
            "mutation ($id: ID!) { purgeAlbum(id: $id) { id events { operations erased } cursor } }";
    private final Api api = new Api();
    private String album = "";

    @BeforeEach
    void createAlbum() {
        api.create("Artist", Map.of("name", "Nobody"));
        album = api.create("Album", Map.of("title", "Secret", "year", 1990));
        run("updateAlbum(id: $id, patch: {title: \"More secret\"})");
    }

    private Answer run(String mutation) {
        return api.run("mutation($id: ID!) { done: " + mutation + " { cursor } }", Map.of("id", album));
    }

    private Answer purge(String id) {
        return api.runWithKey(Api.ADMIN_KEY, PURGE, Map.of("id", id));
    }

    @Test
    void onlyWhoGivesTheAdminKeyMayPurge() {
        Answer without = api.run(PURGE, Map.of("id", album));
        Answer wrong = api.runWithKey("let me in ", PURGE, Map.of("id", album));

        assertThat(without.code()).isEqualTo("FORBIDDEN");
        assertThat(without.message()).contains("Ankurah-Admin-Key");
        assertThat(wrong.code()).isEqualTo("FORBIDDEN");
        assertThat(api.run("{ albums { nodes { title } } }").list("albums", "nodes"))
                .hasSize(1);
    }

    @Test
    void aServerWithoutAnAdminKeySaysHowToGiveItOne() {
        AdminKey none = new AdminKey(" ");

        assertThatThrownBy(() -> none.check(Caller.ANONYMOUS.withAdminKey(" ")))
                .hasMessageContaining("ankurah.admin-key");
    }

    @Test
    void nothingOfItsContentIsLeft() {
        Answer purged = purge(album);

        assertThat(purged.text("purgeAlbum", "id")).isEqualTo(album);
        assertThat(purged.list("purgeAlbum", "events"))
                .isEqualTo(List.of(Map.of("operations", Map.of("purged", Map.of("set", true)), "erased", false)));
        assertThat(api.run("{ albums { totalCount } }").at("albums", "totalCount"))
                .isEqualTo(0);
        assertThat(api.run("query($id: ID!) { album(id: $id) { title } }", Map.of("id", album))
                        .at("album"))
                .isNull();
        assertThat(api.storage.log(0, 10).await().indefinitely().toString()).doesNotContain("ecret");
    }

    @Test
    void itsEventsStayInTheLogAsErased() {
        purge(album);

        var payloads = api.watch("subscription { events(since: \"" + LogCursor.encode(1)
                + "\") { events { position operations erased actor } } }");
        payloads.awaitItems(1);
        payloads.cancel();
        List<?> events = new Answer(payloads.getItems().get(0).toSpecification()).list("events", "events");

        assertThat(events).hasSize(3);
        assertThat(events.subList(0, 2))
                .allSatisfy(
                        event -> assertThat(event.toString()).contains("operations={}", "erased=true", "actor=tester"));
        assertThat(events.get(2).toString()).contains("purged", "erased=false");
    }

    @Test
    void whatIsDeletedIsPurgedAsWell() {
        run("deleteAlbum(id: $id)");

        assertThat(purge(album).errors()).isEmpty();
        assertThat(run("restoreAlbum(id: $id)").code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void whatIsPurgedIsUnknownFromThenOn() {
        purge(album);

        assertThat(purge(album).code()).isEqualTo("NOT_FOUND");
        assertThat(purge("nonsense").code()).isEqualTo("NOT_FOUND");
        assertThat(run("updateAlbum(id: $id, patch: {title: \"x\"})").code()).isEqualTo("NOT_FOUND");
        assertThat(run("deleteAlbum(id: $id)").code()).isEqualTo("NOT_FOUND");
        assertThat(run("restoreAlbum(id: $id)").code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void liveQueriesLoseIt() {
        LiveClient client = new LiveClient(api, "orderBy: [{title: ASC}]", "id title");

        purge(album);

        assertThat(client.next().toString()).contains("REMOVED", album).doesNotContain("ecret");
        client.check("after the purge");
    }

    @Test
    void whoComesBackStartsOverAsTheServerHasForgottenItToo() {
        LiveClient client = new LiveClient(api, "", "id title");
        client.leave();
        run("updateAlbum(id: $id, patch: {title: \"Most secret\"})");
        purge(album);

        client.comeBack(api);

        assertThat(client.last().get("reset")).isEqualTo(true);
        assertThat(client.last().toString()).doesNotContain("ecret");
        client.check("after coming back");
    }

    @Test
    void whoComesBackFromBehindThePurgeOrToSomethingElseResumes() {
        var artists = api.watch("subscription { artists { cursor } }");
        artists.awaitItems(1);
        artists.cancel();
        Object before = new Answer(artists.getItems().get(0).toSpecification()).at("artists", "cursor");
        purge(album);
        LiveClient client = new LiveClient(api, "", "id title");
        client.leave();
        String other = api.create("Album", Map.of("title", "Open"));

        client.comeBack(api);
        var resumed = api.watch("subscription { artists(since: \"" + before + "\") { cursor reset } }");
        resumed.awaitItems(1);
        resumed.cancel();

        assertThat(client.last().get("reset")).isEqualTo(false);
        assertThat(client.last().toString()).contains("ADDED", other);
        assertThat(new Answer(resumed.getItems().get(0).toSpecification()).at("artists", "reset"))
                .isEqualTo(false);
    }

    @Test
    void whoComesBackWhenNobodyRemembersStartsOver() {
        LiveClient client = new LiveClient(api, "", "id title");
        client.leave();
        purge(album);

        Api restarted = api.restarted();
        client.comeBack(restarted);

        assertThat(client.last().get("reset")).isEqualTo(true);
        client.check("after coming back");
    }

    @Test
    void onAnotherServerWhichCannotKnowWhatItWasLiveQueriesStartOver() {
        String other = api.create("Album", Map.of("title", "Open"));
        Api elsewhere = api.restarted();
        var albums = elsewhere.watch("subscription { albums { reset changes { kind id } } }");
        var artists = elsewhere.watch("subscription { artists { reset changes { kind } } }");
        albums.awaitItems(1);
        artists.awaitItems(1);

        purge(album);

        albums.awaitItems(2);
        albums.cancel();
        assertThat(new Answer(albums.getItems().get(1).toSpecification()).at("albums"))
                .isEqualTo(Map.of("reset", true, "changes", List.of(Map.of("kind", "INITIAL", "id", other))));
        assertThat(artists.getItems()).as("who does not look at albums").hasSize(1);
        artists.cancel();
    }
}
