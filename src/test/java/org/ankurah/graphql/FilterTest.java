package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filter inputs select. */
class FilterTest {

    private final Api api = new Api();
    private String prince = "";

    @BeforeEach
    void createAlbums() {
        prince = api.create("Artist", Map.of("name", "Prince"));
        api.create(
                "Album",
                Map.of(
                        "title",
                        "A_1",
                        "year",
                        1982,
                        "artist",
                        prince,
                        "format",
                        "LP",
                        "tags",
                        List.of("live", "funk"),
                        "details",
                        Map.of("size", Map.of("width", 12), "label", "WB"),
                        "released",
                        "1982-10-27"));
        api.create("Album", Map.of("title", "B%2", "year", 1990, "format", "CD", "tags", List.of("live")));
        api.create("Album", Map.of("title", "ab3", "details", Map.of("size", Map.of("width", 7))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                          | A_1 B%2 ab3
            {year: {eq: 1982}}                                          | A_1
            {year: {ne: 1982}}                                          | B%2
            {year: {gt: 1982, lte: 1990}}                               | B%2
            {year: {in: [1982, 1990]}}                                  | A_1 B%2
            {year: {in: []}}                                            |
            {year: {notIn: [1982]}}                                     | B%2
            {year: {isNull: true}}                                      | ab3
            {year: {isNull: false}}                                     | A_1 B%2
            {year: {eq: null}}                                          |
            {not: {year: {eq: null}}}                                   |
            {not: {year: {eq: 1982}}}                                   | B%2
            {year: null}                                                | A_1 B%2 ab3
            {or: [{year: {eq: 1982}}, {title: {eq: "ab3"}}]}            | A_1 ab3
            {or: []}                                                    |
            {and: []}                                                   | A_1 B%2 ab3
            {and: [{year: {gt: 1}}, {format: {eq: CD}}]}                | B%2
            {title: {like: "a%"}}                                       | ab3
            {title: {ilike: "A%"}}                                      | A_1 ab3
            {title: {contains: "_"}}                                    | A_1
            {title: {startsWith: "B%"}}                                 | B%2
            {title: {endsWith: "3"}}                                    | ab3
            {title: {contains: "%"}}                                    | B%2
            {format: {in: [LP]}}                                        | A_1
            {format: {isNull: true}}                                    | ab3
            {format: {ne: LP}}                                          | B%2
            {tags: {contains: "live"}}                                  | A_1 B%2
            {tags: {containsAll: ["live", "funk"]}}                     | A_1
            {tags: {containsAny: ["funk", "none"]}}                     | A_1
            {tags: {isEmpty: true}}                                     | ab3
            {tags: {isEmpty: false}}                                    | A_1 B%2
            {tags: {eq: ["live"]}}                                      | B%2
            {tags: {eq: []}}                                            | ab3
            {details: {path: "size.width", gt: 7}}                      | A_1
            {details: {path: "size.width", in: [7, 8]}}                 | ab3
            {details: {path: "label", isNull: false}}                   | A_1
            {details: {contains: {label: "WB"}}}                        | A_1
            {details: {isNull: true}}                                   | B%2
            {details: {path: "label", eq: "WB"}}                        | A_1
            {details: {path: "size.width", eq: "12"}}                   |
            {released: {lt: "1983-01-01"}}                              | A_1
            {plays: {eq: 0}}                                            | A_1 B%2 ab3
            {artist: {name: {eq: "Prince"}}}                            | A_1
            {artist: {isNull: true}}                                    | B%2 ab3
            {artist: {isNull: false}}                                   | A_1
            {artist: {id: {eq: "nonsense"}}}                            |
            {artist: {id: {ne: "nonsense"}}}                            | A_1
            {artist: {not: {name: {eq: "x"}}}}                          | A_1
            {id: {in: ["nonsense"]}}                                    |
            {id: {notIn: ["nonsense"]}}                                 | A_1 B%2 ab3
            """)
    void filtersSelect(String filter, String titles) {
        Answer answer =
                api.run("{ albums(where: " + filter + ", orderBy: [{title: ASC}]) { nodes { title } totalCount } }");

        List<?> expected = titles == null ? List.of() : List.of(titles.split(" "));
        assertThat(answer.each("title", "albums", "nodes")).isEqualTo(expected);
        assertThat(answer.at("albums", "totalCount")).isEqualTo(expected.size());
    }

    @Test
    void referencesAreFilteredById() {
        Answer answer = api.run(
                "query($id: ID!) { albums(where: {artist: {id: {eq: $id}}}) { nodes { title } } }",
                Map.of("id", prince));

        assertThat(answer.each("title", "albums", "nodes")).containsExactly("A_1");
    }

    @Test
    void fieldsAreLeftOutAndTakenInByDirectives() {
        Answer answer = api.run(
                "query($no: Boolean!) { albums(first: 1) { nodes { title year @include(if: $no) id @skip(if: true) } } }",
                Map.of("no", false));

        assertThat(((Map<?, ?>) answer.at("albums", "nodes", 0)).keySet()).isEqualTo(Set.of("title"));
    }

    @Test
    void whereAndQueryMustBothHold() {
        Answer answer = api.run(
                "query($v: Json) { albums(where: {year: {gt: 1}}, query: \"year < ? ORDER BY title\", variables: $v) {"
                        + " nodes { title } } }",
                Map.of("v", List.of(1985)));
        Answer named = api.run(
                "query($v: Json) { albums(query: \"title = :t\", variables: $v) { nodes { title } } }",
                Map.of("v", Map.of("t", "ab3")));

        assertThat(answer.each("title", "albums", "nodes")).containsExactly("A_1");
        assertThat(named.each("title", "albums", "nodes")).containsExactly("ab3");
    }

    @Test
    void inverseFieldsAreFilteredAndOrdered() {
        api.create("Album", Map.of("title", "Z", "year", 2000, "artist", prince));
        api.create("Album", Map.of("title", "Y", "year", 2001, "artist", prince));

        Answer answer = api.run(
                "{ artists { nodes { albums(where: {year: {gte: 2000}}, orderBy: [{year: DESC}], first: 1) { nodes {"
                        + " title } totalCount pageInfo { hasNextPage endCursor } } } } }");

        assertThat(answer.each("title", "artists", "nodes", 0, "albums", "nodes"))
                .containsExactly("Y");
        assertThat(answer.at("artists", "nodes", 0, "albums", "totalCount")).isEqualTo(2);
        assertThat(answer.at("artists", "nodes", 0, "albums", "pageInfo", "hasNextPage"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where: {isNull: true}",
                "where: {nope: {eq: 1}}",
                "where: {year: {eq: \"x\"}}",
                "where: {year: {eq: 5000000000}}",
                "where: {plays: {eq: 99999999999999999999}}",
                "where: {released: {eq: \"2024-13-45\"}}",
                "where: {details: {lt: 5}}",
                "where: {details: {path: \"a..b\", eq: 1}}",
                "where: {title: {like: \"abc\\\\\"}}",
                "query: \"yeer = 1\"",
                "query: \"year = \"",
                "query: \"year = ?\"",
                "query: \"year = ?\", variables: 5",
                "query: \"year > 1 ORDER BY year\", orderBy: [{title: ASC}]",
                "orderBy: [{title: ASC, year: ASC}]",
                "orderBy: [{}]",
                "orderBy: [{nope: ASC}]",
                "first: -1",
                "last: -1",
                "first: 1, last: 1",
                "after: \"nonsense\"",
                "before: \"e30\"",
                "first: 1.5",
            })
    void wrongArgumentsAreBadQueries(String arguments) {
        Answer answer = api.run("{ albums(" + arguments + ") { nodes { id } } }");

        assertThat(answer.code()).isEqualTo("BAD_QUERY");
    }

    @Test
    void textThatCannotBeComparedIsABadQuery() {
        for (String filter : List.of("{eq: $t}", "{like: $t}", "{contains: $t}", "{in: [$t]}")) {
            Answer answer = api.run(
                    "query($t: String!) { albums(where: {title: " + filter + "}) { nodes { id } } }",
                    Map.of("t", "a\u0000"));
            assertThat(answer.code()).as(filter).isEqualTo("BAD_QUERY");
            assertThat(answer.field()).as(filter).isEqualTo("title");
        }
    }

    @Test
    void hugeAndDeepFiltersExceedLimits() {
        String deep = "{not: ".repeat(100) + "{}" + "}".repeat(100);
        List<Integer> many = java.util.stream.IntStream.range(0, 20_000).boxed().toList();

        assertThat(api.run("{ albums(where: " + deep + ") { nodes { id } } }").code())
                .isEqualTo("LIMIT_EXCEEDED");
        assertThat(api.run("query($m: [Int!]) { albums(where: {year: {in: $m}}) { nodes { id } } }", Map.of("m", many))
                        .code())
                .isEqualTo("LIMIT_EXCEEDED");
        assertThat(api.run("{ albums(first: 1001) { nodes { id } } }").code()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(api.run("{ albums(last: 5000) { nodes { id } } }").code()).isEqualTo("LIMIT_EXCEEDED");
    }
}
