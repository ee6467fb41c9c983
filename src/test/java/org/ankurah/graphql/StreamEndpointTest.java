package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol graphql-sse in distinct connections mode, kept to by the server whatever the client does. */
@QuarkusTest
class StreamEndpointTest {

    @TestHTTPResource("/graphql/stream")
    URI stream;

    @Inject
    Admission admission;

    private int connections;

    @BeforeEach
    void rememberWhatIsOpen() {
        await().until(() -> admission.operations() == 0);
        connections = admission.connections();
    }

    @AfterEach
    void nothingIsLeft() {
        await().until(() -> admission.connections() <= connections && admission.operations() == 0);
        assertThat(admission.liveQueries()).isZero();
    }

    private HttpRequest.Builder get(String document) {
        String query = URLEncoder.encode(document, StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(stream + "?query=" + query));
    }

    @Test
    void queriesAnswerOnceAndComplete() {
        try (EventStream events = EventStream.query(stream, "{ __typename }")) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("Content-Type")).startsWith("text/event-stream");
            assertThat(events.header("Cache-Control")).contains("no-cache");
            assertThat(events.next("next")).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
            assertThat(events.next("complete")).isEmpty();
            assertThat(events.rest()).isEmpty();
        }
    }

    @Test
    void mutationsTravelByPost() {
        try (EventStream events =
                EventStream.query(stream, "mutation { createGenre(input: {name: \"Fado\\n\"}) { genre { name } } }")) {
            assertThat(events.next("next")).contains("\"name\":\"Fado\\n\"");
            events.next("complete");
        }
    }

    @Test
    void mutationsDoNotTravelByGet() {
        HttpRequest request =
                get("mutation { createGenre(input: {name: \"x\"}) { cursor } }").build();
        try (EventStream events = EventStream.send(request)) {
            assertThat(events.next("next")).contains("BAD_QUERY", "by GET");
            events.next("complete");
        }
    }

    @Test
    void subscriptionsStreamUntilTheClientLeaves() {
        try (EventStream events =
                EventStream.send(get("subscription { genres(where: {name: {eq: \"Polka\"}}) { changes { kind } } }")
                        .header("Accept", "text/event-stream")
                        .build())) {
            assertThat(events.next("next")).isEqualTo("{\"data\":{\"genres\":{\"changes\":[]}}}");
            assertThat(admission.liveQueries()).isEqualTo(1);

            HttpApi.createGenre("Polka");

            assertThat(events.next("next")).isEqualTo("{\"data\":{\"genres\":{\"changes\":[{\"kind\":\"ADDED\"}]}}}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ nope }",
                "{ albums(",
                "subscription { albums(first: 0) { cursor } }",
                "subscription { albums(since: \"x\") { cursor } }",
            })
    void whatIsWrongWithAnOperationIsToldInTheStream(String document) {
        try (EventStream events = EventStream.query(stream, document)) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.next("next")).contains("\"errors\"", "BAD_QUERY").doesNotContain("\"data\"");
            assertThat(events.next("complete")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {             | 400
            []            | 400
            {}            | 400
            {"query": 7}  | 400
            """)
    void requestsThatCannotBeReadAreRefused(String body, int status) {
        try (EventStream events = EventStream.post(stream, body)) {
            assertThat(events.status()).isEqualTo(status);
            assertThat(events.rest()).contains("BAD_QUERY");
        }
    }

    @Test
    void clientsThatDoNotAcceptEventsAreRefused() {
        HttpRequest request =
                get("{ __typename }").header("Accept", "application/json").build();
        try (EventStream events = EventStream.send(request)) {
            assertThat(events.status()).isEqualTo(406);
        }
    }

    @Test
    void otherContentTypesAreRefused() {
        RestAssured.given()
                .header("Accept", "text/event-stream")
                .contentType("text/plain")
                .body("{ __typename }")
                .post("/graphql/stream")
                .then()
                .statusCode(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void otherMethodsAreRefused(String method) {
        RestAssured.request(method, "/graphql/stream").then().statusCode(405).header("Allow", "GET, POST, OPTIONS");
    }

    @Test
    void bodiesBeyondTheLimitAreRefused() {
        try (EventStream events = EventStream.post(stream, " ".repeat((8 << 20) + 1))) {
            assertThat(events.status()).isEqualTo(413);
        }
    }

    @Test
    void aConnectionServesOneStreamAfterTheOther() {
        for (int i = 0; i < 20; i++) {
            RestAssured.given()
                    .contentType("application/json")
                    .body(Map.of("query", "{ __typename }"))
                    .post("/graphql/stream")
                    .then()
                    .statusCode(200);
        }
    }
}
