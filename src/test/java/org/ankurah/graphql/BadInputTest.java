package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a request is told with code and place, over HTTP and WebSocket, and leaves no trace. */
@QuarkusTest
class BadInputTest {

    @TestHTTPResource("/graphql")
    URI http;

    private long position;

    @BeforeEach
    void rememberTheLog() {
        position = logLength();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(logLength()).isEqualTo(position);
    }

    /** The number of events so far, as a mutation that writes nothing tells. */
    private long logLength() {
        return LogCursor.decode(
                        post("mutation { createGenres(inputs: []) { cursor } }", Map.of())
                                .text("createGenres", "cursor"),
                        "")
                .position();
    }

    private static Answer post(String query, Map<String, Object> variables) {
        return new Answer(RestAssured.given()
                .contentType("application/json")
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap(""));
    }

    static List<Arguments> badInputs() {
        String create = "mutation($i: AlbumInput!) { createAlbum(input: $i) { cursor } }";
        String where = "query($w: AlbumFilter) { albums(where: $w) { nodes { id } } }";
        List<Arguments> inputs = new ArrayList<>();
        inputs.add(Arguments.of("unknown field", "{ albums { nodes { nope } } }", Map.of(), "BAD_QUERY", null));
        inputs.add(Arguments.of("unknown operation", "{ nope }", Map.of(), "BAD_QUERY", null));
        inputs.add(Arguments.of("syntax", "{ albums", Map.of(), "BAD_QUERY", null));
        inputs.add(Arguments.of("missing variable", create, Map.of(), "BAD_QUERY", null));
        inputs.add(Arguments.of("required", create, Map.of("i", Map.of("year", 1)), "BAD_QUERY", null));
        inputs.add(Arguments.of("foreign field", create, Map.of("i", Map.of("title", "t", "x", 1)), "BAD_QUERY", null));
        inputs.add(Arguments.of("wrong type", create, Map.of("i", Map.of("title", 7)), "BAD_QUERY", null));
        inputs.add(Arguments.of(
                "no enum", create, Map.of("i", Map.of("title", "t", "format", "TAPE")), "BAD_QUERY", null));
        inputs.add(Arguments.of(
                "int range", create, Map.of("i", Map.of("title", "t", "year", 5_000_000_000L)), "BAD_QUERY", null));
        inputs.add(Arguments.of("fraction", create, Map.of("i", Map.of("title", "t", "year", 1.5)), "BAD_QUERY", null));
        inputs.add(Arguments.of(
                "long range",
                create,
                Map.of("i", Map.of("title", "t", "plays", new java.math.BigInteger("9223372036854775808"))),
                "BAD_QUERY",
                null));
        inputs.add(Arguments.of(
                "no day", create, Map.of("i", Map.of("title", "t", "released", "2023-02-29")), "BAD_QUERY", null));
        inputs.add(Arguments.of("NUL", create, Map.of("i", Map.of("title", "a\u0000b")), "VALIDATION", "title"));
        inputs.add(Arguments.of(
                "NUL in Json",
                create,
                Map.of("i", Map.of("title", "t", "details", Map.of("a", "\u0000"))),
                "VALIDATION",
                "details"));
        inputs.add(Arguments.of(
                "NUL in list",
                create,
                Map.of("i", Map.of("title", "t", "tags", List.of("\u0000"))),
                "VALIDATION",
                "tags"));
        inputs.add(Arguments.of(
                "no ULID", create, Map.of("i", Map.of("title", "t", "artist", "x")), "VALIDATION", "artist"));
        inputs.add(Arguments.of(
                "unknown id",
                create,
                Map.of("i", Map.of("title", "t", "artist", "01J00000000000000000000000")),
                "VALIDATION",
                "artist"));
        inputs.add(Arguments.of(
                "update no ULID",
                "mutation { updateAlbum(id: \"x\", patch: {year: 1}) { cursor } }",
                Map.of(),
                "NOT_FOUND",
                null));
        inputs.add(Arguments.of(
                "filter NUL", where, Map.of("w", Map.of("title", Map.of("like", "\u0000"))), "BAD_QUERY", "title"));
        inputs.add(Arguments.of("filter depth", where, Map.of("w", nested(80)), "LIMIT_EXCEEDED", null));
        inputs.add(Arguments.of(
                "filter size",
                where,
                Map.of(
                        "w",
                        Map.of(
                                "year",
                                Map.of("in", IntStream.range(0, 20_000).boxed().toList()))),
                "LIMIT_EXCEEDED",
                null));
        inputs.add(Arguments.of(
                "page size", "{ albums(first: 100000) { nodes { id } } }", Map.of(), "LIMIT_EXCEEDED", null));
        inputs.add(Arguments.of(
                "depth",
                "{ albums" + " { nodes { artist { albums".repeat(8) + " { totalCount }" + " } } }".repeat(8) + " }",
                Map.of(),
                "LIMIT_EXCEEDED",
                null));
        inputs.add(Arguments.of(
                "complexity",
                "{ "
                        + IntStream.range(0, 300)
                                .mapToObj(i -> "a" + i + ": albums(first: 1000) { nodes { id title year notes } }")
                                .reduce("", (a, b) -> a + b)
                        + " }",
                Map.of(),
                "LIMIT_EXCEEDED",
                null));
        inputs.add(Arguments.of("cursor", "{ albums(after: \"x\") { nodes { id } } }", Map.of(), "BAD_QUERY", "after"));
        inputs.add(Arguments.of(
                "query text", "{ albums(query: \"titel = 'x'\") { nodes { id } } }", Map.of(), "BAD_QUERY", null));
        inputs.add(Arguments.of(
                "one of many",
                "mutation { a: createGenre(input: {name: \"ok\"}) { cursor } b: createAlbum(input: {title: \"t\", artist: \"x\"}) { cursor } }",
                Map.of(),
                "VALIDATION",
                "artist"));
        return inputs;
    }

    private static Map<String, Object> nested(int levels) {
        Map<String, Object> filter = Map.of();
        for (int i = 0; i < levels; i++) {
            filter = Map.of("not", filter);
        }
        return filter;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInputs")
    void isRefusedOverHttp(String what, String query, Map<String, Object> variables, String code, String field) {
        Answer answer = post(query, variables);

        assertThat(answer.code()).isEqualTo(code);
        if (field != null) {
            assertThat(answer.field()).isEqualTo(field);
        }
        assertThat(answer.message())
                .doesNotContain("org.ankurah")
                .doesNotContain("java.")
                .doesNotContain("graphql.");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInputs")
    void isRefusedOverWebSocket(String what, String query, Map<String, Object> variables, String code, String field) {
        try (SocketClient client = SocketClient.greeted(http)) {
            client.subscribe("1", query, variables);

            Map<String, Object> message = client.next();
            Object payload = Objects.requireNonNull(message.get("payload"));
            assertThat(payload.toString()).contains("code=" + code);
            if (field != null) {
                assertThat(payload.toString()).contains("field=" + field);
            }
        }
    }

    @Test
    void textWithHalfACharacterIsRefused() {
        String half = "{\"query\": \"mutation($n: String!) { createGenre(input: {name: $n}) { cursor } }\","
                + " \"variables\": {\"n\": \"a\\ud800\"}}";
        Answer http = new Answer(RestAssured.given()
                .contentType("application/json")
                .body(half)
                .post("/graphql")
                .jsonPath()
                .getMap(""));
        assertThat(http.code()).isEqualTo("VALIDATION");
        assertThat(http.field()).isEqualTo("name");
    }

    @Test
    void idsOfOtherCollectionsAreUnknown() {
        String genre = post("mutation { createGenre(input: {name: \"x\"}) { genre { id } } }", Map.of())
                .text("createGenre", "genre", "id");
        position = logLength();

        assertThat(post("query($id: ID!) { album(id: $id) { id } }", Map.of("id", genre))
                        .at("album"))
                .isNull();
        assertThat(post("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", genre))
                        .code())
                .isEqualTo("NOT_FOUND");
        assertThat(post(
                                "mutation($id: ID!) { createAlbum(input: {title: \"t\", artist: $id}) { cursor } }",
                                Map.of("id", genre))
                        .field())
                .isEqualTo("artist");
    }

    @Test
    void ofTwoCreatesOfOneUniqueValueOneSucceeds() {
        String create =
                "mutation($e: String!) { createCustomer(input: {firstName: \"a\", lastName: \"b\", email: $e}) { cursor } }";
        for (int round = 0; round < 10; round++) {
            Map<String, Object> email = Map.of("e", "clash" + round + "@" + System.nanoTime());
            List<CompletableFuture<Answer>> both = IntStream.range(0, 2)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(create, email)))
                    .toList();
            List<Answer> answers = both.stream().map(CompletableFuture::join).toList();

            List<Answer> refused = answers.stream()
                    .filter(answer -> !answer.errors().isEmpty())
                    .toList();
            assertThat(refused).hasSize(1);
            assertThat(refused.get(0).code()).isEqualTo("CONFLICT");
            assertThat(refused.get(0).field()).isEqualTo("email");
        }
        position += 10;
    }
}
