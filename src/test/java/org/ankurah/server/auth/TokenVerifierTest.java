package org.ankurah.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ankurah.graphql.Login;
import org.ankurah.graphql.RefusedLogin;
import org.ankurah.graphql.RefusedLogin.Reason;
import org.ankurah.value.Json;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final TestKeys RSA = TestKeys.of("RS256", null);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.ofEpochSecond(Instant.now().getEpochSecond());

    private static TokenSettings settings(String rolesClaim, String actorClaim) {
        return new TokenSettings(
                new TokenSettings.Discovery(""),
                TestKeys.ISSUER,
                Set.of(TestKeys.AUDIENCE, "other"),
                SKEW,
                TokenSettings.path(rolesClaim),
                TokenSettings.path(actorClaim));
    }

    private static TokenVerifier verifier(String keys, Instant now) {
        return new TokenVerifier(
                settings("groups", "sub"), KeySource.of(TrustedKeys.read(keys)), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Login login(TokenVerifier verifier, String token) {
        return verifier.login(token).await().indefinitely();
    }

    private static Reason refusal(TokenVerifier verifier, String token) {
        RefusedLogin refused = catchThrowableOfType(RefusedLogin.class, () -> login(verifier, token));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.reason();
    }

    private static Reason refusal(Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = TestKeys.claims("alice");
        change.accept(claims);
        return refusal(verifier(RSA.pem(), NOW), RSA.sign(claims));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
    void tokensAreTakenThatPrivateKeysHaveSigned(String algorithm) {
        TestKeys inPem = TestKeys.of(algorithm, null);
        TestKeys inSet = TestKeys.of(algorithm, "k1");
        String set = TestKeys.set(TestKeys.of(algorithm, "k0"), inSet, RSA);
        Map<String, Object> claims = TestKeys.claims("alice", "editor");

        assertThat(login(verifier(inPem.pem(), NOW), inPem.sign(claims))
                        .identity()
                        .actor())
                .isEqualTo("alice");
        assertThat(login(verifier(set, NOW), inSet.sign(claims)).identity().roles())
                .containsExactlyInAnyOrder("editor", "authenticated");
        assertThat(refusal(verifier(inPem.pem(), NOW), inSet.sign(claims))).isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void claimsSayWhoItIsAndUntilWhen() {
        Map<String, Object> claims = TestKeys.claims("alice");
        claims.put("realm_access", Map.of("roles", List.of("editor", "anonymous", "authenticated", 7)));
        claims.put("email", "alice@example.org");
        TokenVerifier verifier = new TokenVerifier(
                settings("realm_access.roles", "email"),
                KeySource.of(TrustedKeys.read(RSA.pem())),
                Clock.fixed(NOW, ZoneOffset.UTC));

        Login login = login(verifier, RSA.sign(claims));

        assertThat(login.identity().actor()).isEqualTo("alice@example.org");
        assertThat(login.identity().roles()).containsExactlyInAnyOrder("editor", "authenticated");
        assertThat(login.identity().claims()).containsEntry("sub", new Json.Str("alice"));
        assertThat(login.until())
                .isEqualTo(Instant.ofEpochSecond((long) claims.get("exp")).plus(SKEW));
    }

    @Test
    void clocksMayDifferABitAndNoMore() {
        long now = NOW.getEpochSecond();
        long skew = SKEW.toSeconds();

        assertThat(login(verifier(RSA.pem(), NOW), RSA.sign(with("exp", now - skew + 1))))
                .isNotNull();
        assertThat(refusal(claims -> claims.put("exp", now - skew - 1))).isEqualTo(Reason.EXPIRED);
        assertThat(refusal(claims -> claims.put("exp", now - skew))).isEqualTo(Reason.EXPIRED);
        assertThat(login(verifier(RSA.pem(), NOW), RSA.sign(with("nbf", now + skew))))
                .isNotNull();
        assertThat(refusal(claims -> claims.put("nbf", now + skew + 1))).isEqualTo(Reason.NOT_YET_VALID);
    }

    private static Map<String, Object> with(String claim, Object value) {
        Map<String, Object> claims = TestKeys.claims("alice");
        claims.put(claim, value);
        return claims;
    }

    @Test
    void whatIsRememberedEndsAsWell() {
        String token = RSA.sign(TestKeys.claims("alice"));
        Instant[] now = {NOW};
        TokenVerifier verifier =
                new TokenVerifier(settings("groups", "sub"), KeySource.of(TrustedKeys.read(RSA.pem())), new Clock() {
                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now[0];
                    }
                });

        Login first = login(verifier, token);
        assertThat(login(verifier, token)).isSameAs(first);
        now[0] = NOW.plusSeconds(2 * 3_600);
        assertThat(refusal(verifier, token)).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void tokensThatAreMeantForOthersOrLackSomethingAreRefused() {
        assertThat(refusal(claims -> claims.put("iss", "https://evil.example.org/")))
                .isEqualTo(Reason.ISSUER);
        assertThat(refusal(claims -> claims.remove("iss"))).isEqualTo(Reason.ISSUER);
        assertThat(refusal(claims -> claims.put("aud", List.of("shop")))).isEqualTo(Reason.AUDIENCE);
        assertThat(refusal(claims -> claims.remove("aud"))).isEqualTo(Reason.AUDIENCE);
        assertThat(refusal(claims -> claims.remove("exp"))).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(claims -> claims.remove("sub"))).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(claims -> claims.put("sub", 7))).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(claims -> claims.put("sub", " "))).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(claims -> claims.put("sub", "a\u0000b"))).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(claims -> claims.put("exp", "soon"))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void tokensWithoutSignatureOrWithAnotherKindOfItAreRefused() {
        Map<String, Object> claims = TestKeys.claims("alice", "admin");
        TokenVerifier verifier = verifier(RSA.pem(), NOW);
        HmacKey publicAsSecret = new HmacKey(RSA.pem().getBytes(StandardCharsets.UTF_8));
        HmacKey encodedAsSecret = new HmacKey(RSA.publicKey().getEncoded());

        assertThat(refusal(verifier, RSA.sign(claims, "none", null))).isNotNull();
        assertThat(refusal(verifier, RSA.sign(claims, "HS256", publicAsSecret))).isEqualTo(Reason.SIGNATURE);
        assertThat(refusal(verifier, RSA.sign(claims, "HS256", encodedAsSecret)))
                .isEqualTo(Reason.SIGNATURE);
        assertThat(refusal(verifier, RSA.sign(claims, "RS512", RSA.privateKey())))
                .isEqualTo(Reason.SIGNATURE);
        assertThat(refusal(verifier, RSA.sign(claims, "PS256", RSA.privateKey())))
                .isEqualTo(Reason.SIGNATURE);
        TestKeys elliptic = TestKeys.of("ES256", null);
        assertThat(refusal(verifier, elliptic.sign(claims))).isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void tokensThatWereChangedAreRefused() {
        TokenVerifier verifier = verifier(RSA.pem(), NOW);
        String[] parts = RSA.sign(TestKeys.claims("alice")).split("\\.");
        String other = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"sub\":\"bob\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(refusal(verifier, parts[0] + "." + other + "." + parts[2])).isEqualTo(Reason.SIGNATURE);
        assertThat(refusal(verifier, parts[0] + "." + parts[1] + ".")).isNotNull();
        assertThat(refusal(verifier, parts[0] + "." + parts[1])).isEqualTo(Reason.MALFORMED);
        // The last character of a signature of 256 bytes holds bits that stand for nothing.
        assertThat(refusal(verifier, parts[0] + "." + parts[1] + "." + "A" + parts[2].substring(1)))
                .isEqualTo(Reason.SIGNATURE);
    }

    @Test
    void whatIsNoTokenIsRefused() {
        TokenVerifier verifier = verifier(RSA.pem(), NOW);
        for (String garbage : List.of("", ".", "..", "....", "a.b.c", "null", "{}", "\u0000", "a\u0000.b.c", "é.é.é")) {
            assertThat(refusal(verifier, garbage)).isEqualTo(Reason.MALFORMED);
        }
        assertThat(refusal(verifier, "a".repeat(10 << 20))).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(verifier, "a.".repeat(8_000))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void secretKeysAndKeysForEncryptionAreNotTrusted() {
        String secret = "{\"keys\": [{\"kty\": \"oct\", \"k\": \"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0\"}]}";

        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> TrustedKeys.read(secret)))
                .hasMessageContaining("no public key");
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> TrustedKeys.read(TestKeys.set(RSA).replace("\"sig\"", "\"enc\""))))
                .hasMessageContaining("no public key");
    }
}
