package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ankurah.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol graphql-transport-ws, kept to by the server whatever the client does. */
@QuarkusTest
class SocketEndpointTest {

    @TestHTTPResource("/graphql")
    URI http;

    @Inject
    Node node;

    @Test
    void queriesAndMutationsAnswerOnceAndComplete() {
        try (SocketClient client = SocketClient.greeted(http)) {
            client.subscribe("1", "mutation { createGenre(input: {name: \"Zydeco\"}) { genre { name } } }");

            Map<String, Object> next = client.next();
            assertThat(next).containsEntry("type", "next").containsEntry("id", "1");
            assertThat(next.get("payload").toString()).isEqualTo("{data={createGenre={genre={name=Zydeco}}}}");
            assertThat(client.next()).isEqualTo(Map.of("type", "complete", "id", "1"));
        }
    }

    @Test
    void subscriptionsStreamUntilTheyAreCompleted() {
        try (SocketClient client = SocketClient.greeted(http)) {
            client.subscribe("live", "subscription { genres(where: {name: {eq: \"Dub\"}}) { changes { kind } } }");
            assertThat(client.next().get("payload").toString()).isEqualTo("{data={genres={changes=[]}}}");
            int open = node.openLiveQueries();

            client.subscribe("make", "mutation { createGenre(input: {name: \"Dub\"}) { cursor } }");
            List<Map<String, Object>> messages = List.of(client.next(), client.next(), client.next());
            assertThat(messages)
                    .anyMatch(message -> message.get("id").equals("live")
                            && message.get("payload").toString().equals("{data={genres={changes=[{kind=ADDED}]}}}"));

            client.send("{\"type\": \"complete\", \"id\": \"live\"}");
            await().until(() -> node.openLiveQueries() == open - 1);
            client.subscribe("live", "{ __typename }");
            assertThat(client.next()).containsEntry("type", "next");
        }
    }

    @Test
    void variablesThatAreTooMuchEndTheirOperationOnly() {
        String deep = "[".repeat(300) + "]".repeat(300);
        try (SocketClient client = SocketClient.greeted(http)) {
            client.subscribe("live", "subscription { genres(where: {name: {eq: \"Ska\"}}) { changes { kind } } }");
            client.next();
            for (String value : List.of(deep, "1e999999999", "9".repeat(1_500))) {
                client.send("{\"id\": \"much\", \"type\": \"subscribe\", \"payload\": {\"query\": \"{ __typename }\","
                        + " \"variables\": {\"v\": " + value + "}}}");
                assertThat(client.next()).containsEntry("type", "error").containsEntry("id", "much");
            }
            client.subscribe("make", "mutation { createGenre(input: {name: \"Ska\"}) { cursor } }");
            assertThat(client.next()).containsEntry("type", "next");
        }
    }

    @Test
    void closingTheSocketEndsItsLiveQueries() {
        int before = node.openLiveQueries();
        SocketClient client = SocketClient.greeted(http);
        client.subscribe("a", "subscription { genres { cursor } }");
        client.next();
        assertThat(node.openLiveQueries()).isEqualTo(before + 1);

        client.close();

        await().until(() -> node.openLiveQueries() == before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ nope }",
                "{ albums(",
                "subscription { albums(first: 0) { cursor } }",
                "subscription { albums(continueFrom: {}) { cursor } }",
                "subscription { albums { items { tracks(first: -1) { totalCount } } } }",
                "subscription { albums(since: \"x\") { cursor } }",
                "subscription { events(since: \"x\") { cursor } }",
                "subscription { events(since: \"QDk5OTk5OTk5\") { cursor } }",
                "subscription { albums { cursor } artists { cursor } }",
            })
    void operationsThatCannotRunFailWithACode(String document) {
        try (SocketClient client = SocketClient.greeted(http)) {
            client.subscribe("x", document);

            Map<String, Object> answer = client.next();
            assertThat(answer).containsEntry("type", "error").containsEntry("id", "x");
            assertThat(answer.get("payload").toString()).contains("code=BAD_QUERY");
            assertThat(client.poll(200, TimeUnit.MILLISECONDS)).isNull();
            client.subscribe("y", "subscription { genres { reset } }");
            assertThat(client.next()).containsEntry("type", "next").containsEntry("id", "y");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                                       | 4400
            []                                                                      | 4400
            7                                                                       | 4400
            {"no": "type"}                                                          | 4400
            {"type": 7}                                                             | 4400
            {"type": "nonsense"}                                                    | 4400
            {"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }"}} | 4401
            """)
    void whatBreaksTheProtocolClosesTheSocket(String message, int code) {
        try (SocketClient client = SocketClient.connect(http)) {
            client.send(message);

            assertThat(client.closeCode()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "connection_init"}                             | 4429
            {"type": "subscribe"}                                   | 4400
            {"type": "subscribe", "id": 7, "payload": {}}           | 4400
            {"type": "subscribe", "id": "1"}                        | 4400
            {"type": "subscribe", "id": "1", "payload": 7}          | 4400
            {"type": "subscribe", "id": "", "payload": {"query": "{ __typename }"}} | 4400
            {"type": "subscribe", "id": "1", "payload": {}}         | 4400
            {"type": "subscribe", "id": "1", "payload": {"query": 7}} | 4400
            {"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "variables": 7}} | 4400
            {"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "operationName": 7}} | 4400
            {"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "extensions": []}} | 4400
            {"type": "complete"}                                    | 4400
            """)
    void whatBreaksTheProtocolLaterClosesTheSocket(String message, int code) {
        try (SocketClient client = SocketClient.greeted(http)) {
            client.send(message);

            assertThat(client.closeCode()).isEqualTo(code);
        }
    }

    @Test
    void idsInUseCloseTheSocket() {
        try (SocketClient client = SocketClient.greeted(http)) {
            client.subscribe("1", "subscription { genres { cursor } }");
            client.subscribe("1", "subscription { genres { cursor } }");

            assertThat(client.closeCode()).isEqualTo(4409);
        }
    }

    @Test
    void otherProtocolsAreRefused() {
        try (SocketClient client = SocketClient.connect(http, "graphql-ws")) {
            assertThat(client.closeCode()).isEqualTo(4406);
        }
    }

    @Test
    void greetingsMayHaveANullPayload() {
        try (SocketClient client = SocketClient.connect(http)) {
            client.send("{\"type\": \"connection_init\", \"payload\": null}");

            assertThat(client.next()).containsEntry("type", "connection_ack");
        }
    }

    @Test
    void pingsAreAnswered() {
        try (SocketClient client = SocketClient.connect(http)) {
            client.send("{\"type\": \"ping\", \"payload\": {\"a\": 1}}");

            assertThat(client.next()).isEqualTo(Map.of("type", "pong", "payload", Map.of("a", 1)));
        }
    }

    @Test
    void largeMessagesArriveWhole() {
        try (SocketClient client = SocketClient.greeted(http)) {
            String name = "x".repeat(300_000);
            client.subscribe(
                    "1",
                    "mutation($name: String!) { createGenre(input: {name: $name}) { genre { name } } }",
                    Map.of("name", name));

            assertThat(client.next().toString()).contains(name);
        }
    }
}
