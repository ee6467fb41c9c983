package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One client does not read, among a thousand that do: they are told everything, and it is told what it needs. */
@QuarkusTest
@TestProfile(StalledSocketTest.LittlePatience.class)
class StalledSocketTest {

    private static final int OTHERS = 1_000;
    private static final int ALBUMS = 100;
    private static final int MOST_PENDING = 500;

    /** So many, and albums so large, that neither the system nor the server takes all payloads for the client. */
    private static final int ROUNDS = 40;

    private static final int TITLE = 6_000;
    private static final String SELECTED = "id title plays";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/graphql")
    URI http;

    private final LiveFold fold = new LiveFold("albums", "album");
    private final List<RawSocket> others = new ArrayList<>();
    private List<String> ids = List.of();

    /** Less may wait for a client than by default. */
    public static final class LittlePatience implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ankurah.data-dir",
                    "target/test-data-little-patience",
                    "ankurah.limits.pending-changes",
                    String.valueOf(MOST_PENDING));
        }
    }

    @BeforeEach
    void begin() {
        List<String> former = ask("{ albums(first: 1000, where: {year: {eq: 7001}}) { nodes { id } } }", Map.of())
                .getList("data.albums.nodes.id");
        former.forEach(id -> ask("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", id)));
        ids = create(ALBUMS);
        for (int i = 0; i < OTHERS; i++) {
            RawSocket other = RawSocket.greeted(http);
            other.text(subscribe("subscription { albums(where: {id: {eq: \\\"" + ids.get(0)
                    + "\\\"}}) { changes { album { plays } } } }"));
            others.add(other);
        }
        others.forEach(other -> assertThat(message(other)).contains("\"plays\":0"));
    }

    @AfterEach
    void end() {
        others.forEach(RawSocket::close);
    }

    @Test
    void whoReadsAgainIsToldAllAtOnce() throws JsonProcessingException {
        try (RawSocket stalled = stalled(null)) {
            changeAllWhileOthersRead();

            while (fold.payloads() == 0 || !fold.items().equals(stored())) {
                fold.apply(payload(stalled, "next"));
            }

            assertThat(fold.payloads()).as("payloads of " + ROUNDS + " changes").isLessThan(ROUNDS);
        }
    }

    @Test
    void whoMissesTooMuchGoesOnFromItsCursor() throws JsonProcessingException {
        String cursor;
        try (RawSocket stalled = stalled(null)) {
            changeAllWhileOthersRead();
            create(MOST_PENDING);

            Map<?, ?> message = read(stalled);
            while (message.get("type").equals("next")) {
                fold.apply((Map<?, ?>) message.get("payload"));
                message = read(stalled);
            }

            JsonPath error = JsonPath.from(JSON.writeValueAsString(message));
            assertThat(error.getString("payload[0].extensions.code")).isEqualTo("LIMIT_EXCEEDED");
            cursor = error.getString("payload[0].extensions.cursor");
        }
        try (RawSocket again = stalled(cursor)) {
            fold.resume();
            fold.apply(payload(again, "next"));
            assertThat(fold.items()).isEqualTo(stored());
        }
    }

    /** A client of all albums; it reads when it is made to. */
    private RawSocket stalled(@Nullable String since) {
        RawSocket socket = RawSocket.greeted(http);
        String from = since == null ? "" : ", since: \\\"" + since + "\\\"";
        socket.text(subscribe("subscription { albums(where: {year: {eq: 7001}}" + from
                + ") { cursor reset changes { kind id index album { " + SELECTED + " } } } }"));
        return socket;
    }

    private void changeAllWhileOthersRead() {
        String fields = IntStream.range(0, ids.size())
                .mapToObj(i -> "u" + i + ": updateAlbum(id: \"" + ids.get(i)
                        + "\", patch: {title: $t, plays: {increment: 1}}) { cursor }")
                .collect(Collectors.joining(" "));
        for (int round = 1; round <= ROUNDS; round++) {
            String title = round + " " + "x".repeat(TITLE);
            ask("mutation($t: String!) { " + fields + " }", Map.of("t", title));
            for (RawSocket other : others) {
                assertThat(message(other)).contains("\"plays\":" + round + "}");
            }
        }
    }

    private List<String> create(int albums) {
        return ask(
                        "mutation($i: [AlbumInput!]!) { createAlbums(inputs: $i) { albums { id } } }",
                        Map.of("i", Collections.nCopies(albums, Map.of("title", "new", "year", 7001))))
                .getList("data.createAlbums.albums.id");
    }

    private List<?> stored() {
        return ask("{ albums(first: 1000, where: {year: {eq: 7001}}) { nodes { " + SELECTED + " } } }", Map.of())
                .getList("data.albums.nodes");
    }

    private static JsonPath ask(String query, Map<String, Object> variables) {
        return RestAssured.given()
                .contentType("application/json")
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String subscribe(String query) {
        return "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"query\": \"" + query + "\"}}";
    }

    private static Map<?, ?> payload(RawSocket socket, String type) throws JsonProcessingException {
        Map<?, ?> message = read(socket);
        assertThat(message.get("type")).as(message.toString()).isEqualTo(type);
        return (Map<?, ?>) message.get("payload");
    }

    private static Map<?, ?> read(RawSocket socket) throws JsonProcessingException {
        return JSON.readValue(message(socket), Map.class);
    }

    /** The next message, whatever it was cut into. */
    private static String message(RawSocket socket) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        RawSocket.Frame frame;
        do {
            frame = socket.read();
            if (frame.kind() != RawSocket.PING) {
                message.writeBytes(frame.payload());
            }
        } while (frame.kind() == RawSocket.PING || (frame.head() & RawSocket.LAST) == 0);
        return message.toString(StandardCharsets.UTF_8);
    }
}
