package org.ankurah.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With the limits as they are: documents made to keep a server busy are answered, with an error and soon. */
@QuarkusTest
class HostileDocumentsTest {

    private static Arguments document(String name, String document) {
        return Arguments.of(name, document, Map.of());
    }

    static Stream<Arguments> bombs() {
        String spreads = IntStream.range(0, 49)
                .mapToObj(i -> " fragment F%1$d on Album { a%1$d: artist { ...G%1$d } b%1$d: artist { ...G%1$d } }"
                                .formatted(i)
                        + " fragment G%1$d on Artist { albums { nodes { ...F%2$d } } }".formatted(i, i + 1))
                .collect(Collectors.joining());
        return Stream.of(
                document("a megabyte of braces", "{".repeat(1 << 20)),
                document("braces", "{".repeat(260_000)),
                document("nested fields", "{ a".repeat(190) + "}".repeat(190)),
                document("nested lists", "{ albums(query: " + "[".repeat(190) + "]".repeat(190) + ") { cursor } }"),
                document("fields", "{ albums { nodes { " + "title ".repeat(14_900) + "nope } } }"),
                document("different fields", "{ " + fields(7_000, "f%d ") + "}"),
                document("aliases", "{ albums { " + fields(490, "a%d: totalCount ") + "nope } }"),
                document("many aliases", "{ albums { " + fields(4_000, "a%d: totalCount ") + "} }"),
                document("directives", "{ __typename " + "@a".repeat(7_000) + " }"),
                document("a few directives", "{ __typename " + "@a".repeat(490) + " }"),
                document(
                        "a fragment bomb",
                        "{ albums { nodes { ...F0 } } }" + spreads + " fragment F49 on Album { id }"),
                document("a cycle of fragments", "{ albums { nodes { ...F0 } } }" + cycle(100)),
                document("a large cycle of fragments", "{ albums { nodes { ...F0 } } }" + cycle(1_500)),
                document("unused fragments", "{ nope }" + fields(1_500, " fragment F%d on Album { id title }")),
                document("operations", fields(1_500, "query Q%d { __typename } ")),
                document("variables", "query(" + fields(1_800, "$v%d: Int = 1 ") + ") { __typename }"),
                document("arguments", "{ albums(" + fields(3_000, "a%d: 1 ") + ") { cursor } }"),
                document("a long integer", "{ albums(first: " + "9".repeat(200_000) + ") { cursor } }"),
                document("a long text", "{ albums(query: \"" + "(".repeat(200_000) + "\") { cursor } }"),
                document("an endless text", "{ albums(query: \"\"\"" + "\"".repeat(200_000)),
                document("white space", ",".repeat(260_000)),
                document("comments", "#\n".repeat(130_000) + "{ nope }"),
                document(
                        "introspection",
                        "{ __schema { types { fields { type { fields { type { fields { type { fields {"
                                + " type { fields { type { name } } } } } } } } } } } } }"),
                Arguments.of(
                        "deep variables",
                        "query($v: Json) { albums(variables: $v, query: \"title = :x\") { cursor } }",
                        nested(150)));
    }

    private static String cycle(int fragments) {
        return IntStream.range(0, fragments)
                .mapToObj(i -> " fragment F%d on Album { ...F%d }".formatted(i, (i + 1) % fragments))
                .collect(Collectors.joining());
    }

    private static String fields(int count, String form) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining());
    }

    private static Map<String, Object> nested(int levels) {
        Object value = 1;
        for (int i = 0; i < levels; i++) {
            value = i % 2 == 0
                    ? Map.of("a", value)
                    : List.of(value, value.getClass().getName());
        }
        return Map.of("v", value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    @Timeout(10)
    void areAnsweredSoon(String name, String document, Map<String, Object> variables) {
        Response response = given().contentType("application/json")
                .body(Map.of("query", document, "variables", variables))
                .post("/graphql");

        assertThat(response.statusCode()).isIn(200, 413);
        assertThat(response.body().asString())
                .satisfiesAnyOf(
                        text -> assertThat(text).contains("\"code\":\"LIMIT_EXCEEDED\""),
                        text -> assertThat(text).contains("\"code\":\"BAD_QUERY\""))
                .doesNotContain("INTERNAL");
        assertThat(response.body().asString().getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(100_000);
    }
}
