package org.ankurah.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.ankurah.graphql.RawSocket.LAST;
import static org.ankurah.graphql.RawSocket.PACKED;
import static org.ankurah.graphql.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server with little room says so, and what it has is free again afterwards. It packs messages, too. */
@QuarkusTest
@TestProfile(AdmissionTest.LittleRoom.class)
class AdmissionTest {

    private static final int CONNECTIONS = 20;
    private static final int OPERATIONS = 10;
    private static final int LIVE_QUERIES = 15;
    private static final int MESSAGE_BYTES = 100_000;
    private static final String LIVE = "subscription { genres(where: {name: {eq: \"none\"}}) { cursor } }";

    /** Packed messages end with these bytes, which are left out. */
    private static final byte[] TAIL = {0, 0, -1, -1};

    /** Limits that tests reach at once. */
    public static final class LittleRoom extends OtherLimits {
        public LittleRoom() {
            super(
                    "little-room",
                    Map.of(
                            "body-bytes",
                            MESSAGE_BYTES,
                            "connections",
                            CONNECTIONS,
                            "operations-per-socket",
                            OPERATIONS,
                            "live-queries",
                            LIVE_QUERIES,
                            "messages-per-second",
                            100,
                            "message-burst",
                            50));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("ankurah.compression", "true");
            return settings;
        }
    }

    @TestHTTPResource("/graphql")
    URI http;

    @TestHTTPResource("/graphql/stream")
    URI stream;

    @Inject
    Admission admission;

    @BeforeEach
    @AfterEach
    void nothingIsLeft() {
        await().until(() -> admission.connections() == 0 && admission.operations() == 0);
        assertThat(admission.liveQueries()).isZero();
    }

    @Test
    void socketsBeyondTheLimitAreToldToComeBack() {
        List<SocketClient> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(SocketClient.greeted(http));
        }
        try (SocketClient oneTooMany = SocketClient.connect(http)) {
            assertThat(oneTooMany.closeCode()).isEqualTo(1013);
        }
        try (EventStream alsoTooMany = EventStream.query(stream, "{ __typename }")) {
            assertThat(alsoTooMany.status()).isEqualTo(503);
            assertThat(alsoTooMany.rest()).contains("UNAVAILABLE");
        }
        assertThat(admission.refusals(Admission.Refused.CONNECTION)).isEqualTo(2);

        clients.get(0).close();
        await().until(() -> admission.connections() < CONNECTIONS);
        clients.add(SocketClient.greeted(http));
        clients.forEach(SocketClient::close);
    }

    @Test
    void liveQueriesBeyondTheLimitFailAndOthersGoOn() {
        try (SocketClient one = SocketClient.greeted(http);
                SocketClient other = SocketClient.greeted(http)) {
            for (int i = 0; i < LIVE_QUERIES; i++) {
                (i < OPERATIONS - 1 ? one : other).subscribe("o" + i, LIVE);
            }
            await().until(() -> admission.liveQueries() == LIVE_QUERIES);

            one.subscribe("too many", LIVE);
            String message = messageOf(one, "too many");
            assertThat(message).contains("type=error", "code=LIMIT_EXCEEDED", "Try again later");
            other.subscribe("query", "{ __typename }");
            assertThat(messageOf(other, "query")).contains("type=next");

            one.send("{\"type\": \"complete\", \"id\": \"o0\"}");
            await().until(() -> admission.liveQueries() == LIVE_QUERIES - 1);
            one.subscribe("again", LIVE);
            assertThat(messageOf(one, "again")).contains("type=next");
        }
    }

    private static String messageOf(SocketClient client, String id) {
        for (Map<String, Object> message = client.next(); ; message = client.next()) {
            if (id.equals(message.get("id"))) {
                return message.toString();
            }
        }
    }

    @Test
    void whoSendsTooFastIsReadSlowerAndLosesNothing() {
        int pings = 150;
        try (SocketClient client = SocketClient.greeted(http)) {
            long start = System.nanoTime();
            for (int i = 0; i < pings; i++) {
                client.send("{\"type\": \"ping\", \"payload\": {\"n\": " + i + "}}");
            }
            for (int i = 0; i < pings; i++) {
                assertThat(client.next()).isEqualTo(Map.of("type", "pong", "payload", Map.of("n", i)));
            }

            // 50 at once, then 100 a second: a second, of which a busy machine may have passed some before.
            assertThat(System.nanoTime() - start).isGreaterThan(500_000_000L);
        }
    }

    @Test
    void packedMessagesAreUnderstoodAndAnsweredInKind() throws DataFormatException {
        try (RawSocket socket = RawSocket.connect(http, "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertThat(socket.answer()).containsIgnoringCase("Sec-WebSocket-Extensions: permessage-deflate");
            Deflater packing = new Deflater(9, true);
            Inflater unpacking = new Inflater(true);
            socket.frame(LAST | TEXT | PACKED, packed(packing, "{\"type\": \"connection_init\"}"));
            assertThat(unpacked(unpacking, socket.read())).contains("connection_ack");
            for (int i = 0; i < 3; i++) {
                socket.frame(LAST | TEXT | PACKED, packed(packing, RawSocket.subscribe("x", "{ __typename }")));
                assertThat(unpacked(unpacking, socket.read())).contains("\"__typename\":\"Query\"");
                assertThat(unpacked(unpacking, socket.read())).contains("complete");
            }
            packing.end();
            unpacking.end();
        }
    }

    @Test
    void packedMessagesAreUnpackedNoFurtherThanMessagesMayBeLarge() {
        try (RawSocket socket = RawSocket.connect(http, "Sec-WebSocket-Extensions: permessage-deflate")) {
            Deflater packing = new Deflater(9, true);
            byte[] bomb = packed(packing, " ".repeat(80 << 20));
            packing.end();
            assertThat(bomb.length).isLessThan(MESSAGE_BYTES);
            socket.frame(LAST | TEXT | PACKED, bomb);

            assertThat(socket.readClose().closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void whatIsNotPackedAtAllClosesTheSocket() {
        try (RawSocket socket = RawSocket.connect(http, "Sec-WebSocket-Extensions: permessage-deflate")) {
            socket.frame(LAST | TEXT | PACKED, "this is not packed".getBytes(UTF_8));

            assertThat(socket.readClose().closeCode()).isBetween(1002, 1009);
        }
    }

    @Test
    void metricsTellWhatIsOpenAndWhatWasRefused() {
        try (SocketClient client = SocketClient.greeted(http)) {
            client.subscribe("live", LIVE);
            client.next();

            RestAssured.get("/q/metrics")
                    .then()
                    .body(containsString("ankurah_connections 1.0"))
                    .body(containsString("ankurah_operations 1.0"))
                    .body(containsString("ankurah_refusals_total{what=\"live_query\"}"));
        }
    }

    private static byte[] packed(Deflater packing, String message) {
        byte[] text = message.getBytes(UTF_8);
        packing.setInput(text);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        int length;
        do {
            length = packing.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            packed.write(chunk, 0, length);
        } while (length == chunk.length);
        byte[] whole = packed.toByteArray();
        return Arrays.copyOf(whole, whole.length - TAIL.length);
    }

    private static String unpacked(Inflater unpacking, RawSocket.Frame frame) throws DataFormatException {
        assertThat(frame.head()).isEqualTo(LAST | TEXT | PACKED);
        byte[] whole = Arrays.copyOf(frame.payload(), frame.payload().length + TAIL.length);
        System.arraycopy(TAIL, 0, whole, frame.payload().length, TAIL.length);
        unpacking.setInput(whole);
        byte[] text = new byte[1 << 16];
        return new String(text, 0, unpacking.inflate(text), UTF_8);
    }
}
