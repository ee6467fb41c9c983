package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes back is told what changed meanwhile, and nothing else. */
class LiveResumeTest {

    private final Api api = new Api();
    private String early = "";
    private String middle = "";
    private String late = "";

    @BeforeEach
    void createAlbums() {
        early = api.create("Album", Map.of("title", "Early", "year", 1970));
        middle = api.create("Album", Map.of("title", "Middle", "year", 1980));
        late = api.create("Album", Map.of("title", "Late", "year", 1990));
    }

    private Answer run(Api on, String mutation, String id) {
        Answer answer = on.run("mutation($id: ID!) { done: " + mutation + " { cursor } }", Map.of("id", id));
        assertThat(answer.errors()).isEmpty();
        return answer;
    }

    private Answer run(String mutation, String id) {
        return run(api, mutation, id);
    }

    private Map<?, ?> watch(String arguments, String since) {
        var payloads = api.watch(
                "subscription($since: String) { albums(" + arguments + (arguments.isEmpty() ? "" : ", ")
                        + "since: $since) { cursor reset changes { kind id index album { title } } } }",
                Map.of("since", since));
        ExecutionResult first = payloads.awaitItems(1).getItems().get(0);
        payloads.cancel();
        return (Map<?, ?>) new Answer(first.toSpecification()).at("albums");
    }

    private String cursor(String arguments) {
        var payloads = api.watch("subscription { albums" + (arguments.isEmpty() ? "" : "(" + arguments + ")")
                + " { cursor reset changes { kind id index album { title } } } }");
        ExecutionResult first = payloads.awaitItems(1).getItems().get(0);
        payloads.cancel();
        return new Answer(first.toSpecification()).text("albums", "cursor");
    }

    private static String kinds(Map<?, ?> payload) {
        StringBuilder kinds = new StringBuilder();
        for (Object given : (List<?>) payload.get("changes")) {
            Map<?, ?> change = (Map<?, ?>) given;
            Map<?, ?> album = (Map<?, ?>) change.get("album");
            kinds.append(change.get("kind"))
                    .append(album == null ? "" : " " + album.get("title"))
                    .append("; ");
        }
        return kinds.toString();
    }

    @Test
    void whatHappenedMeanwhileIsOnePayload() {
        LiveClient client = new LiveClient(api, "where: {year: {gte: 1975}}, orderBy: [{year: ASC}]", "id title year");
        client.leave();
        run("updateAlbum(id: $id, patch: {year: 1995})", early);
        run("updateAlbum(id: $id, patch: {year: 1996})", early);
        run("deleteAlbum(id: $id)", middle);
        run("updateAlbum(id: $id, patch: {title: \"Later\"})", late);
        String passing = api.create("Album", Map.of("title", "Passing", "year", 2000));
        run("deleteAlbum(id: $id)", passing);

        client.comeBack(api);

        assertThat(client.fold().resets()).isEqualTo(1);
        assertThat(kinds(client.last())).isEqualTo("REMOVED; UPDATED Later; ADDED Early; ");
        client.check("after the break");
        run("deleteAlbum(id: $id)", late);
        client.next();
        client.check("in the stream");
    }

    @Test
    void ifNothingHappenedAnEmptyPayloadSaysSo() {
        String cursor = cursor("");
        api.create("Artist", Map.of("name", "Nobody"));

        Map<?, ?> payload = watch("", cursor);

        assertThat(payload.get("reset")).isEqualTo(false);
        assertThat(payload.get("changes")).isEqualTo(List.of());
    }

    @Test
    void whatWasUndoneIsNotTold() {
        String cursor = cursor("where: {year: {eq: 1980}}");
        run("updateAlbum(id: $id, patch: {year: 1981})", middle);
        run("updateAlbum(id: $id, patch: {year: 1980})", middle);
        run("updateAlbum(id: $id, patch: {year: 1980})", early);
        run("updateAlbum(id: $id, patch: {year: 1970})", early);

        assertThat(kinds(watch("where: {year: {eq: 1980}}", cursor))).isIn("", "UPDATED Middle; ");
    }

    @Test
    void anotherServerGoesOn() {
        LiveClient client = new LiveClient(api, "orderBy: [{year: DESC}], first: 2", "id title year", 2);
        run("deleteAlbum(id: $id)", late);
        client.next();
        client.leave();
        run("updateAlbum(id: $id, patch: {year: 2001})", early);

        Api restarted = api.restarted();
        client.comeBack(restarted);

        assertThat(client.fold().resets()).isEqualTo(1);
        client.check("after the restart");
        run(restarted, "deleteAlbum(id: $id)", early);
        client.next();
        client.check("in the stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "first: 2", "where: {year: {gte: 1975}}", "orderBy: [{year: ASC}]"})
    void theCursorOfAnotherLiveQueryStartsOver(String other) {
        String cursor = cursor(other);

        Map<?, ?> payload = watch("where: {year: {gte: 1985}}, orderBy: [{title: ASC}]", cursor);

        assertThat(payload.get("reset")).isEqualTo(true);
        assertThat(kinds(payload)).isEqualTo("INITIAL Late; ");
    }

    @Test
    void theCursorOfAnotherSelectionStartsOver() {
        var payloads = api.watch("subscription { albums { cursor changes { kind id } } }");
        Answer first = new Answer(payloads.awaitItems(1).getItems().get(0).toSpecification());

        assertThat(watch("", first.text("albums", "cursor")).get("reset")).isEqualTo(true);
    }

    @Test
    void cursorsOfNoLiveQueryStartOver() {
        String mutation =
                run("updateAlbum(id: $id, patch: {year: 1971})", early).text("done", "cursor");
        var log = api.watch("subscription { events { cursor } }");
        String events = new Answer(log.awaitItems(1).getItems().get(0).toSpecification()).text("events", "cursor");

        assertThat(watch("", mutation).get("reset")).isEqualTo(true);
        assertThat(watch("", events).get("reset")).isEqualTo(true);
    }

    @Test
    void aCursorBehindTheEndOfTheLogStartsOver() {
        LogCursor cursor = LogCursor.decode(cursor(""), "since");

        Map<?, ?> payload = watch("", LogCursor.encode(cursor.position() + 1, String.valueOf(cursor.query())));

        assertThat(payload.get("reset")).isEqualTo(true);
        assertThat(LogCursor.decode(String.valueOf(payload.get("cursor")), "since"))
                .isEqualTo(cursor);
    }

    @Test
    void aStandingQueryIsChangedByTheDifference() {
        String cursor = cursor("where: {year: {lte: 1980}}, orderBy: [{year: ASC}]");
        run("updateAlbum(id: $id, patch: {title: \"Midway\"})", middle);
        String fresh = api.create("Album", Map.of("title", "Fresh", "year", 1999));
        assertThat(fresh).isNotEmpty();

        String changed = "where: {year: {gte: 1980}}, orderBy: [{year: ASC}]";
        String from = "continueFrom: {query: \"year <= 1980 ORDER BY year\"}";

        Map<?, ?> payload = watch(changed + ", " + from, cursor);

        assertThat(payload.get("reset")).isEqualTo(false);
        assertThat(kinds(payload)).isEqualTo("REMOVED; UPDATED Midway; INITIAL Late; INITIAL Fresh; ");
        String next = String.valueOf(payload.get("cursor"));
        for (String arguments : List.of(changed, changed + ", " + from)) {
            Map<?, ?> again = watch(arguments, next);
            assertThat(again.get("reset")).isEqualTo(false);
            assertThat(again.get("changes")).isEqualTo(List.of());
        }
    }

    @Test
    void aWindowGrowsByTheDifference() {
        String cursor = cursor("orderBy: [{year: DESC}], first: 1");

        Map<?, ?> payload =
                watch("orderBy: [{year: DESC}], first: 3, continueFrom: {orderBy: [{year: DESC}], first: 1}", cursor);

        assertThat(payload.get("reset")).isEqualTo(false);
        assertThat(kinds(payload)).isEqualTo("INITIAL Middle; INITIAL Early; ");
    }

    @Test
    void aWrongDescriptionOfWhatIsHeldStartsOver() {
        String cursor = cursor("where: {year: {lte: 1980}}");

        Map<?, ?> payload = watch("where: {year: {gte: 1980}}, continueFrom: {where: {year: {lte: 1970}}}", cursor);

        assertThat(payload.get("reset")).isEqualTo(true);
        assertThat(kinds(payload)).isEqualTo("INITIAL Middle; INITIAL Late; ");
    }

    @Test
    void theLogGoesOnAfterARestart() {
        var log = api.watch("subscription { events { cursor } }");
        String cursor = new Answer(log.awaitItems(1).getItems().get(0).toSpecification()).text("events", "cursor");
        log.cancel();
        run("updateAlbum(id: $id, patch: {year: 1971})", early);
        Api restarted = api.restarted();

        Map<String, Object> variables = new HashMap<>(Map.of("c", cursor));
        var resumed =
                restarted.watch("subscription($c: String) { events(since: $c) { events { position } } }", variables);
        run(restarted, "updateAlbum(id: $id, patch: {year: 1972})", early);

        assertThat(resumed.awaitItems(2).getItems().toString()).contains("position=4", "position=5");
    }
}
