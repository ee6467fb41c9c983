package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operation is estimated to cost. */
class RequestCostTest {

    @Test
    void countsFieldsAndLevels() {
        assertThat(cost("{ a { b c { d } } e }")).isEqualTo(new RequestCost.Cost(3, 5));
    }

    @Test
    void multipliesByThePageThatIsAskedFor() {
        assertThat(cost("{ albums(first: 10) { nodes { title } } }").complexity())
                .isEqualTo(1 + 10 * 2);
        assertThat(cost("query ($n: Int) { albums(last: $n) { nodes { title } } }", Map.of("n", 7))
                        .complexity())
                .isEqualTo(1 + 7 * 2);
    }

    @Test
    void takesTheContractsPageWhereNoneIsAskedFor() {
        assertThat(cost("{ albums { nodes { title } } }").complexity()).isEqualTo(1 + 100 * 2);
        assertThat(cost("{ albums { edges { node { title } } } }").complexity()).isEqualTo(1 + 100 * 3);
    }

    @Test
    void hugePagesCountAsTheLargestThereIs() {
        assertThat(cost("{ albums(first: 99999999999999999999) { nodes { id } } }")
                        .complexity())
                .isEqualTo(1 + 1_000 * 2);
        assertThat(cost("{ albums(first: -5) { nodes { id } } }").complexity()).isEqualTo(1 + 2);
    }

    @Test
    void liveQueriesCountAsTheirFirstPayload() {
        assertThat(cost("subscription { albums(first: 10) { changes { album { title } } } }")
                        .complexity())
                .isEqualTo(1 + 10 * 3);
        assertThat(cost("subscription { ...S } fragment S on Subscription { albums { items { title } } }")
                        .complexity())
                .isEqualTo(1 + 100 * 2);
        assertThat(cost("subscription { albums(first: 10) { items { tracks { nodes { name } } } } }")
                        .complexity())
                .isEqualTo(1 + 10 * (1 + 10 + 10 * 2));
    }

    /** As a query and live alike: a full page of groups. */
    @Test
    void aggregatesCountAsManyGroups() {
        assertThat(cost("{ albumsAggregate { groups { count sum { plays } } } }")
                        .complexity())
                .isEqualTo(10 + 100 * 4);
        assertThat(
                        cost("subscription { albumsAggregate { groups { count } changes { key { year } group { count } } } }")
                                .complexity())
                .isEqualTo(10 + 100 * 7);
    }

    /** Whatever is a read of its own counts ten, and the past a hundred. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { album(id: 1) { tracks(first: 5) { nodes { name } } } } | 21
            { album(id: 1) { history(first: 5) { nodes { id } } } }  | 21
            { albums(first: 5) { totalCount } }                      | 51
            { events(first: 5) { nodes { childEvents { id } } } }    | 70
            { diff(id: 1) { property } }                             | 11
            { album(id: 1, at: "2026-01-01") { title } }             | 101
            mutation { updateAlbum(id: 1) { events { id } } }        | 12
            """)
    void readsOfTheirOwnWeighMore(String document, long cost) {
        assertThat(cost(document).complexity()).isEqualTo(cost);
    }

    @Test
    void neverOverflows() {
        String nested = "a(first: 1000) { ".repeat(30) + "b" + " }".repeat(30);

        assertThat(cost("{ " + nested + " }").complexity()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void seesThroughFragments() {
        assertThat(cost("{ a { ...F ... on X { c } } } fragment F on X { b { d } }"))
                .isEqualTo(new RequestCost.Cost(3, 4));
    }

    /** Forty fragments, each spreading the next twice, are a trillion fields in two kilobytes. */
    @Test
    @Timeout(5)
    void weighsEachFragmentOnce() {
        StringBuilder document = new StringBuilder("{ ...F0 }");
        for (int i = 0; i < 40; i++) {
            document.append(" fragment F%1$d on X { a { ...F%2$d } b { ...F%2$d } }".formatted(i, i + 1));
        }
        document.append(" fragment F40 on X { c }");

        assertThat(cost(document.toString()).complexity()).isGreaterThan(1L << 40);
    }

    private static RequestCost.Cost cost(String document) {
        return cost(document, Map.of());
    }

    private static RequestCost.Cost cost(String text, Map<String, Object> variables) {
        Document document = Parser.parse(text);
        return RequestCost.of(
                document,
                document.getDefinitionsOfType(OperationDefinition.class).get(0),
                variables);
    }
}
