package org.ankurah.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ankurah.server.auth.TestKeys;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens on every way into the server. */
@QuarkusTest
@TestProfile(SignedIn.class)
class TokenTest {

    private static final String WHO = "mutation { createGenre(input: {name: \"Jazz\"}) { events { actor } cursor } }";
    private static final String GENRES = "subscription { genres(first: 1) { reset } }";

    private final TestKeys keys = SignedIn.keys();

    @TestHTTPResource("/graphql")
    URI address;

    private String token(String subject) {
        return keys.sign(TestKeys.claims(subject));
    }

    /** One that is good for so many seconds. */
    private String token(String subject, int seconds) {
        Map<String, Object> claims = TestKeys.claims(subject);
        claims.put("exp", Instant.now().getEpochSecond() + seconds);
        return keys.sign(claims);
    }

    private static ValidatableResponse post(String header, String value, String path) {
        return given().header(header, value)
                .contentType("application/json")
                .body(Map.of("query", WHO))
                .post(path)
                .then();
    }

    @Test
    void theEventsOfARequestCarryWhoSentIt() {
        post("Authorization", "Bearer " + token("alice"), "/graphql")
                .statusCode(200)
                .body("data.createGenre.events[0].actor", equalTo("alice"));
        post("authorization", "bearer  " + token("bob"), "/graphql")
                .statusCode(200)
                .body("data.createGenre.events[0].actor", equalTo("bob"));
        post("X-Other", "nothing", "/graphql").body("data.createGenre.events[0].actor", nullValue());
        post("Authorization", "Basic YTpi", "/graphql").body("data.createGenre.events[0].actor", nullValue());
    }

    @Test
    void theLogCanBeAskedForWhatSomebodyDid() {
        post("Authorization", "Bearer " + token("carol"), "/graphql").statusCode(200);

        assertThat(HttpApi.ask(
                                "{ events(actor: \"carol\", first: 5) { nodes { actor collection } totalCount } }",
                                Map.of())
                        .getList("data.events.nodes.actor"))
                .isNotEmpty()
                .containsOnly("carol");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "/graphql/stream"})
    void aWrongTokenIsRefusedBeforeAnythingElse(String path) {
        for (String wrong : wrongTokens()) {
            post("Authorization", "Bearer " + wrong, path)
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("invalid_token"))
                    .contentType("application/json")
                    .body("errors[0].extensions.code", equalTo("UNAUTHENTICATED"));
        }
        given().header("Authorization", "Bearer " + wrongTokens().get(0))
                .queryParam("query", "{ genres { totalCount } }")
                .get(path)
                .then()
                .statusCode(401)
                .body("errors[0].extensions.code", equalTo("UNAUTHENTICATED"));
    }

    private List<String> wrongTokens() {
        TestKeys others = TestKeys.of("RS256", null);
        Map<String, Object> late = TestKeys.claims("alice");
        late.put("exp", Instant.now().getEpochSecond() - 1);
        Map<String, Object> early = TestKeys.claims("alice");
        early.put("nbf", Instant.now().getEpochSecond() + 60);
        Map<String, Object> foreign = TestKeys.claims("alice");
        foreign.put("iss", "https://evil.example.org/");
        Map<String, Object> elsewhere = TestKeys.claims("alice");
        elsewhere.put("aud", "shop");
        String unsigned = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "." + token("alice").split("\\.")[1] + ".";
        return List.of(
                keys.sign(late),
                keys.sign(early),
                keys.sign(foreign),
                keys.sign(elsewhere),
                others.sign(TestKeys.claims("alice", "admin")),
                unsigned,
                "x".repeat(5_000),
                "ankurah_nonsense",
                "garbage");
    }

    @Test
    void theRoleAdminIsAsGoodAsTheAdminKey() {
        String purge = "mutation($id: ID!) { purgeGenre(id: $id) { id } }";
        String id = HttpApi.ask("mutation { createGenre(input: {name: \"x\"}) { genre { id } } }", Map.of())
                .getString("data.createGenre.genre.id");

        for (String role : List.of("editor", "admin")) {
            given().header("Authorization", "Bearer " + keys.sign(TestKeys.claims("root", role)))
                    .contentType("application/json")
                    .body(Map.of("query", purge, "variables", Map.of("id", id)))
                    .post("/graphql")
                    .then()
                    .body("data.purgeGenre.id", role.equals("admin") ? equalTo(id) : nullValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "token"})
    void aGreetingCarriesAToken(String member) {
        try (SocketClient client = SocketClient.connect(address)) {
            String scheme = member.equals("token") ? "" : "Bearer ";
            client.send("{\"type\": \"connection_init\", \"payload\": {\"" + member + "\": \"" + scheme + token("dora")
                    + "\"}}");
            assertThat(client.next().get("payload"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsKeys("validUntil", "expiresIn");
            client.subscribe("1", WHO);
            assertThat(client.next().toString()).contains("actor=dora");
        }
    }

    @Test
    void aWrongTokenInTheGreetingClosesTheSocket() {
        List<String> wrong = new ArrayList<>(wrongTokens());
        wrong.add("a\\u0000b");
        wrong.add("y".repeat(7 << 20));
        for (String each : wrong) {
            try (SocketClient client = SocketClient.connect(address)) {
                client.send(
                        "{\"type\": \"connection_init\", \"payload\": {\"Authorization\": \"Bearer " + each + "\"}}");
                assertThat(client.closeCode()).isEqualTo(4403);
            }
        }
    }

    @Test
    void aRunningSocketMayBecomeSomebodyElse() {
        try (SocketClient client = SocketClient.greeted(address)) {
            client.subscribe("live", GENRES);
            assertThat(client.next()).containsEntry("id", "live");

            client.send(ping(token("emil")));
            assertThat(client.next())
                    .containsEntry("type", "pong")
                    .extracting("payload")
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsKeys("validUntil", "expiresIn");
            client.subscribe("1", WHO);
            assertThat(until(client, "complete", "1")).contains("actor=emil");

            client.send(ping("garbage"));
            Map<String, Object> pong = client.next();
            while (!"pong".equals(pong.get("type"))) {
                pong = client.next();
            }
            assertThat(pong.toString()).contains("UNAUTHENTICATED");
            client.subscribe("2", WHO);
            assertThat(until(client, "complete", "2")).as("as before").contains("actor=emil");
            client.send("{\"type\": \"ping\", \"payload\": {\"x\": 1}}");
            assertThat(until(client, "pong", null)).contains("x=1");
        }
    }

    private static String ping(String token) {
        return "{\"type\": \"ping\", \"payload\": {\"Authorization\": \"Bearer " + token + "\"}}";
    }

    /** All that comes up to a message of a type. */
    private static String until(SocketClient client, String type, String id) {
        StringBuilder all = new StringBuilder();
        Map<String, Object> message;
        do {
            message = client.next();
            all.append(message);
        } while (!type.equals(message.get("type")) || (id != null && !id.equals(message.get("id"))));
        return all.toString();
    }

    @Test
    void whenATokenExpiresItsSubscriptionsEndUntilANewOneComes() {
        try (SocketClient client = SocketClient.connect(address)) {
            client.send("{\"type\": \"connection_init\", \"payload\": {\"token\": \"" + token("finn", 2) + "\"}}");
            assertThat(client.next()).containsEntry("type", "connection_ack");
            client.subscribe("a", GENRES);
            client.subscribe("b", "subscription { events { cursor } }");

            String ended = until(client, "error", null) + until(client, "error", null);
            assertThat(ended).contains("id=a").contains("id=b").contains("UNAUTHENTICATED");
            client.subscribe("c", GENRES);
            assertThat(until(client, "error", "c")).contains("UNAUTHENTICATED");
            client.send(ping(token("finn")));
            assertThat(until(client, "pong", null)).contains("validUntil");
            client.subscribe("d", GENRES);
            assertThat(client.next()).containsEntry("id", "d").containsEntry("type", "next");
        }
    }

    @Test
    void whoBringsANewTokenInTimeLosesNothing() {
        try (SocketClient client = SocketClient.connect(address)) {
            client.send("{\"type\": \"connection_init\", \"payload\": {\"token\": \"" + token("gus", 2) + "\"}}");
            assertThat(client.next()).containsEntry("type", "connection_ack");
            client.subscribe("a", "subscription { genres(where: {name: {eq: \"Gus\"}}) { changes { kind } } }");
            assertThat(client.next()).containsEntry("id", "a");
            client.send(ping(token("gus")));
            assertThat(client.next()).containsEntry("type", "pong");

            assertThat(client.poll(3, TimeUnit.SECONDS)).isNull();
            HttpApi.createGenre("Gus");
            assertThat(client.next()).containsEntry("type", "next").containsEntry("id", "a");
        }
    }

    @Test
    void anEventStreamEndsWithItsToken() {
        String all = given().header("Authorization", "Bearer " + token("hans", 2))
                .header("Accept", "text/event-stream")
                .contentType("application/json")
                .body(Map.of("query", GENRES))
                .post("/graphql/stream")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(all).contains("\"reset\":true").contains("UNAUTHENTICATED").endsWith("event: complete\ndata:\n\n");
    }

    @Test
    void nothingThatIsSecretIsLogged() {
        String secret = "s3cret-and-personal";
        Map<String, Object> claims = TestKeys.claims("ida");
        claims.put("email", secret);
        claims.put("exp", Instant.now().getEpochSecond() - 5);
        String late = keys.sign(claims);
        try (WholeLog log = new WholeLog()) {
            post("Authorization", "Bearer " + late, "/graphql").statusCode(401);
            post("X-API-Key", "ankurah_" + secret, "/graphql").statusCode(401);
            try (SocketClient client = SocketClient.connect(address)) {
                client.send("{\"type\": \"connection_init\", \"payload\": {\"token\": \"" + late
                        + "\", \"adminKey\": \"" + SignedIn.ADMIN_KEY + "\"}}");
                assertThat(client.closeCode()).isEqualTo(4403);
            }
            HttpApi.ask("mutation($n: ID!) { purgeGenre(id: $n) { id } }", Map.of("n", secret));

            assertThat(log.of("org.ankurah.audit"))
                    .anySatisfy(line -> assertThat(line).contains("login.refused", "EXPIRED", "127.0.0.1"))
                    .anySatisfy(line -> assertThat(line).contains("write.refused", "purgeGenre", "FORBIDDEN"));
            assertThat(log.lines())
                    .noneMatch(line -> line.contains(secret)
                            || line.contains(SignedIn.ADMIN_KEY)
                            || line.contains(late)
                            || line.contains(late.split("\\.")[1])
                            || line.contains(late.split("\\.")[2]));
        }
    }
}
