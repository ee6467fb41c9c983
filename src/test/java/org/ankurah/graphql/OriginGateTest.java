package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may talk to the server, whatever they try; requests are written by hand, as clients forbid such headers. */
@QuarkusTest
class OriginGateTest {

    private static final String POST =
            "POST /graphql HTTP/1.1|Host: localhost:PORT|Content-Type: application/json|Content-Length: 25";
    private static final String GET = "GET /graphql?query=%7B__typename%7D HTTP/1.1|Host: localhost:PORT";
    private static final String STREAM_GET = "GET /graphql/stream?query=%7B__typename%7D HTTP/1.1|Host: localhost:PORT";
    private static final String STREAM_POST =
            "POST /graphql/stream HTTP/1.1|Host: localhost:PORT|Content-Type: application/json|Content-Length: 25";
    private static final String SOCKET =
            "GET /graphql HTTP/1.1|Host: localhost:PORT|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13"
                    + "|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==|Sec-WebSocket-Protocol: graphql-transport-ws";
    private static final String BODY = "{\"query\":\"{__typename}\"} ";

    static final List<String> WAYS = List.of(POST, GET, STREAM_GET, STREAM_POST, SOCKET);

    @TestHTTPResource("/graphql")
    URI http;

    @Inject
    Admission admission;

    private String send(String head, String... headers) {
        return RawHttp.send(http, head.replace("PORT", String.valueOf(http.getPort())), BODY, headers);
    }

    static Stream<Arguments> strangers() {
        return WAYS.stream()
                .flatMap(way -> Stream.of(
                                "Origin: https://evil.example",
                                "Origin: null",
                                "Origin: http://localhost.evil.example",
                                "Origin: file://",
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Site: same-site")
                        .map(header -> Arguments.of(way, header)));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void pagesOfOthersAreRefused(String way, String header) {
        long refused = admission.refusals(Admission.Refused.ORIGIN);
        String answer = send(way, header);

        assertThat(answer).startsWith("HTTP/1.1 403").contains("FORBIDDEN").doesNotContain("Query");
        assertThat(answer).doesNotContainIgnoringCase("access-control-allow-origin");
        assertThat(admission.refusals(Admission.Refused.ORIGIN)).isGreaterThan(refused);
    }

    @ParameterizedTest
    @FieldSource("WAYS")
    void ownPagesDevelopersAndProgramsPass(String way) {
        String passed = way.equals(SOCKET) ? "HTTP/1.1 101" : "HTTP/1.1 200";

        assertThat(send(way)).startsWith(passed);
        assertThat(send(way, "Sec-Fetch-Site: none")).startsWith(passed);
        assertThat(send(way, "Sec-Fetch-Site: same-origin")).startsWith(passed);
        assertThat(send(way, "Origin: http://localhost:" + http.getPort(), "Sec-Fetch-Site: same-origin"))
                .startsWith(passed)
                .doesNotContainIgnoringCase("access-control-allow-origin");
        String developers = send(way, "Origin: http://localhost:5173", "Sec-Fetch-Site: same-site");
        assertThat(developers).startsWith(passed);
        if (!way.equals(SOCKET)) {
            assertThat(developers)
                    .containsIgnoringCase("access-control-allow-origin: http://localhost:5173")
                    .containsIgnoringCase("vary: origin");
        }
    }

    /** A page whose host was given the address of the visitor's machine looks like the server's own, but for the name. */
    @ParameterizedTest
    @FieldSource("WAYS")
    void namesThatAreNotThisMachinesAreRefused(String way) {
        String rebound = way.replace("localhost:PORT", "evil.example:PORT");

        assertThat(send(rebound, "Origin: http://evil.example:" + http.getPort(), "Sec-Fetch-Site: same-origin"))
                .startsWith("HTTP/1.1 403")
                .contains("does not go by the name evil.example");
        assertThat(send(rebound)).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "[::1]", "LOCALHOST", "app.localhost"})
    void thisMachineGoesBySeveralNames(String name) {
        assertThat(send(GET.replace("localhost", name))).startsWith("HTTP/1.1 200");
    }

    @Test
    void leaveIsGivenToDevelopersOnly() {
        String ask = "OPTIONS /graphql HTTP/1.1|Host: localhost:PORT|Access-Control-Request-Method: POST"
                + "|Access-Control-Request-Headers: authorization,content-type";

        assertThat(send(ask, "Origin: http://localhost:5173"))
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("access-control-allow-origin: http://localhost:5173")
                .containsIgnoringCase("access-control-allow-headers: authorization,content-type")
                .containsIgnoringCase("access-control-allow-methods: GET, POST")
                .doesNotContainIgnoringCase("allow-credentials");
        assertThat(send(ask, "Origin: https://evil.example"))
                .startsWith("HTTP/1.1 403")
                .doesNotContainIgnoringCase("access-control");
    }

    /** What browsers send for any page without asking for leave. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain; application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonp"
            })
    void formsAreNotRead(String type) {
        assertThat(send(POST.replace("application/json", type))).startsWith("HTTP/1.1 415");
        assertThat(send(STREAM_POST.replace("application/json", type))).startsWith("HTTP/1.1 415");
    }

    @ParameterizedTest
    @CsvSource({"/graphql/", "/%67raphql", "//graphql", "/graphql/./", "/graphql?x=1"})
    void otherSpellingsOfThePathAreNoWayAround(String path) {
        String answer = send(POST.replace("/graphql ", path + " "), "Origin: https://evil.example");

        assertThat(answer).doesNotStartWith("HTTP/1.1 200").doesNotContain("Query");
    }

    @ParameterizedTest
    @CsvSource({"/graphiql", "/q/health/ready", "/graphql/schema.graphql", "/nothing"})
    void everyAnswerTellsBrowsersWhatIsAllowed(String path) {
        assertThat(send("GET " + path + " HTTP/1.1|Host: localhost:PORT"))
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("x-frame-options: DENY")
                .containsIgnoringCase("referrer-policy: same-origin")
                .containsIgnoringCase("content-security-policy: default-src 'self'; script-src 'self'")
                .containsIgnoringCase("frame-ancestors 'none'")
                .doesNotContainIgnoringCase("strict-transport-security");
    }
}
