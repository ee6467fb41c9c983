package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors name the place in the words of the API, never those of the server's code. */
class ErrorMessagesTest {

    private final Api api = new Api();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { albums { nodes { nope } } } | | Field 'nope' in type 'Album' is undefined
            { albums(where: {year: {eq: "x"}}) { totalCount } } | year | argument 'where.year.eq' is not a valid 'Int'
            { albums(where: {yeer: {eq: 1}}) { totalCount } } | yeer | argument 'where' contains a field not in 'AlbumFilter': 'yeer'
            { albums(orderBy: [{title: UP}]) { totalCount } } | title | argument 'orderBy[0].title' is not a valid 'Direction'
            { albums(first: 99999999999) { totalCount } } | first | argument 'first' is not a valid 'Int' - Expected value to be in the integer range, but it was a '99999999999'
            { album { id } } | id | Missing field argument 'id'
            mutation { createAlbum(input: {year: 1}) { cursor } } | title | argument 'input' is missing required fields '[title]'
            mutation { createAlbum(input: {title: null}) { cursor } } | title | argument 'input.title' must not be null
            mutation { createAlbum(input: {title: "t", released: "x"}) { cursor } } | released | argument 'input.released' is not a valid 'Date' - Date: expected a day in ISO-8601 from year 1 to 9999, such as 2001-12-31
            mutation { updateAlbum(id: "x", patch: {notes: {set: null}}) { cursor } } | | OneOf type field 'TextPatch.set' must be non-null.
            """)
    void literals(String document, String field, String message) {
        Answer answer = api.run(document);

        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.code()).isEqualTo("BAD_QUERY");
        assertThat(answer.field()).isEqualTo(field);
    }

    static List<Arguments> variables() {
        return List.of(
                Arguments.of(Map.of("year", 1), "title", "Variable i.title is required and cannot be null."),
                Arguments.of(
                        Collections.singletonMap("title", null),
                        "title",
                        "Variable i.title is required and cannot be null."),
                Arguments.of(Map.of("title", 7), "title", "Variable i.title is no String."),
                Arguments.of(Map.of("title", "t", "year", 5_000_000_000L), "year", "Variable i.year is no Int."),
                Arguments.of(
                        Map.of("title", "t", "nope", 1),
                        "nope",
                        "Variable i.nope is unknown: AlbumInput has no such field."),
                Arguments.of(
                        Map.of("title", "t", "format", "TAPE"),
                        "format",
                        "Variable i.format is not one of the values of AlbumFormat."),
                Arguments.of(
                        Map.of("title", "t", "released", "x"),
                        "released",
                        "Variable i.released is no Date: expected a day in ISO-8601 from year 1 to 9999, such as 2001-12-31."),
                Arguments.of(
                        Map.of("title", "t", "tags", Arrays.asList("a", null)),
                        "tags",
                        "Variable i.tags[1] is required and cannot be null."),
                Arguments.of(List.of(), "i", "Variable i must be an object of type AlbumInput."));
    }

    @ParameterizedTest
    @MethodSource("variables")
    void variables(Object input, String field, String message) {
        Answer answer = api.run("mutation($i: AlbumInput!) { createAlbum(input: $i) { cursor } }", Map.of("i", input));

        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.code()).isEqualTo("BAD_QUERY");
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void oneOfVariables() {
        Answer answer = api.run(
                "mutation($p: AlbumPatch!) { updateAlbum(id: \"x\", patch: $p) { cursor } }",
                Map.of("p", Map.of("plays", Map.of("increment", 1, "set", 2))));

        assertThat(answer.message()).isEqualTo("Variable p.plays must have exactly one field, as every CounterPatch.");
        assertThat(answer.field()).isEqualTo("plays");
    }
}
