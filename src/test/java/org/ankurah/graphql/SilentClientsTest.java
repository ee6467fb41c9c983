package org.ankurah.graphql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.ankurah.graphql.RawSocket.LAST;
import static org.ankurah.graphql.RawSocket.PING;
import static org.ankurah.graphql.RawSocket.PONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that say nothing, or read nothing: the server tells them what it can, and then does without them. */
@QuarkusTest
@TestProfile(SilentClientsTest.ShortPatience.class)
class SilentClientsTest {

    private static final String GREETING_TIME = "400MS";

    /** Twice this is enough for the largest answer here to be made. */
    private static final String SOCKET_PULSE = "1500MS";

    private static final int UNREAD_BYTES = 1 << 20;
    private static final int PULSES = 3;

    /** Of one entity; large ones, so that few fill all buffers between the server and its client. */
    private static final int NAME = 1 << 20;

    private static final int LARGE = 10;

    private static final String LIVE = "subscription { genres(where: {name: {eq: \\\"none\\\"}}) { cursor } }";

    @TestHTTPResource("/graphql")
    URI http;

    @Inject
    Admission admission;

    /** Times that pass while a test waits, and little that may wait for a client. */
    public static final class ShortPatience extends OtherLimits {
        public ShortPatience() {
            super(
                    "short-patience",
                    Map.of(
                            "greeting-time",
                            GREETING_TIME,
                            "socket-pulse",
                            SOCKET_PULSE,
                            "stream-pulse",
                            "200MS",
                            "unread-bytes",
                            UNREAD_BYTES));
        }
    }

    @BeforeEach
    @AfterEach
    void nothingIsLeft() {
        await().until(() -> admission.connections() == 0 && admission.operations() == 0);
        assertThat(admission.liveQueries()).isZero();
    }

    @Test
    void whoDoesNotGreetIsSentAway() {
        try (RawSocket silent = RawSocket.connect(http)) {
            assertThat(silent.readClose().closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void whoOnlyPingsHasNotGreeted() {
        try (RawSocket silent = RawSocket.connect(http)) {
            silent.text("{\"type\": \"ping\"}");
            assertThat(silent.readClose().closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void whoAnswersPingsStaysAndWhoDoesNotIsGone() {
        try (RawSocket awake = RawSocket.greeted(http);
                RawSocket dead = RawSocket.greeted(http)) {
            dead.text(RawSocket.subscribe("1", LIVE));
            assertThat(dead.read().text()).contains("\"next\"");

            for (int pulse = 0; pulse < PULSES; pulse++) {
                RawSocket.Frame ping = awake.read();
                assertThat(ping.kind()).isEqualTo(PING);
                awake.frame(LAST | PONG, ping.payload());
            }

            assertThat(dead.readClose().closeCode()).isEqualTo(1001);
            awake.text(RawSocket.subscribe("1", "{ __typename }"));
            assertThat(awake.skipPings().text()).contains("\"next\"");
        }
    }

    @Test
    void aMessageOfTheProtocolIsASignOfLifeAsWell() {
        try (RawSocket awake = RawSocket.greeted(http)) {
            for (int pulse = 0; pulse < PULSES; pulse++) {
                assertThat(awake.read().kind()).isEqualTo(PING);
                awake.text("{\"type\": \"pong\"}");
            }
        }
    }

    @Test
    void aClientThatIsCutOffWithoutAWordIsFoundOut() {
        RawSocket dead = RawSocket.greeted(http);
        dead.text(RawSocket.subscribe("1", LIVE));
        assertThat(dead.read().text()).contains("\"next\"");

        // It is never closed on this side, as if its network were gone: neither does it close its end when told to.
        await().until(() -> admission.connections() == 0 && admission.liveQueries() == 0);
        dead.close();
    }

    @Test
    void whoReadsNothingOfAStreamIsCut() throws IOException {
        createLarge();
        URI stream = http.resolve(StreamEndpoint.PATH);
        try (Socket silent = request(stream, "subscription{genres{items{name}}}");
                EventStream reading =
                        EventStream.query(stream, "subscription { genres(where: {name: {eq: \"a\"}}) { cursor } }")) {
            reading.next("next");
            await().until(() -> admission.connections() == 2 && admission.liveQueries() == 2);

            await().until(() -> admission.connections() == 1 && admission.liveQueries() == 1);

            assertThat(silent.isClosed()).isFalse();
            HttpApi.createGenre("a");
            reading.next("next");
        }
    }

    /** A request whose answer nobody reads; the system takes little of it. */
    private static Socket request(URI url, String query) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1 << 12);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        String encoded = query.replace("{", "%7B").replace("}", "%7D").replace(" ", "%20");
        String head = "GET " + url.getPath() + "?query=" + encoded + " HTTP/1.1\r\nHost: " + url.getHost() + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        return socket;
    }

    @Test
    void whoIsOwedTooMuchIsToldToComeBack() {
        createLarge();
        try (RawSocket late = RawSocket.greeted(http)) {
            late.text(RawSocket.subscribe("1", "{ a: genres { nodes { name } } b: genres { nodes { name } } }"));

            RawSocket.Frame close = late.readClose();
            assertThat(close.closeCode()).isEqualTo(1013);
            assertThat(close.closeReason()).contains("waits for the client");
        }
    }

    private static void createLarge() {
        int there = HttpApi.ask("{ genres(where: {name: {startsWith: \"xxx\"}}) { totalCount } }", Map.of())
                .getInt("data.genres.totalCount");
        for (int i = there; i < LARGE; i++) {
            HttpApi.createGenre("x".repeat(NAME));
        }
    }
}
