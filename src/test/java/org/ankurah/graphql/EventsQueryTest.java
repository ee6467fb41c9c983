package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The query {@code events}: pages of the log through filters. */
class EventsQueryTest {

    private static final String EVENTS =
            "query($collections: [String!], $entities: [ID!], $actor: String, $from: String, $to: String, $first: Int,"
                    + " $after: String, $last: Int, $before: String) { events(collections: $collections, entities:"
                    + " $entities, actor: $actor, from: $from, to: $to, first: $first, after: $after, last: $last,"
                    + " before: $before) { totalCount nodes { position collection actor isHead parentEvents { id } }"
                    + " edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";

    private Api api;
    private String artist;
    private String album;

    /** Positions: 1 artist, 2 album, 3 album by somebody else, 4 artist changed, 5 album deleted. */
    @BeforeEach
    void open() {
        api = new Api();
        artist = api.create("Artist", Map.of("name", "a"));
        album = api.create("Album", Map.of("title", "t"));
        new Forks(api.storage, album).title("u", album);
        api.run("mutation($id: ID!) { updateArtist(id: $id, patch: {name: \"b\"}) { cursor } }", Map.of("id", artist));
        api.run("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", album));
    }

    @Test
    void eventsComeInTheOrderOfTheLog() {
        Answer all = events(Map.of());

        assertThat(positions(all)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(all.at("events", "totalCount")).isEqualTo(5);
        assertThat(all.each("isHead", "events", "nodes")).containsExactly(false, false, false, true, true);
        assertThat(all.at("events", "pageInfo", "startCursor")).isEqualTo(LogCursor.encode(1));
        assertThat(all.at("events", "edges", 4, "cursor")).isEqualTo(LogCursor.encode(5));
    }

    @Test
    void filtersMustAllHold() {
        assertThat(positions(events(Map.of("collections", List.of("album"))))).containsExactly(2L, 3L, 5L);
        assertThat(positions(events(Map.of("collections", List.of())))).isEmpty();
        assertThat(positions(events(Map.of("entities", List.of(album, "no id")))))
                .containsExactly(2L, 3L, 5L);
        assertThat(positions(events(Map.of("entities", List.of("01ARZ3NDEKTSV4RRFFQ69G5FAV")))))
                .isEmpty();
        assertThat(positions(events(Map.of("entities", List.of())))).isEmpty();
        assertThat(positions(events(Map.of("actor", "fork")))).containsExactly(3L);
        assertThat(positions(events(Map.of("actor", "")))).isEmpty();
        assertThat(positions(events(Map.of("actor", "tester", "collections", List.of("album", "artist")))))
                .containsExactly(1L, 2L, 4L, 5L);
        assertThat(positions(
                        events(Map.of("actor", "tester", "entities", List.of(album), "from", LogCursor.encode(2)))))
                .containsExactly(5L);
        assertThat(events(Map.of("actor", "fork")).at("events", "totalCount")).isEqualTo(1);
    }

    @Test
    void momentsBoundTheLog() {
        assertThat(positions(events(Map.of("from", LogCursor.encode(1), "to", LogCursor.encode(3)))))
                .containsExactly(2L, 3L);
        assertThat(positions(events(Map.of("from", LogCursor.encode(5))))).isEmpty();
        assertThat(positions(events(Map.of("from", "2999-01-01T00:00:00Z")))).isEmpty();
        assertThat(positions(events(Map.of("to", "1999-01-01")))).isEmpty();
        assertThat(positions(events(Map.of("from", "1999-01-01", "to", "2999-01-01T00:00:00Z"))))
                .hasSize(5);
        assertThat(events(Map.of("from", LogCursor.encode(1), "to", LogCursor.encode(3)))
                        .at("events", "totalCount"))
                .isEqualTo(2);
    }

    @Test
    void pagesGoBothWays() {
        Answer first = events(Map.of("first", 2));
        Answer second = events(Map.of("first", 2, "after", first.text("events", "pageInfo", "endCursor")));
        Answer last = events(Map.of("last", 2, "from", LogCursor.encode(1)));
        Answer before = events(Map.of(
                "last", 2, "from", LogCursor.encode(1), "before", last.text("events", "pageInfo", "startCursor")));

        assertPage(first, List.of(1L, 2L), true, false);
        assertPage(second, List.of(3L, 4L), true, true);
        assertPage(last, List.of(4L, 5L), false, true);
        assertPage(before, List.of(2L, 3L), true, false);
        assertPage(events(Map.of("first", 0)), List.of(), true, false);
        assertPage(events(Map.of("last", 0)), List.of(), false, true);
        assertPage(events(Map.of("after", LogCursor.encode(999))), List.of(), false, true);
        assertPage(events(Map.of("before", LogCursor.encode(0))), List.of(), false, false);
        assertThat(second.at("events", "totalCount")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "from, x, BAD_QUERY",
        "to, 2026-99-01, BAD_QUERY",
        "from, QDk5OQ, BAD_QUERY",
        "after, x, BAD_QUERY",
        "before, 2026-01-01, BAD_QUERY",
    })
    void whatIsNoMomentIsRefused(String argument, String value, String code) {
        Answer answer = events(Map.of(argument, value));

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.field()).isEqualTo(argument);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertRefused(Map.of("from", LogCursor.encode(3), "to", LogCursor.encode(2)), "BAD_QUERY", "to");
        assertRefused(Map.of("collections", List.of("album", "nothing")), "BAD_QUERY", "collections");
        assertRefused(Map.of("actor", "a\u0000b"), "BAD_QUERY", "actor");
        assertRefused(Map.of("actor", "\ud800"), "BAD_QUERY", "actor");
        assertRefused(Map.of("first", 1, "last", 1), "BAD_QUERY", "last");
        assertRefused(Map.of("first", -1), "BAD_QUERY", "first");
        assertRefused(Map.of("first", 1001), "LIMIT_EXCEEDED", "first");
        List<String> many = IntStream.range(0, 101).mapToObj(i -> album).toList();
        assertRefused(Map.of("entities", many), "LIMIT_EXCEEDED", "entities");
        assertThat(api.run("{ events(collections: [null]) { totalCount } }").code())
                .isEqualTo("BAD_QUERY");
        assertThat(api.run("{ events(entities: [null]) { totalCount } }").code())
                .isEqualTo("BAD_QUERY");
    }

    private void assertRefused(Map<String, Object> variables, String code, String field) {
        Answer answer = events(variables);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.field()).isEqualTo(field);
    }

    private static void assertPage(Answer answer, List<Long> positions, boolean next, boolean previous) {
        assertThat(positions(answer)).isEqualTo(positions);
        assertThat(answer.at("events", "pageInfo", "hasNextPage")).isEqualTo(next);
        assertThat(answer.at("events", "pageInfo", "hasPreviousPage")).isEqualTo(previous);
    }

    private static List<Object> positions(Answer answer) {
        return answer.each("position", "events", "nodes");
    }

    private Answer events(Map<String, Object> variables) {
        return api.run(EVENTS, new HashMap<>(variables));
    }
}
