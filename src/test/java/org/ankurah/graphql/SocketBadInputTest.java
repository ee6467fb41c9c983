package org.ankurah.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.ankurah.graphql.RawSocket.BINARY;
import static org.ankurah.graphql.RawSocket.CONTINUATION;
import static org.ankurah.graphql.RawSocket.LAST;
import static org.ankurah.graphql.RawSocket.PACKED;
import static org.ankurah.graphql.RawSocket.PING;
import static org.ankurah.graphql.RawSocket.TEXT;
import static org.ankurah.graphql.RawSocket.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.ankurah.graphql.RawSocket.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever bytes a client sends: it is told what is wrong, in the words of the protocol, and nothing is left of it. */
@QuarkusTest
class SocketBadInputTest {

    private static final int MESSAGE_BYTES = 8 << 20;

    @TestHTTPResource("/graphql")
    URI http;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connection_init | 7
            ping            | []
            pong            | "x"
            """)
    void payloadsThatAreNoObjectsCloseTheSocket(String type, String payload) {
        try (RawSocket socket = RawSocket.connect(http)) {
            socket.text("{\"type\": \"" + type + "\", \"payload\": " + payload + "}");

            assertThat(socket.readClose().closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void aMessageBeyondTheLimitIsRefusedWithAReason() {
        try (RawSocket socket = RawSocket.greeted(http)) {
            socket.endless(LAST | TEXT, 100 << 20);

            Frame close = socket.readClose();
            assertThat(close.closeCode()).isEqualTo(1009);
            assertThat(close.closeReason()).contains("too large");
        }
        await().until(() -> admission.refusals(Admission.Refused.MESSAGE) > 0);
    }

    @Test
    void aMessageOfManyFramesIsHeldToTheSameLimit() {
        try (RawSocket socket = RawSocket.greeted(http)) {
            byte[] part = " ".repeat(1 << 20).getBytes(UTF_8);
            socket.frame(TEXT, part);
            for (int sent = part.length; sent <= MESSAGE_BYTES; sent += part.length) {
                socket.frame(CONTINUATION, part);
            }

            assertThat(socket.readClose().closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aMessageMayComeInManyFrames() {
        try (RawSocket socket = RawSocket.greeted(http)) {
            byte[] message = subscribe("é", "{ __typename }").getBytes(UTF_8);
            for (int i = 0; i < message.length; i++) {
                socket.frame(LAST | PING, new byte[] {7});
                assertThat(socket.read().kind()).isEqualTo(RawSocket.PONG);
                int last = i == message.length - 1 ? LAST : 0;
                socket.frame(last | (i == 0 ? TEXT : CONTINUATION), new byte[] {message[i]});
            }

            assertThat(socket.read().text()).contains("\"next\"", "\"é\"");
            assertThat(socket.read().text()).contains("\"complete\"");
        }
    }

    @Test
    void binaryMessagesCloseTheSocket() {
        try (RawSocket socket = RawSocket.greeted(http)) {
            socket.frame(LAST | BINARY, subscribe("1", "{ __typename }").getBytes(UTF_8));

            assertThat(socket.readClose().closeCode()).isEqualTo(4400);
        }
    }

    @ParameterizedTest
    @CsvSource({"0xC3", "0xFF", "0xEDA080"})
    void textThatIsNotUtf8ClosesTheSocket(String bytes) {
        try (RawSocket socket = RawSocket.greeted(http)) {
            String odd = new String(HexFormat.of().parseHex(bytes.substring(2)), StandardCharsets.ISO_8859_1);
            socket.frame(LAST | TEXT, subscribe(odd, "{ __typename }").getBytes(StandardCharsets.ISO_8859_1));

            assertThat(socket.readClose().closeCode()).isEqualTo(1007);
        }
    }

    @ParameterizedTest
    @CsvSource({"reserved bits,0xf1", "unknown kind,0x83", "continuation of nothing,0x80"})
    void framesAgainstTheRulesCloseTheSocket(String what, String head) {
        try (RawSocket socket = RawSocket.greeted(http)) {
            socket.frame(Integer.decode(head), "{}".getBytes(UTF_8));

            assertThat(socket.readClose().closeCode()).as(what).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @CsvSource({"'\0'", "'{\"type\": \"ping\"}\0'", "'{\"ty\0pe\": \"ping\"}'", "''"})
    void messagesThatAreNotJsonCloseTheSocket(String message) {
        try (RawSocket socket = RawSocket.greeted(http)) {
            socket.text(message);

            assertThat(socket.readClose().closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void idsMayHoldAnythingButNotMuch() {
        try (RawSocket socket = RawSocket.greeted(http)) {
            socket.text(subscribe("\\u0000\\\"", "{ __typename }"));
            assertThat(socket.read().text()).contains("\"id\":\"\\u0000\\\"\"");

            socket.text(subscribe("x".repeat(10_000), "{ __typename }"));
            assertThat(socket.readClose().closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void aTypeOfMegabytesIsToldInShort() {
        try (RawSocket socket = RawSocket.greeted(http)) {
            socket.text("{\"type\": \"" + "é".repeat(3 << 20) + "\"}");

            Frame close = socket.readClose();
            assertThat(close.closeCode()).isEqualTo(4400);
            assertThat(close.payload().length).isLessThanOrEqualTo(125);
        }
    }

    @Test
    void whatComesAfterTheEndIsIgnored() {
        try (RawSocket socket = RawSocket.greeted(http)) {
            socket.text(subscribe("1", "subscription { genres { cursor } }"));
            socket.read();
            socket.text("{\"type\": \"nonsense\"}");
            socket.text(subscribe("2", "subscription { genres { cursor } }"));

            assertThat(socket.readClose().closeCode()).isEqualTo(4400);
            await().until(() -> admission.operations() == 0);
        }
    }

    @Test
    void aSocketThatIsNotClosedByItsClientIsCut() {
        try (RawSocket socket = RawSocket.connect(http)) {
            socket.text("nonsense");

            assertThat(socket.readClose().closeCode()).isEqualTo(4400);
            assertThat(socket.isCut()).isTrue();
        }
    }

    @Test
    void tenThousandOperationsAreRefusedBeyondTheLimit() {
        int all = 10_000;
        int allowed = 1_000;
        try (SocketClient client = SocketClient.greeted(http)) {
            for (int i = 0; i < all; i++) {
                client.subscribe("o" + i, "subscription { genres(where: {name: {eq: \"none\"}}) { cursor } }");
            }
            int begun = 0;
            for (int i = 0; i < all; i++) {
                String message = client.next().toString();
                if (message.contains("type=next")) {
                    begun++;
                } else {
                    assertThat(message).contains("type=error", "code=LIMIT_EXCEEDED", "Complete some");
                }
            }
            assertThat(begun).isEqualTo(allowed);
            assertThat(admission.liveQueries()).isEqualTo(allowed);

            client.send("{\"type\": \"complete\", \"id\": \"o1\"}");
            client.subscribe("again", "{ __typename }");
            assertThat(client.next()).containsEntry("type", "next").containsEntry("id", "again");
        }
    }

    @Test
    void packingIsNotAgreedToUnlessSwitchedOn() {
        try (RawSocket socket = RawSocket.greeted(http, "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertThat(socket.answer()).doesNotContainIgnoringCase("permessage-deflate");
            socket.frame(LAST | TEXT | PACKED, new byte[] {1});

            assertThat(socket.readClose().closeCode()).isEqualTo(1002);
        }
    }
}
