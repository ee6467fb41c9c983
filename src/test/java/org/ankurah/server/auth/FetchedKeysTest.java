package org.ankurah.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ankurah.graphql.RefusedLogin;
import org.ankurah.graphql.RefusedLogin.Reason;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchedKeysTest {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            asked.incrementAndGet();
            String page = pages.get(exchange.getRequestURI().getPath());
            byte[] body = (page == null ? "nothing" : page).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page == null ? 404 : 200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private String url(String path) {
        return "http://localhost:" + issuer.getAddress().getPort() + path;
    }

    private TokenVerifier verifier(TokenSettings.Keys where) {
        TokenSettings settings = new TokenSettings(
                where,
                TestKeys.ISSUER,
                Set.of(TestKeys.AUDIENCE),
                Duration.ZERO,
                TokenSettings.path("groups"),
                TokenSettings.path("sub"));
        return new TokenVerifier(
                settings, new FetchedKeys(where, new Fetcher(vertx), nanos::get, PAUSE), Clock.systemUTC());
    }

    private static String actor(TokenVerifier verifier, String token) {
        return verifier.login(token)
                .await()
                .atMost(Duration.ofSeconds(20))
                .identity()
                .actor();
    }

    private static Reason refusal(TokenVerifier verifier, String token) {
        return catchThrowableOfType(RefusedLogin.class, () -> actor(verifier, token))
                .reason();
    }

    @Test
    void keysAreFetchedOnceAndAgainWhenATokenNamesANewOne() {
        TestKeys old = TestKeys.of("ES256", "old");
        TestKeys next = TestKeys.of("EdDSA", "next");
        pages.put("/keys", TestKeys.set(old));
        TokenVerifier verifier = verifier(new TokenSettings.KeyUrl(url("/keys")));

        assertThat(actor(verifier, old.sign(TestKeys.claims("alice")))).isEqualTo("alice");
        assertThat(actor(verifier, old.sign(TestKeys.claims("bob")))).isEqualTo("bob");
        assertThat(asked).hasValue(1);

        pages.put("/keys", TestKeys.set(next));
        assertThat(refusal(verifier, next.sign(TestKeys.claims("alice")))).isEqualTo(Reason.SIGNATURE);
        assertThat(asked).as("not again so soon").hasValue(1);
        nanos.addAndGet(PAUSE.toNanos());
        assertThat(actor(verifier, next.sign(TestKeys.claims("alice")))).isEqualTo("alice");
        assertThat(refusal(verifier, old.sign(TestKeys.claims("alice")))).isEqualTo(Reason.SIGNATURE);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aFloodOfUnknownKeysCostsTheIssuerNothing() {
        TestKeys known = TestKeys.of("ES256", "known");
        TestKeys unknown = TestKeys.of("ES256", "unknown");
        pages.put("/keys", TestKeys.set(known));
        TokenVerifier verifier = verifier(new TokenSettings.KeyUrl(url("/keys")));

        assertThat(actor(verifier, known.sign(TestKeys.claims("alice")))).isEqualTo("alice");
        nanos.addAndGet(PAUSE.toNanos());
        for (int i = 0; i < 20; i++) {
            assertThat(refusal(verifier, unknown.sign(TestKeys.claims("m" + i))))
                    .isEqualTo(Reason.SIGNATURE);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void anIssuerThatIsAwayIsNoFaultOfTheToken() {
        TestKeys keys = TestKeys.of("RS256", "k");
        String token = keys.sign(TestKeys.claims("alice"));
        TokenVerifier verifier = verifier(new TokenSettings.KeyUrl(url("/keys")));

        assertThat(catchThrowableOfType(AnkurahException.class, () -> actor(verifier, token))
                        .code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
        pages.put("/keys", TestKeys.set(keys));
        nanos.addAndGet(PAUSE.toNanos());
        assertThat(actor(verifier, token)).isEqualTo("alice");
        pages.remove("/keys");
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(actor(verifier, token)).as("with the keys that are known").isEqualTo("alice");
    }

    @Test
    void anIssuerSaysWhereItsKeysAre() {
        TestKeys keys = TestKeys.of("RS256", "k");
        String token = keys.sign(TestKeys.claims("alice"));
        pages.put("/jwks", TestKeys.set(keys));
        pages.put(
                "/.well-known/openid-configuration",
                "{\"issuer\": \"" + url("/") + "\", \"jwks_uri\": \"" + url("/jwks") + "\"}");

        assertThat(actor(verifier(new TokenSettings.Discovery(url("/"))), token))
                .isEqualTo("alice");
        // Who speaks for another issuer is not believed.
        pages.put(
                "/.well-known/openid-configuration",
                "{\"issuer\": \"https://other.example.org\", \"jwks_uri\": \"" + url("/jwks") + "\"}");
        assertThat(catchThrowableOfType(
                                AnkurahException.class,
                                () -> actor(verifier(new TokenSettings.Discovery(url("/"))), token))
                        .code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }
}
