package org.ankurah.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that runs registered documents only: no way leads around it. */
@QuarkusTest
@TestProfile(AllowListTest.RegisteredOnly.class)
class AllowListTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String KNOWN = "query Known { genres(first: 1) { totalCount } }";
    private static final String KNOWN_LIVE = "subscription KnownLive { genres(first: 1) { cursor } }";

    /** As it says. */
    public static class RegisteredOnly extends OtherLimits {
        public RegisteredOnly() {
            super("allow-list", Map.of());
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("ankurah.persisted-documents", "allow-list");
            settings.put("ankurah.operations-dir", "src/test/resources/org/ankurah/operations");
            return settings;
        }
    }

    @TestHTTPResource("/graphql")
    URI http;

    static Stream<Arguments> requests() {
        String learned = "{ __typename }";
        return Stream.of(
                Arguments.of(KNOWN, null, "totalCount"),
                Arguments.of(KNOWN, KNOWN, "totalCount"),
                Arguments.of(null, KNOWN, "totalCount"),
                Arguments.of("\n" + KNOWN.replace("{", "{\n") + "# said", null, "totalCount"),
                Arguments.of(learned, null, "FORBIDDEN"),
                Arguments.of(learned, learned, "FORBIDDEN"),
                Arguments.of(null, learned, "PERSISTED_QUERY_NOT_FOUND"),
                Arguments.of(learned, KNOWN, "BAD_QUERY"),
                Arguments.of(KNOWN.replace("totalCount", "nodes { id }"), null, "FORBIDDEN"),
                Arguments.of(KNOWN + " " + learned, null, "FORBIDDEN"),
                Arguments.of("{ __schema { queryType { name } } }", null, "FORBIDDEN"));
    }

    private static String body(@Nullable String query, @Nullable String named) throws JsonProcessingException {
        Map<String, Object> body = new LinkedHashMap<>();
        if (query != null) {
            body.put("query", query);
        }
        if (named != null) {
            body.put(
                    "extensions",
                    Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", PersistedDocuments.digest(named))));
        }
        return JSON.writeValueAsString(body);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void byPost(@Nullable String query, @Nullable String named, String says) throws JsonProcessingException {
        assertThat(given().contentType("application/json")
                        .body(body(query, named))
                        .post("/graphql")
                        .asString())
                .contains(says);
        assertThat(given().contentType("application/json")
                        .body("[" + body(query, named) + "]")
                        .post("/graphql")
                        .asString())
                .contains(says);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void bySocket(@Nullable String query, @Nullable String named, String says) throws JsonProcessingException {
        try (SocketClient client = SocketClient.greeted(http)) {
            client.send("{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": " + body(query, named) + "}");
            assertThat(client.next().toString()).contains(says);
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void byEventStream(@Nullable String query, @Nullable String named, String says) throws JsonProcessingException {
        try (EventStream events = EventStream.post(URI.create(http + "/stream"), body(query, named))) {
            assertThat(events.next("next")).contains(says);
        }
    }

    @Test
    void anythingAsADocumentOrByGet() {
        assertThat(given().header("Content-Type", "application/graphql; charset=utf-8")
                        .body("{ __typename }".getBytes(StandardCharsets.UTF_8))
                        .post("/graphql")
                        .asString())
                .contains("FORBIDDEN");
        assertThat(given().queryParam("query", "{ __typename }").get("/graphql").asString())
                .contains("FORBIDDEN");
        assertThat(given().queryParam("query", KNOWN).get("/graphql").asString())
                .contains("totalCount");
    }

    /** Each payload runs the document again. */
    @Test
    void liveQueriesOfAManifestGoOn() throws JsonProcessingException {
        try (SocketClient client = SocketClient.greeted(http)) {
            client.send("{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": " + body(null, KNOWN_LIVE) + "}");
            assertThat(client.next().toString()).contains("type=next", "cursor");
        }
    }
}
