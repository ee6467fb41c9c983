package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The graph of an entity's events, its branches, and what differs between two moments. */
class HistoryTest {

    private static final String DIFF =
            "query($id: ID!, $from: String!, $to: String, $at: String) { album(id: $id, at: $at) { history { diff(from:"
                    + " $from, to: $to) { field before after } } } }";

    private Api api;
    private String album;
    private Forks forks;

    @BeforeEach
    void open() {
        api = new Api();
        album = api.create("Album", Map.of("title", "a", "year", 1990, "tags", List.of("x")));
        forks = new Forks(api.storage, album);
    }

    @Test
    void eventsLeadToTheirParentsAndChildren() {
        String b = forks.title("b", album);
        String c = forks.title("c", b);
        String d = forks.title("d", b);
        Answer answer = api.run(
                "query($id: ID!) { album(id: $id) { history { heads { id } nodes { id isHead parentEvents { id"
                        + " operations } childEvents { id parentEvents { id } } } } } }",
                Map.of("id", album));

        assertThat(answer.each("id", "album", "history", "nodes")).containsExactly(album, b, c, d);
        assertThat(answer.each("isHead", "album", "history", "nodes")).containsExactly(false, false, true, true);
        assertThat(answer.each("id", "album", "history", "heads")).containsExactly(c, d);
        assertThat(answer.list("album", "history", "nodes", 0, "parentEvents")).isEmpty();
        assertThat(answer.each("id", "album", "history", "nodes", 2, "parentEvents"))
                .containsExactly(b);
        assertThat(answer.each("id", "album", "history", "nodes", 1, "childEvents"))
                .containsExactly(c, d);
        assertThat(answer.list("album", "history", "nodes", 3, "childEvents")).isEmpty();
        assertThat(answer.at("album", "history", "nodes", 0, "childEvents", 0, "parentEvents", 0, "id"))
                .isEqualTo(album);
    }

    @Test
    void theGraphOfThePastEndsThere() {
        String b = forks.title("b", album);
        forks.title("c", b);
        Answer answer = api.run(
                "query($id: ID!, $at: String) { album(id: $id, at: $at) { title history { heads { id } totalCount nodes"
                        + " { id isHead childEvents { id } } } } }",
                Map.of("id", album, "at", LogCursor.encode(2)));

        assertThat(answer.at("album", "title")).isEqualTo("b");
        assertThat(answer.each("id", "album", "history", "heads")).containsExactly(b);
        assertThat(answer.each("id", "album", "history", "nodes")).containsExactly(album, b);
        assertThat(answer.each("isHead", "album", "history", "nodes")).containsExactly(false, true);
        assertThat(answer.list("album", "history", "nodes", 1, "childEvents")).isEmpty();
    }

    @Test
    void eachLevelOfTheGraphIsOneRead() {
        String last = album;
        for (int i = 0; i < 10; i++) {
            last = forks.title("t" + i, last);
        }
        api.storage.takeCalls();

        api.run(
                "query($id: ID!) { album(id: $id) { history { nodes { isHead parentEvents { parentEvents { id } }"
                        + " childEvents { childEvents { id } } } } } }",
                Map.of("id", album));

        assertThat(api.storage.takeCalls())
                .isEqualTo(Map.of("load", 2, "history", 1, "eventsById", 2, "childEvents", 2));
    }

    @Test
    void branchesAreWhatWasNotJoinedYet() {
        String b = forks.title("b", album);
        String c = forks.title("c", b);
        String d = forks.title("d", c);
        String e = forks.title("e", b);
        String f = forks.title("f", e, d);
        String g = forks.title("g", d);
        String h = forks.title("h", c);
        Answer answer = branches();

        // f joins d and e, g forks from d, h from c.
        assertThat(answer.list("album", "history", "branches")).hasSize(3);
        assertBranch(answer, 0, f, List.of(e, f), List.of(b, d));
        assertBranch(answer, 1, g, List.of(g), List.of(d));
        assertBranch(answer, 2, h, List.of(h), List.of(c));
        assertThat(answer.each("id", "album", "history", "branches", 0, "newest"))
                .containsExactly(e);
    }

    @Test
    void whatIsJoinedHasNoBranches() {
        assertThat(branches().list("album", "history", "branches")).isEmpty();
        String b = forks.title("b", album);
        String c = forks.title("c", album);
        assertThat(branches().list("album", "history", "branches")).hasSize(2);
        forks.title("d", b, c);
        assertThat(branches().list("album", "history", "branches")).isEmpty();
    }

    @Test
    void longBranchesAreWalkedToTheirFork() {
        String left = forks.title("left", album);
        String right = forks.title("right", album);
        for (int i = 0; i < 700; i++) {
            left = forks.title("l" + i, left);
            right = i < 10 ? forks.title("r" + i, right) : right;
        }
        Answer answer = branches();

        assertThat(answer.at("album", "history", "branches", 0, "count")).isEqualTo(11);
        assertThat(answer.at("album", "history", "branches", 1, "count")).isEqualTo(701);
        assertThat(answer.each("id", "album", "history", "branches", 1, "forkedFrom"))
                .containsExactly(album);
    }

    @Test
    void differencesAreThoseOfTheProperties() {
        api.run(
                "mutation($id: ID!) { updateAlbum(id: $id, patch: {title: \"b\", tags: [\"x\", \"y\"], plays: {increment:"
                        + " 3}, details: {size: 1}}) { cursor } }",
                Map.of("id", album));
        api.run("mutation($id: ID!) { updateAlbum(id: $id, patch: {year: null}) { cursor } }", Map.of("id", album));

        assertThat(diff(Map.of("from", album)))
                .isEqualTo(List.of(
                        line("title", "a", "b"),
                        line("year", 1990L, null),
                        line("tags", List.of("x"), List.of("x", "y")),
                        line("details", null, Map.of("size", BigDecimal.ONE)),
                        line("plays", 0L, 3L)));
        assertThat(diff(Map.of("from", LogCursor.encode(2)))).isEqualTo(List.of(line("year", 1990L, null)));
        assertThat(diff(Map.of("from", LogCursor.encode(3), "to", LogCursor.encode(2))))
                .isEqualTo(List.of(line("year", null, 1990L)));
        assertThat(diff(Map.of("from", "2999-01-01T00:00:00Z"))).isEqualTo(List.of());
        assertThat(diff(Map.of("from", album, "at", LogCursor.encode(2), "to", "2999-01-01T00:00:00Z")))
                .as("up to the moment that is shown")
                .hasSize(4);
    }

    @Test
    void creationDeletionAndRestorationAreDifferences() {
        api.run("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", album));
        api.run("mutation($id: ID!) { restoreAlbum(id: $id) { cursor } }", Map.of("id", album));

        assertThat(diff(Map.of("from", "1999-01-01", "to", album)))
                .contains(line("title", null, "a"), line("plays", null, 0L), line("revision.deleted", null, false))
                .doesNotContain(line("released", null, null));
        assertThat(diff(Map.of("from", album, "to", LogCursor.encode(2))))
                .isEqualTo(List.of(line("revision.deleted", false, true)));
        assertThat(diff(Map.of("from", LogCursor.encode(2)))).isEqualTo(List.of(line("revision.deleted", true, false)));
        assertThat(diff(Map.of("from", LogCursor.encode(0), "to", "1999-01-01")))
                .isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\u0000", "2026-99-99", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "QDk5OQ", "QDk5OTk5"})
    void whatIsNoMomentOfTheHistoryIsRefused(String moment) {
        Answer from = api.run(DIFF, Map.of("id", album, "from", moment));
        Answer to = api.run(DIFF, Map.of("id", album, "from", album, "to", moment));

        assertThat(List.of(from.code(), to.code())).containsOnly("BAD_QUERY");
        assertThat(from.field()).isEqualTo("from");
        assertThat(to.field()).isEqualTo("to");
        assertThat(from.message()).startsWith("from is");
        assertThat(to.message()).startsWith("to is");
    }

    @Test
    void momentsBehindTheOneThatIsShownAreRefused() {
        String other = api.create("Album", Map.of("title", "other"));
        String b = forks.title("b", album);

        assertThat(api.run(DIFF, Map.of("id", album, "from", other)).message())
                .contains("no event of this history", other);
        Answer event = api.run(DIFF, Map.of("id", album, "from", b, "at", LogCursor.encode(1)));
        Answer cursor = api.run(DIFF, Map.of("id", album, "from", LogCursor.encode(2), "at", LogCursor.encode(1)));
        assertThat(List.of(event.code(), cursor.code())).containsOnly("BAD_QUERY");
        assertThat(List.of(event.field(), cursor.field())).containsOnly("from");
    }

    @Test
    void payloadsShowTheGraphOfTheirMoment() {
        var payloads = api.watch("subscription { albums { changes { album { title history { heads { id } nodes { id"
                + " isHead childEvents { id } } diff(from: \"1999-01-01\") { field after } } } } } }");
        forks.title("b", album);
        Answer first = new Answer(payloads.awaitItems(1).getItems().get(0).toSpecification());
        payloads.cancel();

        assertThat(first.each("isHead", "albums", "changes", 0, "album", "history", "nodes"))
                .containsExactly(true);
        assertThat(first.each("id", "albums", "changes", 0, "album", "history", "heads"))
                .containsExactly(album);
        assertThat(first.each("after", "albums", "changes", 0, "album", "history", "diff"))
                .contains("a");
    }

    @Test
    void eventsOfMutationsLeadIntoTheGraph() {
        Answer answer = api.run(
                "mutation($id: ID!) { updateAlbum(id: $id, patch: {year: 2}) { events { isHead parentEvents { id }"
                        + " childEvents { id } } } }",
                Map.of("id", album));

        assertThat(answer.at("updateAlbum", "events"))
                .isEqualTo(List.of(Map.of(
                        "isHead", true, "parentEvents", List.of(Map.of("id", album)), "childEvents", List.of())));
    }

    private Answer branches() {
        return api.run(
                "query($id: ID!) { album(id: $id) { history { branches { head { id } count events { id } newest:"
                        + " events(first: 1) { id } forkedFrom { id } } } } }",
                Map.of("id", album));
    }

    private static void assertBranch(Answer answer, int index, String head, List<String> events, List<String> from) {
        assertThat(answer.at("album", "history", "branches", index, "head", "id"))
                .isEqualTo(head);
        assertThat(answer.at("album", "history", "branches", index, "count")).isEqualTo(events.size());
        assertThat(answer.each("id", "album", "history", "branches", index, "events"))
                .isEqualTo(events);
        assertThat(answer.each("id", "album", "history", "branches", index, "forkedFrom"))
                .isEqualTo(from);
    }

    @SuppressWarnings("unchecked") // as the schema says
    private List<Map<String, Object>> diff(Map<String, Object> variables) {
        Map<String, Object> all = new HashMap<>(variables);
        all.put("id", album);
        return (List<Map<String, Object>>) api.run(DIFF, all).list("album", "history", "diff");
    }

    private static Map<String, Object> line(String field, Object before, Object after) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("field", field);
        line.put("before", before);
        line.put("after", after);
        return line;
    }
}
