package org.ankurah.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents by their digests, on every way that a request can take, as Apollo's clients do it. */
@QuarkusTest
class PersistedOverTransportsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/graphql")
    URI http;

    /** Each test has a document of its own that nobody has sent before. */
    private final String document = "{ __typename } # " + System.nanoTime();

    private Map<String, Object> name() {
        return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", PersistedDocuments.digest(document)));
    }

    /** As {@code createPersistedQueryLink} with {@code useGETForHashedQueries} has it. */
    @Test
    void getWithTheDigestThenPostWithBothThenGetAgain() throws JsonProcessingException {
        String extensions = JSON.writeValueAsString(name());
        given().queryParam("extensions", extensions)
                .get("/graphql")
                .then()
                .statusCode(200)
                .body("errors[0].message", equalTo("PersistedQueryNotFound"))
                .body("errors[0].extensions.code", equalTo("PERSISTED_QUERY_NOT_FOUND"));
        given().contentType("application/json")
                .body(Map.of("query", document, "extensions", name()))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("data.__typename", equalTo("Query"));
        given().queryParam("extensions", extensions).get("/graphql").then().body("data.__typename", equalTo("Query"));
        given().contentType("application/json")
                .body(Map.of("extensions", name()))
                .post("/graphql")
                .then()
                .body("data.__typename", equalTo("Query"));
    }

    @Test
    void eachOperationOfABatchIsNamedByItself() {
        Map<String, Object> other = Map.of("query", "{ t: __typename }");
        given().contentType("application/json")
                .body(List.of(
                        Map.of("extensions", name()),
                        other,
                        Map.of("query", document, "extensions", name()),
                        Map.of("extensions", name())))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("[0].errors[0].extensions.code", equalTo("PERSISTED_QUERY_NOT_FOUND"))
                .body("[1].data.t", equalTo("Query"))
                .body("[2].data.__typename", equalTo("Query"))
                .body("[3].data.__typename", equalTo("Query"));
    }

    @Test
    void overASocket() throws JsonProcessingException {
        try (SocketClient client = SocketClient.greeted(http)) {
            client.send(subscribe("1", Map.of("extensions", name())));
            assertThat(client.next().toString()).contains("type=error", "PERSISTED_QUERY_NOT_FOUND");
            client.send(subscribe("2", Map.of("query", document, "extensions", name())));
            assertThat(client.next().toString()).contains("type=next", "__typename=Query");
            assertThat(client.next()).containsEntry("type", "complete");
            client.send(subscribe("3", Map.of("extensions", name())));
            assertThat(client.next().toString()).contains("type=next", "__typename=Query");
        }
    }

    @Test
    void overAnEventStream() throws JsonProcessingException {
        URI stream = URI.create(http + "/stream");
        try (EventStream events = EventStream.post(stream, JSON.writeValueAsString(Map.of("extensions", name())))) {
            assertThat(events.next("next")).contains("PERSISTED_QUERY_NOT_FOUND");
            events.next("complete");
        }
        String both = JSON.writeValueAsString(Map.of("query", document, "extensions", name()));
        try (EventStream events = EventStream.post(stream, both)) {
            assertThat(events.next("next")).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        }
        try (EventStream events = EventStream.post(stream, JSON.writeValueAsString(Map.of("extensions", name())))) {
            assertThat(events.next("next")).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        }
    }

    @Test
    void aDigestIsNoWayAroundTheRules() {
        String mutation = "mutation { createGenre(input: {name: \"x\"}) { cursor } } # " + System.nanoTime();
        Map<String, Object> named =
                Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", PersistedDocuments.digest(mutation)));
        given().contentType("application/json")
                .body(Map.of("query", mutation, "extensions", named))
                .post("/graphql")
                .then()
                .statusCode(200);

        String answer = given().queryParam(
                        "extensions",
                        "{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + PersistedDocuments.digest(mutation)
                                + "\"}}")
                .get("/graphql")
                .asString();

        assertThat(answer).contains("BAD_QUERY", "by GET");
    }

    private static String subscribe(String id, Map<String, Object> payload) throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of("type", "subscribe", "id", id, "payload", payload));
    }
}
