package org.ankurah.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit of a request, on every way that a request can take. */
@QuarkusTest
@TestProfile(RequestLimitsTest.Small.class)
class RequestLimitsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Limits that fit into a URL, and a proxy that is believed. */
    public static class Small extends OtherLimits {
        public Small() {
            super(
                    "request-limits",
                    Map.of(
                            "tokens", 100,
                            "aliases", 10,
                            "directives", 10,
                            "fragments", 2,
                            "root-fields", 8,
                            "depth", 5,
                            "complexity", 2_000,
                            "batch", 3,
                            "address-requests-per-second", 1,
                            "address-request-burst", 3));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("ankurah.introspection", "false");
            settings.put("ankurah.graphiql", "false");
            settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            settings.put("quarkus.http.proxy.allow-x-forwarded", "true");
            return settings;
        }
    }

    @TestHTTPResource("/graphql")
    URI http;

    @Inject
    Admission admission;

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("{ " + "__typename ".repeat(99) + "}", "LIMIT_EXCEEDED", "101 tokens; at most 100"),
                Arguments.of("{".repeat(200), "LIMIT_EXCEEDED", "ankurah.limits.tokens"),
                Arguments.of("{ " + "a: __typename ".repeat(11) + "}", "LIMIT_EXCEEDED", "11 aliases; at most 10"),
                Arguments.of("{ __typename " + "@a".repeat(11) + "}", "LIMIT_EXCEEDED", "11 directives; at most 10"),
                Arguments.of(
                        "{ ...A } " + "fragment A on Query { __typename } ".repeat(3),
                        "LIMIT_EXCEEDED",
                        "3 fragments; at most 2"),
                Arguments.of(
                        "{ albums(first: " + "9".repeat(1_001) + ") { cursor } }", "LIMIT_EXCEEDED", "1001 digits"),
                Arguments.of("{ " + "__typename ".repeat(9) + "}", "LIMIT_EXCEEDED", "9 fields at its root; at most 8"),
                Arguments.of(
                        "{ ...A ...A ...A } fragment A on Query { ...B ...B } fragment B on Query { __typename genres { totalCount } }",
                        "LIMIT_EXCEEDED",
                        "12 fields at its root"),
                Arguments.of(
                        "{ albums { nodes { artist { albums { nodes { title } } } } } }",
                        "LIMIT_EXCEEDED",
                        "6 levels of fields; at most 5 are allowed (ankurah.limits.depth)"),
                Arguments.of(
                        "{ albums(first: 1000) { nodes { id title } } }",
                        "LIMIT_EXCEEDED",
                        "3001 fields if every page is full; at most 2000"),
                Arguments.of("{ ...A } fragment A on Query { ...A }", "BAD_QUERY", "cycle"),
                Arguments.of("{ __schema { queryType { name } } }", "FORBIDDEN", "ankurah.introspection"),
                Arguments.of(
                        "{ ... { ...T } } fragment T on Query { t: __type(name: \"Album\") { name } }",
                        "FORBIDDEN",
                        "ankurah.introspection"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void areKeptByPost(String document, String code, String says) {
        assertError(
                given().contentType("application/json")
                        .body(Map.of("query", document))
                        .post("/graphql")
                        .then()
                        .extract()
                        .asString(),
                code,
                says);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void areKeptByGet(String document, String code, String says) {
        assertError(given().queryParam("query", document).get("/graphql").asString(), code, says);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void areKeptInBatches(String document, String code, String says) {
        assertError(
                given().contentType("application/json")
                        .body(List.of(Map.of("query", "{ __typename }"), Map.of("query", document)))
                        .post("/graphql")
                        .asString(),
                code,
                says);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void areKeptByWebSockets(String document, String code, String says) throws JsonProcessingException {
        try (SocketClient client = SocketClient.greeted(http)) {
            client.subscribe("1", document);

            Map<String, Object> message = client.next();
            assertThat(message).containsEntry("type", "error").containsEntry("id", "1");
            assertError(JSON.writeValueAsString(message), code, says);
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void areKeptByEventStreams(String document, String code, String says) throws Exception {
        URI stream = URI.create(http + "/stream");
        try (EventStream events = EventStream.query(stream, document)) {
            assertError(events.rest(), code, says);
        }
        String query = URLEncoder.encode(document, StandardCharsets.UTF_8);
        try (EventStream events = EventStream.send(
                HttpRequest.newBuilder(URI.create(stream + "?query=" + query)).build())) {
            assertError(events.rest(), code, says);
        }
    }

    @Test
    void batchesAreAnsweredInOrder() {
        post(List.of(
                        Map.of("query", "mutation { createGenre(input: {name: \"Batched\"}) { genre { name } } }"),
                        Map.of("query", "{ nothing }"),
                        Map.of(
                                "query",
                                "query Q($n: String!) { genres(where: {name: {eq: $n}}) { nodes { name } } }",
                                "operationName",
                                "Q",
                                "variables",
                                Map.of("n", "Batched"))))
                .statusCode(200)
                .body("[0].data.createGenre.genre.name", equalTo("Batched"))
                .body("[1].errors[0].extensions.code", equalTo("BAD_QUERY"))
                .body("[2].data.genres.nodes[0].name", equalTo("Batched"))
                .body("size()", equalTo(3));
    }

    @Test
    void batchesHaveALimit() {
        Map<String, String> one = Map.of("query", "{ __typename }");

        assertError(
                post(List.of(one, one, one, one)).statusCode(413).extract().asString(),
                "LIMIT_EXCEEDED",
                "The batch has 4 operations; at most 3");
    }

    /** Nothing of a batch runs that cannot be read whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[7]",
                "[[]]",
                "[null]",
                "[{\"query\": \"mutation { createGenre(input: {name: \\\"Half\\\"}) { cursor } }\"}, {}]"
            })
    void brokenBatchesAreRefusedWhole(String body) {
        String answer = given().contentType("application/json")
                .body(body)
                .post("/graphql")
                .then()
                .statusCode(400)
                .extract()
                .asString();

        assertError(answer, "BAD_QUERY", "");
        List<?> found = HttpApi.ask("{ genres(where: {name: {eq: \"Half\"}}) { nodes { id } } }", Map.of())
                .getList("data.genres.nodes");
        assertThat(found).isEmpty();
    }

    @Test
    void aBatchHasNoIdempotencyKeyOfItsOwn() {
        String answer = given().contentType("application/json")
                .header("Idempotency-Key", "k")
                .body(List.of(Map.of("query", "{ __typename }")))
                .post("/graphql")
                .asString();

        assertError(answer, "BAD_QUERY", "idempotencyKey");
    }

    @Test
    void eventStreamsTakeNoBatches() {
        try (EventStream events = EventStream.post(URI.create(http + "/stream"), "[{\"query\": \"{ __typename }\"}]")) {
            assertThat(events.status()).isEqualTo(400);
            assertError(events.rest(), "BAD_QUERY", "batch");
        }
    }

    /** Whatever comes from there, also what cannot be read. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"query\": \"{ __typename }\"}", "nonsense", ""})
    void anAddressThatAsksTooOftenIsTold(String body) {
        String address = "203.0.113." + Math.abs(body.hashCode() % 100);
        for (int i = 0; i < 3; i++) {
            assertThat(from(address, body).extract().statusCode()).isNotEqualTo(429);
        }

        String answer = from(address, body)
                .statusCode(429)
                .header("Retry-After", "1")
                .body("errors[0].extensions.retryAfter", equalTo(1))
                .extract()
                .asString();

        assertError(answer, "LIMIT_EXCEEDED", "at most 1 a second, and 3 at once");
        assertThat(from("198.51.100.1", body).extract().statusCode()).isNotEqualTo(429);
    }

    @Test
    void batchesCountByTheirOperations() {
        Map<String, String> one = Map.of("query", "{ __typename }");
        for (int status : new int[] {200, 429}) {
            given().contentType("application/json")
                    .header("X-Forwarded-For", "203.0.113.201")
                    .body(List.of(one, one))
                    .post("/graphql")
                    .then()
                    .statusCode(status);
        }
    }

    @Test
    void socketsThatAskTooOftenAreToldPerOperation() {
        try (RawSocket socket = RawSocket.greeted(http, "X-Forwarded-For: 203.0.113.202")) {
            for (int i = 0; i < 4; i++) {
                socket.text(RawSocket.subscribe("o" + i, "{ __typename }"));
            }

            StringBuilder answers = new StringBuilder();
            await().until(() -> {
                answers.append(socket.read().text());
                return answers.indexOf("error") >= 0;
            });
            assertThat(answers).contains("LIMIT_EXCEEDED", "\"retryAfter\":1", "\"type\":\"error\",\"id\":\"o2\"");
        }
    }

    @Test
    void addressesThatOpenSocketsTooOftenAreTurnedAway() {
        for (int i = 0; i < 3; i++) {
            RawSocket.connect(http, "X-Forwarded-For: 203.0.113.203").close();
        }
        try (RawSocket socket = RawSocket.connect(http, "X-Forwarded-For: 203.0.113.203")) {
            assertThat(socket.answer()).startsWith("HTTP/1.1 429").containsIgnoringCase("Retry-After: ");
        }
    }

    @Test
    void eventStreamsCountAsWell() {
        for (int status : new int[] {200, 200, 200, 429}) {
            given().contentType("application/json")
                    .header("X-Forwarded-For", "203.0.113.204")
                    .body(Map.of("query", "{ __typename }"))
                    .post("/graphql/stream")
                    .then()
                    .statusCode(status);
        }
    }

    @Test
    void whatIsSwitchedOffIsNotThere() {
        for (String path : new String[] {"/graphiql", "/graphiql/", "/q/graphql-ui/", "/graphql/schema.graphql"}) {
            given().get(path).then().statusCode(404);
        }
    }

    private static ValidatableResponse post(Object body) {
        return given().contentType("application/json")
                .body(body)
                .post("/graphql")
                .then();
    }

    private static ValidatableResponse from(String address, String body) {
        return given().header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/graphql")
                .then();
    }

    private static void assertError(String answer, String code, String says) {
        assertThat(answer).contains("\"code\":\"" + code + "\"").contains(says);
    }
}
