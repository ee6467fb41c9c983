package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a live query is told before it starts, with its place; the others go on. */
class LiveBadInputTest {

    private final Api api = new Api();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "first: 0 | BAD_QUERY | first",
                "first: -1 | BAD_QUERY | first",
                "first: 1001 | LIMIT_EXCEEDED | first",
                "query: \"LIMIT 0\" | BAD_QUERY | query",
                "query: \"LIMIT 1001\" | LIMIT_EXCEEDED | query",
                "first: 0, query: \"LIMIT 5\" | BAD_QUERY | first",
                "first: 5, query: \"LIMIT 0\" | BAD_QUERY | query",
                "first: 2000, query: \"LIMIT 1500\" | LIMIT_EXCEEDED | query",
                "since: \"x\" | BAD_QUERY | since",
                "since: \"\" | BAD_QUERY | since",
                "since: \"ÄÖÜ\" | BAD_QUERY | since",
                "since: \"QDEyI2EjYg\" | BAD_QUERY | since",
                "since: \"WyJhbGJ1bSJd\" | BAD_QUERY | since",
                "continueFrom: {} | BAD_QUERY | continueFrom",
                "since: null, continueFrom: {first: 3} | BAD_QUERY | continueFrom",
                "since: \"QDA\", continueFrom: {first: 0} | BAD_QUERY | first",
                "since: \"QDA\", continueFrom: {query: \"LIMIT 1001\"} | LIMIT_EXCEEDED | query",
                "since: \"QDA\", continueFrom: {query: \"ORDER BY year\", orderBy: [{title: ASC}]} | BAD_QUERY | orderBy",
            })
    void argumentsAreChecked(String arguments, String code, String field) {
        Answer answer = api.run("subscription { albums(" + arguments + ") { cursor } }");

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(api.node.openLiveQueries()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tracks(first: -1) { totalCount } | BAD_QUERY | first",
                "tracks(first: 1001) { totalCount } | LIMIT_EXCEEDED | first",
                "tracks(after: \"x\") { totalCount } | BAD_QUERY | after",
                "artist { albums(orderBy: [{year: ASC}], query: \"ORDER BY year\") { totalCount } } | BAD_QUERY | orderBy",
            })
    void argumentsOfNestedPagesAreChecked(String selected, String code, String field) {
        Answer answer = api.run("subscription { albums { items { " + selected + " } } }");

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void windowsOfVariablesAreCheckedAsWell() {
        Answer answer = api.run("subscription($n: Int) { albums(first: $n) { cursor } }", Map.of("n", 0));

        assertThat(answer.field()).isEqualTo("first");
        assertThat(answer.message()).contains("at least 1");
    }

    /** A few lines of fragments that spread each other stand for more fields than anybody looks through. */
    @Test
    void hugeSelectionsAreRefused() {
        int levels = 4;
        StringBuilder document = new StringBuilder("subscription { albums(first: 1) { items { ...F0 } } }");
        for (int level = 0; level < levels; level++) {
            document.append(" fragment F").append(level).append(" on Album {");
            for (int alias = 0; alias < 20; alias++) {
                document.append(" a%d: artist { albums(first: 1) { nodes { ...F%d } } }".formatted(alias, level + 1));
            }
            document.append(" }");
        }
        document.append(" fragment F").append(levels).append(" on Album { id }");

        Answer answer = api.run(document.toString());

        assertThat(answer.code()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.message()).contains("fields");
    }

    @Test
    void aDocumentToCompareWithHasALimit() {
        Answer answer = api.run(
                "subscription($v: Json) { albums(where: {details: {contains: $v}}) { cursor } }",
                Map.of("v", Collections.nCopies(10_001, 1)));

        assertThat(answer.code()).isEqualTo("LIMIT_EXCEEDED");
    }

    @Test
    void whatIsWrongWithTheQueryTextNamesTheArgument() {
        assertThat(api.run("subscription { albums(query: \"year >\") { cursor } }")
                        .field())
                .isEqualTo("query");
        assertThat(api.run("subscription { albums(query: \"lower(title) = 'x'\") { cursor } }")
                        .field())
                .isEqualTo("query");
    }
}
