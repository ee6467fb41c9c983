package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.net.URI;
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
    public static final class LittlePatience extends OtherLimits {
        public LittlePatience() {
            super("little-patience", Map.of("pending-changes", MOST_PENDING));
        }
    }

    @BeforeEach
    void begin() {
        List<String> former = HttpApi.ask(
                        "{ albums(first: 1000, where: {year: {eq: 7001}}) { nodes { id } } }", Map.of())
                .getList("data.albums.nodes.id");
        former.forEach(id -> HttpApi.ask("mutation($id: ID!) { deleteAlbum(id: $id) { cursor } }", Map.of("id", id)));
        ids = create(ALBUMS);
        for (int i = 0; i < OTHERS; i++) {
            RawSocket other = RawSocket.greeted(http);
            other.text(RawSocket.subscribe(
                    "1",
                    "subscription { albums(where: {id: {eq: \\\"" + ids.get(0)
                            + "\\\"}}) { changes { album { plays } } } }"));
            others.add(other);
        }
        others.forEach(other -> assertThat(other.message()).contains("\"plays\":0"));
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
        socket.text(RawSocket.subscribe(
                "1",
                "subscription { albums(where: {year: {eq: 7001}}" + from
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
            HttpApi.ask("mutation($t: String!) { " + fields + " }", Map.of("t", title));
            for (RawSocket other : others) {
                assertThat(other.message()).contains("\"plays\":" + round + "}");
            }
        }
    }

    private List<String> create(int albums) {
        return HttpApi.ask(
                        "mutation($i: [AlbumInput!]!) { createAlbums(inputs: $i) { albums { id } } }",
                        Map.of("i", Collections.nCopies(albums, Map.of("title", "new", "year", 7001))))
                .getList("data.createAlbums.albums.id");
    }

    private List<?> stored() {
        return HttpApi.ask(
                        "{ albums(first: 1000, where: {year: {eq: 7001}}) { nodes { " + SELECTED + " } } }", Map.of())
                .getList("data.albums.nodes");
    }

    private static Map<?, ?> payload(RawSocket socket, String type) throws JsonProcessingException {
        Map<?, ?> message = read(socket);
        assertThat(message.get("type")).as(message.toString()).isEqualTo(type);
        return (Map<?, ?>) message.get("payload");
    }

    private static Map<?, ?> read(RawSocket socket) throws JsonProcessingException {
        return JSON.readValue(socket.message(), Map.class);
    }
}
