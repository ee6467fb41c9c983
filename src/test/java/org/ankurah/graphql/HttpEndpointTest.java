package org.ankurah.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent to {@code /graphql}, the answer is GraphQL's. */
@QuarkusTest
class HttpEndpointTest {

    private static final String TYPENAME = "{\"query\": \"{ __typename }\"}";

    @Test
    void answersAQueryByPost() {
        post(TYPENAME.getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .contentType("application/json")
                .body("data.__typename", equalTo("Query"))
                .body("errors", nullValue());
    }

    @Test
    void answersAQueryByGetWithItsOperationName() {
        given().queryParam("query", "query A { __typename } query B { b: __typename }")
                .queryParam("operationName", "B")
                .get("/graphql")
                .then()
                .statusCode(200)
                .body("data.b", equalTo("Query"));
    }

    @Test
    void readsDocumentsWithCommentsAndLineBreaks() {
        given().header("Content-Type", "application/graphql; charset=utf-8")
                .body("# a comment\nquery {\n  __typename # another\n}\n".getBytes(StandardCharsets.UTF_8))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("data.__typename", equalTo("Query"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "nonsense",
                "7",
                "null",
                "\"{ __typename }\"",
                "[]",
                "{}",
                "{\"query\": null}",
                "{\"query\": 7}",
                "{\"query\": \"\"}",
                "{\"query\": [\"{ __typename }\"]}",
                "{\"query\": \"{ __typename }\", \"variables\": []}",
                "{\"query\": \"{ __typename }\", \"variables\": \"x\"}",
                "{\"query\": \"{ __typename }\", \"operationName\": 7}",
                "{\"query\": \"{ __typename }\", \"query\": \"{ a: __typename }\"}",
                "{\"query\": \"{ __typename }\"} {}",
                "{\"query\": \"{ __typename }\", \"variables\": {\"n\": 1e999999999}}"
            })
    void refusesMalformedRequests(String body) {
        isError(post(body.getBytes(StandardCharsets.UTF_8)).statusCode(400), "BAD_QUERY");
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] body = TYPENAME.getBytes(StandardCharsets.ISO_8859_1);
        body[12] = (byte) 0xff;

        isError(post(body).statusCode(400), "BAD_QUERY").body("errors[0].message", containsString("UTF-8"));
    }

    @Test
    void refusesDeeplyNestedJson() {
        String body = "{\"query\": \"{ __typename }\", \"variables\": " + "[".repeat(100_000) + "}";

        isError(post(body.getBytes(StandardCharsets.UTF_8)).statusCode(413), "LIMIT_EXCEEDED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json; charset=utf-16"})
    void refusesOtherContentTypes(String type) {
        isError(
                given().header("Content-Type", type)
                        .body(TYPENAME.getBytes(StandardCharsets.UTF_8))
                        .post("/graphql")
                        .then()
                        .statusCode(415),
                "BAD_QUERY");
    }

    /** Browsers send such a request for any page, without asking for leave. */
    @Test
    void refusesABodyWithoutAContentType() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/graphql"))
                .POST(HttpRequest.BodyPublishers.ofString(TYPENAME))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void refusesOversizedBodies() {
        byte[] body = new byte[9 << 20];

        isError(post(body).statusCode(413), "LIMIT_EXCEEDED");
    }

    @Test
    void refusesOversizedDocuments() {
        String body = "{\"query\": \"{ __typename }" + " ".repeat(300_000) + "\"}";

        isError(post(body.getBytes(StandardCharsets.UTF_8)).statusCode(413), "LIMIT_EXCEEDED");
    }

    @Test
    void refusesGetWithoutAQuery() {
        isError(given().get("/graphql").then().statusCode(400), "BAD_QUERY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void refusesOtherMethods(String method) {
        isError(given().request(method, "/graphql").then().statusCode(405), "BAD_QUERY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ __typename | Invalid syntax",
                "{ nothing } | nothing",
                "query ($a: Nothing) { __typename } | Nothing"
            })
    void namesWhatIsWrongWithADocumentAndWhere(String document, String named) {
        isError(post(json(document)).statusCode(200), "BAD_QUERY")
                .body("errors[0].message", containsString(named))
                .body("errors[0].locations[0].line", equalTo(1));
    }

    @Test
    void answersBadDocumentsWith400WhereTheClientCanTell() {
        isError(
                given().contentType("application/json")
                        .accept("application/graphql-response+json, application/json;q=0.9")
                        .body(json("{ nothing }"))
                        .post("/graphql")
                        .then()
                        .statusCode(400)
                        .contentType("application/graphql-response+json"),
                "BAD_QUERY");
    }

    @Test
    void refusesDeepOperations() {
        String nested = "ofType { ".repeat(25) + "name" + " }".repeat(25);

        isError(post(json("{ __schema { types { " + nested + " } } }")), "LIMIT_EXCEEDED")
                .body("errors[0].message", containsString("levels"));
    }

    @Test
    void refusesDocumentsWithTooManyTokens() {
        isError(post(json("{ " + "a: __typename ".repeat(10_000) + "}")), "LIMIT_EXCEEDED");
    }

    @Test
    void introspectionIsNotTooDeep() {
        given().get("/graphql/schema.graphql").then().statusCode(200).body(containsString("type Query"));
        String wrapped = "ofType { kind name ".repeat(9) + "}".repeat(9);
        post(json("{ __schema { types { fields { args { type { kind name " + wrapped + " } } } } } }"))
                .body("errors", nullValue());
    }

    @Test
    void headerMakesAMutationSafeToRepeat() {
        byte[] create = json("mutation { createArtist(input: {name: \\\"Once\\\"}) { artist { id } cursor } }");
        String key = "key-" + System.nanoTime();
        String first = repeatable(key, create)
                .statusCode(200)
                .body("errors", nullValue())
                .extract()
                .asString();

        repeatable(key, create).statusCode(200).body(equalTo(first));
        isError(repeatable("x".repeat(256), create).statusCode(200), "BAD_QUERY")
                .body("errors[0].extensions.field", equalTo("idempotencyKey"));
    }

    private static ValidatableResponse repeatable(String key, byte[] body) {
        return given().header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/graphql")
                .then();
    }

    private static ValidatableResponse post(byte[] body) {
        return given().header("Content-Type", "application/json")
                .body(body)
                .post("/graphql")
                .then();
    }

    private static ValidatableResponse isError(ValidatableResponse response, String code) {
        return response.header("Content-Type", containsString("json"))
                .body("errors[0].extensions.code", equalTo(code))
                .body("errors[0].message", not(blankOrNullString()));
    }

    private static byte[] json(String document) {
        return ("{\"query\": \"" + document + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
