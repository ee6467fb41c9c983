package org.ankurah.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.server.auth.TestKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One decision on every way into a server with a policy file and tokens: HTTP, WebSocket and event streams give the same
 * answers, and live payloads follow what an identity may see.
 */
@QuarkusTest
@TestProfile(Governed.class)
class AccessOverTransportsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIVE = "subscription { customers { reset changes { kind id customer { email } } } }";

    private final TestKeys keys = SignedIn.keys();
    private String inCanada = "";
    private String inBrazil = "";

    @TestHTTPResource("/graphql")
    URI graphql;

    @TestHTTPResource("/graphql/stream")
    URI stream;

    @BeforeEach
    void twoCustomers() throws JsonProcessingException {
        inCanada = create("CA");
        inBrazil = create("BR");
    }

    @AfterEach
    void asItWas() {
        Governed.rule(Governed.RULES);
    }

    private String create(String country) throws JsonProcessingException {
        Map<String, Object> input = Map.of(
                "firstName",
                "A",
                "lastName",
                "B",
                "country",
                country,
                "fax",
                "555",
                "email",
                country + System.nanoTime() + "@example.org");
        return http(
                        boss(),
                        "mutation($input: CustomerInput!) { createCustomer(input: $input) { customer { id } } }",
                        Map.of("input", input))
                .at("/data/createCustomer/customer/id")
                .asText();
    }

    private void move(String id, String country) throws JsonProcessingException {
        http(
                boss(),
                "mutation($id: ID!, $to: String!) { updateCustomer(id: $id, patch: {country: $to}) { cursor } }",
                Map.of("id", id, "to", country));
    }

    private String boss() {
        return token("root", "CA", "boss");
    }

    private String token(String subject, @Nullable Object country, String... roles) {
        Map<String, Object> claims = TestKeys.claims(subject, roles);
        if (country != null) {
            claims.put("country", country);
        }
        return keys.sign(claims);
    }

    @Test
    void everyTransportGivesTheSameAnswers() throws JsonProcessingException {
        List<@Nullable String> askers = new ArrayList<>();
        askers.add(null);
        askers.addAll(List.of(
                token("ann", "CA", "staff"),
                token("ben", "BR", "staff"),
                token("cat", null, "staff"),
                token("dan", "' OR true --", "staff"),
                token("eve", List.of("CA", "BR"), "staff"),
                token("fay", "CA", "clerk"),
                token("gus", "CA", "clerk", "staff"),
                token("hal", "CA", "staff", "clerk"),
                boss()));
        List<String> documents = List.of(
                "{ customers(first: 1000) { totalCount nodes { id email } } }",
                "{ customers(query: \"country = 'BR'\", first: 1000) { nodes { id } } }",
                "{ customersAggregate(groupBy: [country]) { groups { key { country } count } } }",
                "{ customer(id: \"" + inBrazil + "\") { id email } entity(id: \"" + inBrazil + "\") { id } }",
                "{ customer(id: \"" + inCanada + "\") { id email history { nodes { operations } } } }",
                "{ customer(id: \"" + inCanada + "\") { fax } }",
                "{ customers(where: {fax: {startsWith: \"5\"}}) { totalCount } }",
                "{ customers(orderBy: [{fax: ASC}]) { totalCount } }",
                "{ customersAggregate(groupBy: [fax]) { groups { count } } }",
                "{ customers(query: \"fax = '555'\") { totalCount } }",
                "{ events(collections: [\"customer\"], first: 1000) { nodes { operations } } }",
                "{ genres { totalCount } invoices { totalCount } }",
                "mutation { updateCustomer(id: \"" + inBrazil + "\", patch: {city: \"x\"}, ifHead: []) { cursor } }",
                "mutation { deleteCustomer(id: \"" + inBrazil + "\", ifHead: []) { cursor } }");
        for (String asker : askers) {
            for (String document : documents) {
                JsonNode answer = http(asker, document, Map.of());
                assertThat(socket(asker, document)).as(document).isEqualTo(answer);
                assertThat(events(asker, document)).as(document).isEqualTo(answer);
            }
        }
    }

    @Test
    void nobodyLearnsOfOthersCustomers() throws JsonProcessingException {
        String ann = token("ann", "CA", "staff");

        assertThat(http(ann, "{ customers(query: \"country = 'BR'\") { totalCount } }", Map.of())
                        .at("/data/customers/totalCount")
                        .asInt())
                .isZero();
        for (Object claim : List.of("' OR true --", "CA' OR 'a' = 'a", "%", "$jwt.sub")) {
            assertThat(http(token("x", claim, "staff"), "{ customers { totalCount } }", Map.of())
                            .at("/data/customers/totalCount")
                            .asInt(-1))
                    .isZero();
        }
        assertThat(code(http(token("x", null, "staff"), "{ customers { totalCount } }", Map.of())))
                .isEqualTo("FORBIDDEN");
        assertThat(code(http(null, "{ customers { totalCount } }", Map.of()))).isEqualTo("UNAUTHENTICATED");
        String unknown = "{ customer(id: \"01DXF6DT25000A9WYEZX7H6WD9\") { id } }";
        assertThat(http(ann, unknown.replace("01DXF6DT25000A9WYEZX7H6WD9", inBrazil), Map.of()))
                .isEqualTo(http(ann, unknown, Map.of()));
        String change = "mutation { updateCustomer(id: \"%s\", patch: {city: \"x\"}) { cursor } }";
        String hidden = http(ann, change.formatted(inBrazil), Map.of()).toString();
        assertThat(hidden.replace(inBrazil, "ID"))
                .isEqualTo(http(ann, change.formatted("01DXF6DT25000A9WYEZX7H6WD9"), Map.of())
                        .toString()
                        .replace("01DXF6DT25000A9WYEZX7H6WD9", "ID"))
                .contains("NOT_FOUND");
        String away = "mutation { updateCustomer(id: \"" + inCanada + "\", patch: {country: \"BR\"}) { cursor } }";
        assertThat(code(http(ann, away, Map.of()))).isEqualTo("FORBIDDEN");
    }

    @Test
    void liveQueriesFollowWhatMayBeSeen() throws JsonProcessingException {
        String ann = token("ann", "CA", "staff");
        try (SocketClient socket = greeted(ann);
                EventStream events = open(ann, LIVE)) {
            socket.subscribe("1", LIVE);
            assertThat(changes(payload(socket)).toString()).contains(inCanada).doesNotContain(inBrazil);
            assertThat(changes(JSON.readTree(events.next("next"))).toString()).doesNotContain(inBrazil);

            move(inCanada, "BR");
            String gone = "[{\"kind\":\"REMOVED\",\"id\":\"" + inCanada + "\",\"customer\":null}]";
            assertThat(changes(payload(socket))).hasToString(gone);
            assertThat(changes(JSON.readTree(events.next("next")))).hasToString(gone);

            move(inBrazil, "CA");
            JsonNode came = changes(payload(socket));
            assertThat(came.at("/0/kind").asText()).isEqualTo("ADDED");
            assertThat(came.at("/0/id").asText()).isEqualTo(inBrazil);
            assertThat(came).isEqualTo(changes(JSON.readTree(events.next("next"))));
        }
    }

    @Test
    void runningSubscriptionsFollowThePolicyFile() throws JsonProcessingException {
        String ann = token("ann", "CA", "staff");
        try (SocketClient socket = greeted(ann);
                EventStream events = open(ann, LIVE)) {
            socket.subscribe("1", LIVE);
            payload(socket);
            events.next("next");

            Governed.rule(Governed.RULES.replace("country = $jwt.country", "country = 'BR'"));
            String after = payload(socket).toString();
            assertThat(after).contains(inBrazil);
            assertThat(events.next("next")).contains(inBrazil);

            Governed.rule(Governed.RULES.replace("staff:", "others:"));
            Map<String, Object> end = socket.next();
            assertThat(end).containsEntry("type", "error").containsEntry("id", "1");
            assertThat(end.toString()).contains("FORBIDDEN");
            assertThat(events.next("next")).contains("FORBIDDEN");
        }
    }

    private static JsonNode changes(JsonNode payload) {
        return payload.at("/data/customers/changes");
    }

    private static JsonNode payload(SocketClient socket) {
        Map<String, Object> message = socket.next();
        assertThat(message).containsEntry("type", "next");
        return JSON.valueToTree(message.get("payload"));
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asText();
    }

    private static JsonNode http(@Nullable String token, String document, Map<String, Object> variables)
            throws JsonProcessingException {
        var request = given().contentType("application/json")
                .body(JSON.writeValueAsString(Map.of("query", document, "variables", variables)));
        if (token != null) {
            request = request.header("Authorization", "Bearer " + token);
        }
        return JSON.readTree(request.post("/graphql").asString());
    }

    private SocketClient greeted(@Nullable String token) {
        SocketClient client = SocketClient.connect(graphql);
        String payload = token == null ? "" : ", \"payload\": {\"Authorization\": \"Bearer " + token + "\"}";
        client.send("{\"type\": \"connection_init\"" + payload + "}");
        assertThat(client.next()).containsEntry("type", "connection_ack");
        return client;
    }

    /** What is not even begun comes as an error of its own, without data. */
    private JsonNode socket(@Nullable String token, String document) {
        try (SocketClient client = greeted(token)) {
            client.subscribe("1", document);
            Map<String, Object> message = client.next();
            return "error".equals(message.get("type"))
                    ? JSON.valueToTree(Map.of("errors", message.get("payload")))
                    : JSON.valueToTree(message.get("payload"));
        }
    }

    private EventStream open(@Nullable String token, String document) throws JsonProcessingException {
        String body = JSON.writeValueAsString(new LinkedHashMap<>(Map.of("query", document)));
        return token == null
                ? EventStream.post(stream, body)
                : EventStream.post(stream, body, "Authorization", "Bearer " + token);
    }

    private JsonNode events(@Nullable String token, String document) throws JsonProcessingException {
        try (EventStream events = open(token, document)) {
            return JSON.readTree(events.next("next"));
        }
    }
}
