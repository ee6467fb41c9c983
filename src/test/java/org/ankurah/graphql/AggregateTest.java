package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures about groups of entities, as queries. */
class AggregateTest {

    private final Api api = new Api();

    @Test
    void groupsHaveTheFiguresThatAreSelected() {
        String prince = api.create("Artist", Map.of("name", "Prince"));
        album("a", Map.of("year", 1982, "format", "LP", "artist", prince, "plays", 3));
        album("b", Map.of("year", 1985, "format", "LP", "artist", prince, "plays", 4));
        album("c", Map.of("format", "CD", "tags", List.of("live")));
        album("d", Map.of("year", 1999));

        Answer answer = api.run("""
                { albumsAggregate(groupBy: [format]) { groups {
                    key { format year } count sum { plays } avg { year } min { year } max { title }
                    countDistinct { artist tags } } } }""");

        assertThat(answer.list("albumsAggregate", "groups").stream().map(Object::toString))
                .containsExactly(
                        "{key={format=CD, year=null}, count=1, sum={plays=0}, avg={year=null}, min={year=null},"
                                + " max={title=c}, countDistinct={artist=0, tags=1}}",
                        "{key={format=LP, year=null}, count=2, sum={plays=7}, avg={year=1983.5}, min={year=1982},"
                                + " max={title=b}, countDistinct={artist=1, tags=1}}",
                        "{key={format=null, year=null}, count=1, sum={plays=0}, avg={year=1999.0}, min={year=1999},"
                                + " max={title=d}, countDistinct={artist=0, tags=1}}");
    }

    @Test
    void aliasesAndFragmentsSelectAsWell() {
        album("a", Map.of("plays", 3));
        album("b", Map.of("plays", 4));

        Answer answer = api.run("""
                query($no: Boolean = false) {
                  all: albumsAggregate {
                    first: groups { ...Few }
                    groups { most: max { p: plays } n: count min @include(if: $no) { plays } __typename } } }
                fragment Few on AlbumGroup { total: sum { plays ... on AlbumSum { again: plays } } }""");

        assertThat(answer.at("all").toString())
                .isEqualTo("{first=[{total={plays=7, again=7}}], groups=[{most={p=4}, n=2, __typename=AlbumGroup}]}");
        assertThat(api.storage.takeCalls()).containsEntry("aggregate", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(groupBy: null)", "(groupBy: [])", "(where: null, query: null)"})
    void withoutGroupByThereIsOneGroupEvenOfNothing(String arguments) {
        Answer answer = api.run("{ albumsAggregate" + arguments
                + " { groups { key { title } count sum { plays } max { year } countDistinct { title } } } }");

        assertThat(answer.list("albumsAggregate", "groups").toString())
                .isEqualTo("[{key={title=null}, count=0, sum={plays=null}, max={year=null},"
                        + " countDistinct={title=0}}]");
    }

    @Test
    void nothingHasNoGroupsByAnything() {
        assertThat(api.run("{ albumsAggregate(groupBy: [year]) { groups { count } } }")
                        .list("albumsAggregate", "groups"))
                .isEmpty();
    }

    @Test
    void filterAndTextBothHold() {
        for (int i = 0; i < 10; i++) {
            album("t" + i, Map.of("year", 1990 + i, "plays", i));
        }

        Answer answer = api.run("""
                { albumsAggregate(where: {year: {gte: 1995}}, query: "plays < ?", variables: [8], groupBy: [year, year]) {
                    groups { key { year } count } } }""");

        assertThat(answer.list("albumsAggregate", "groups").toString())
                .isEqualTo("[{key={year=1995}, count=1}, {key={year=1996}, count=1}, {key={year=1997}, count=1}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            albumsAggregate(groupBy: [nonsense]) { groups { count } }              | BAD_QUERY
            albumsAggregate(groupBy: [null]) { groups { count } }                  | BAD_QUERY
            albumsAggregate(groupBy: "year") { groups { count } }                  | BAD_QUERY
            albumsAggregate { groups { sum { title } } }                           | BAD_QUERY
            albumsAggregate { groups { avg { released } } }                        | BAD_QUERY
            albumsAggregate { groups { max { details } } }                         | BAD_QUERY
            albumsAggregate { groups { min { tags } } }                            | BAD_QUERY
            artistsAggregate { groups { sum { name } } }                           | BAD_QUERY
            albumsAggregate(query: "yaer = 1") { groups { count } }                | BAD_QUERY
            albumsAggregate(query: "ORDER BY year") { groups { count } }           | BAD_QUERY
            albumsAggregate(query: "year > 1 LIMIT 3") { groups { count } }        | BAD_QUERY
            albumsAggregate(orderBy: [{year: ASC}]) { groups { count } }           | BAD_QUERY
            """)
    void whatHasNoMeaningIsRefused(String field, String code) {
        Answer answer = api.run("{ " + field + " }");

        assertThat(answer.code()).as(answer.message()).isEqualTo(code);
    }

    @Test
    void orderAndLimitAreRefusedWithTheirArgument() {
        Answer answer = api.run("{ albumsAggregate(query: \"ORDER BY year\") { groups { count } } }");

        assertThat(answer.field()).isEqualTo("query");
        assertThat(answer.message()).contains("no meaning in an aggregate");
    }

    @Test
    void sumsBeyondSixtyFourBitsAreRefused() {
        for (int i = 0; i < 2; i++) {
            api.create("Track", Map.of("name", "t" + i, "milliseconds", Long.MAX_VALUE));
        }

        Answer answer = api.run("{ tracksAggregate { groups { sum { milliseconds } } } }");

        assertThat(answer.code()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.field()).isEqualTo("milliseconds");
        assertThat(answer.message()).contains("64 bits");
        assertThat(api.run("{ tracksAggregate { groups { avg { milliseconds } } } }")
                        .at("tracksAggregate", "groups", 0, "avg", "milliseconds"))
                .isEqualTo(9.223372036854775807e18);
    }

    private void album(String title, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("title", title);
        api.create("Album", input);
    }
}
