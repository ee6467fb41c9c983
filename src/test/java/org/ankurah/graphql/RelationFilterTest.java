package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What filters select that look along references and against them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelationFilterTest {

    private final Api api = new Api();
    private String boss = "";

    @BeforeAll
    void fillTheStore() {
        String abba = api.create("Artist", Map.of("name", "Abba"));
        String prince = api.create("Artist", Map.of("name", "Prince"));
        api.create("Artist", Map.of("name", "Quiet"));
        String arrival = album("Arrival", 1976, abba);
        String rain = album("Rain", 1984, prince);
        album("Parade", 1986, prince);
        album("Sign", 1987, prince);
        String erased = album("Erased", 1976, abba);
        track("Tiger", 171_000, arrival);
        track("Queen", 231_000, arrival);
        track("Crash", 90_000, rain);
        track("Gone", 1, erased);
        api.run("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", erased))
                .at("deleteAlbum", "cursor");

        boss = employee("Adams", Map.of());
        String edwards = employee("Edwards", Map.of("reportsTo", boss));
        String peacock = employee("Peacock", Map.of("reportsTo", edwards));
        employee("Park", Map.of("reportsTo", edwards));
        api.create(
                "Customer",
                Map.of("firstName", "Ann", "lastName", "Ash", "email", "ann@example.org", "supportRep", peacock));
        api.create("Customer", Map.of("firstName", "Bo", "lastName", "Box", "email", "bo@example.org"));
    }

    private String album(String title, int year, String artist) {
        return api.create("Album", Map.of("title", title, "year", year, "artist", artist));
    }

    private void track(String name, int milliseconds, String album) {
        api.create("Track", Map.of("name", name, "milliseconds", milliseconds, "album", album));
    }

    private String employee(String lastName, Map<String, Object> more) {
        Map<String, Object> input = new LinkedHashMap<>(more);
        input.put("lastName", lastName);
        input.put("firstName", "X");
        return api.create("Employee", input);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {albums: {some: {}}}                                           | Abba Prince
            {albums: {none: {}}}                                           | Quiet
            {albums: {every: {}}}                                          | Abba Prince Quiet
            {albums: {}}                                                   | Abba Prince Quiet
            {albums: null}                                                 | Abba Prince Quiet
            {albums: {some: null}}                                         | Abba Prince Quiet
            {albums: {some: {year: {lt: 1980}}}}                           | Abba
            {albums: {none: {year: {lt: 1980}}}}                           | Prince Quiet
            {albums: {every: {year: {gt: 1980}}}}                          | Prince Quiet
            {albums: {some: {}, every: {year: {gt: 1980}}}}                | Prince
            {albums: {some: {title: {eq: "Erased"}}}}                      |
            {not: {albums: {some: {}}}}                                    | Quiet
            {or: [{albums: {none: {}}}, {name: {eq: "Abba"}}]}             | Abba Quiet
            {albums: {count: {gt: 2}}}                                     | Prince
            {albums: {count: {gte: 1, lt: 3}}}                             | Abba
            {albums: {count: {eq: 0}}}                                     | Quiet
            {albums: {count: {ne: 0}}}                                     | Abba Prince
            {albums: {count: {lte: -1}}}                                   |
            {albums: {count: {in: [0, 3]}}}                                | Prince Quiet
            {albums: {count: {in: []}}}                                    |
            {albums: {count: {notIn: [0, 3]}}}                             | Abba
            {albums: {count: {isNull: true}}}                              |
            {albums: {count: {isNull: false}}}                             | Abba Prince Quiet
            {albums: {count: {eq: null}}}                                  |
            {not: {albums: {count: {eq: null}}}}                           |
            {albums: {count: {}}}                                          | Abba Prince Quiet
            {albums: {some: {tracks: {some: {milliseconds: {lt: 100000}}}}}} | Prince
            {albums: {some: {tracks: {count: {eq: 2}}}}}                   | Abba
            {albums: {every: {tracks: {some: {}}}}}                        | Abba Quiet
            {albums: {some: {artist: {albums: {count: {gt: 2}}}}}}         | Prince
            {albums: {some: {or: [{year: {eq: 1987}}, {title: {eq: "Arrival"}}]}}} | Abba Prince
            """)
    void artistsAreFoundByTheirAlbums(String filter, String names) {
        Answer answer =
                api.run("{ artists(where: " + filter + ", orderBy: [{name: ASC}]) { nodes { name } totalCount } }");

        List<?> expected = names == null ? List.of() : List.of(names.split(" "));
        assertThat(answer.each("name", "artists", "nodes")).isEqualTo(expected);
        assertThat(answer.at("artists", "totalCount")).isEqualTo(expected.size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {artist: {albums: {count: {gt: 2}}}}                           | Parade Rain Sign
            {artist: {albums: {some: {title: {eq: "Arrival"}}}}}           | Arrival
            {artist: {name: {eq: "Prince"}}, tracks: {none: {}}}           | Parade Sign
            """)
    void albumsAreFoundByWhatTheirArtistMade(String filter, String titles) {
        Answer answer = api.run("{ albums(where: " + filter + ", orderBy: [{title: ASC}]) { nodes { title } } }");

        assertThat(answer.each("title", "albums", "nodes")).isEqualTo(List.of(titles.split(" ")));
    }

    @Test
    void allWhoReportToSomebodyDirectlyOrNotAreFound() {
        Answer all = api.run(
                "query($v: Json) { employees(query: \"reportsTo+.id = ? ORDER BY lastName\", variables: $v) { nodes {"
                        + " lastName } } }",
                Map.of("v", List.of(boss)));
        Answer customers = api.run(
                "{ customers(query: \"supportRep.reportsTo+.lastName = 'Adams'\") { nodes { lastName" + " } } }");
        Answer leaders =
                api.run("{ employees(where: {employeesByReportsTo: {some: {}}}, query: \"EXISTS reportsTo+\") { nodes {"
                        + " lastName } } }");

        assertThat(all.each("lastName", "employees", "nodes")).containsExactly("Edwards", "Park", "Peacock");
        assertThat(customers.each("lastName", "customers", "nodes")).containsExactly("Ash");
        assertThat(leaders.each("lastName", "employees", "nodes")).containsExactly("Edwards");
    }

    @Test
    void whereSaysTheSameAsQuery() {
        Answer answer = api.run("{ a: artists(where: {albums: {count: {gt: 2}}}) { nodes { name } }"
                + " b: artists(query: \"COUNT(albums) > 2\") { nodes { name } }"
                + " c: artists(where: {albums: {some: {tracks: {some: {name: {eq: \"Crash\"}}}}}}) { nodes { name } }"
                + " d: artists(query: \"EXISTS albums (EXISTS tracks (name = 'Crash'))\") { nodes { name } } }");

        for (String alias : List.of("a", "b", "c", "d")) {
            assertThat(answer.each("name", alias, "nodes")).containsExactly("Prince");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where: {albums: {some: {isNull: true}}}",
                "where: {albums: {any: {}}}",
                "where: {albums: {count: {gt: 2.5}}}",
                "where: {albums: {count: {gt: 99999999999}}}",
                "where: {albums: {count: {like: \"2\"}}}",
                "where: {albums: {name: {eq: \"x\"}}}",
                "query: \"EXISTS tracks\"",
                "query: \"reportsTo+.id = 'x'\""
            })
    void wrongFiltersAreBadQueries(String arguments) {
        assertThat(api.run("{ artists(" + arguments + ") { nodes { id } } }").code())
                .isEqualTo("BAD_QUERY");
    }

    @Test
    void deepAndWideFiltersExceedLimits() {
        String there = "{albums: {some: {artist: ";
        String deep = there.repeat(9) + "{}" + "}}}".repeat(9);
        List<Integer> many = IntStream.range(0, 2_000).boxed().toList();
        String wide = "query($m: [Int!]) { artists(where: {albums: {count: {in: $m}}}) { nodes { id } } }";

        assertThat(api.run("{ artists(where: " + there.repeat(8) + "{}" + "}}}".repeat(8) + ") { nodes { name } } }")
                        .each("name", "artists", "nodes"))
                .containsExactlyInAnyOrder("Abba", "Prince");
        assertThat(api.run("{ artists(where: " + deep + ") { nodes { id } } }").code())
                .isEqualTo("LIMIT_EXCEEDED");
        assertThat(api.run(wide, Map.of("m", many)).code()).isEqualTo("LIMIT_EXCEEDED");
    }
}
