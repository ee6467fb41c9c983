package org.ankurah.server.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import org.ankurah.graphql.Authenticator;
import org.ankurah.graphql.Login;
import org.ankurah.graphql.RefusedLogin;
import org.ankurah.graphql.RefusedLogin.Reason;
import org.ankurah.node.Identity;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Checks JSON Web Tokens: who has signed them, for whom, and for how long. A token that was found good is remembered
 * by its digest, so that a client that sends one with each request costs no check of a signature.
 *
 * <p>Only signatures with a private key count, so neither a token without one ({@code none}) nor one that was made with
 * a secret ({@code HS256}), for which somebody might take a public key.
 */
final class TokenVerifier implements Authenticator {

    /** Longer ones do not fit into HTTP headers, so nobody makes them. */
    private static final int MAX_LENGTH = 16_384;

    /** Tokens that are remembered; each takes a few kilobytes at most. */
    private static final int MAX_REMEMBERED = 10_000;

    /** The last second of the year 9999. */
    private static final long END_OF_TIME = 253_402_300_799L;

    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.EDDSA);

    private final TokenSettings settings;
    private final KeySource keys;
    private final ClaimReader claims;
    private final Clock clock;
    private final Cache<ByteBuffer, Remembered> remembered =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    /**
     * A good token.
     *
     * @param by what it was checked with; with other keys it has to be checked again
     */
    private record Remembered(Login login, TrustedKeys by) {}

    TokenVerifier(TokenSettings settings, KeySource keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.claims = new ClaimReader(settings.rolesClaim(), settings.actorClaim());
        this.clock = clock;
    }

    @Override
    public Uni<Login> login(String token) {
        if (token.length() > MAX_LENGTH) {
            return Uni.createFrom().failure(new RefusedLogin(Reason.MALFORMED));
        }
        return keys.current().chain(current -> login(token, current));
    }

    private Uni<Login> login(String token, TrustedKeys trusted) {
        ByteBuffer digest = digest(token);
        Remembered known = remembered.getIfPresent(digest);
        if (known != null && known.by() == trusted && isNow(known.login())) {
            return Uni.createFrom().item(known.login());
        }
        try {
            return Uni.createFrom().item(checked(token, trusted, digest));
        } catch (UnresolvableKeyException unknown) {
            return keys.instead(trusted).map(other -> {
                try {
                    if (other != trusted) {
                        return checked(token, other, digest);
                    }
                } catch (UnresolvableKeyException still) {
                    // The token is told to be wrong below.
                }
                throw new RefusedLogin(Reason.SIGNATURE);
            });
        } catch (RefusedLogin refused) {
            return Uni.createFrom().failure(refused);
        }
    }

    private boolean isNow(Login login) {
        Instant until = login.until();
        return until == null || clock.instant().isBefore(until);
    }

    /** @throws UnresolvableKeyException if the token names a key that is not among those that are trusted */
    private Login checked(String token, TrustedKeys trusted, ByteBuffer digest) throws UnresolvableKeyException {
        Login login;
        try {
            login = loginOf(consumer(trusted).build().processToClaims(token));
        } catch (InvalidJwtException refused) {
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                if (cause instanceof UnresolvableKeyException unknown) {
                    throw unknown;
                }
            }
            throw new RefusedLogin(reasonOf(refused));
        } catch (MalformedClaimException
                | AnkurahException
                | IllegalArgumentException
                | ArithmeticException unreadable) {
            throw new RefusedLogin(Reason.MALFORMED);
        }
        remembered.put(digest, new Remembered(login, trusted));
        return login;
    }

    private JwtConsumerBuilder consumer(TrustedKeys trusted) {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(trusted)
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setRequireExpirationTime()
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(settings.audiences().toArray(String[]::new))
                .setAllowedClockSkewInSeconds((int) settings.clockSkew().toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
    }

    private Login loginOf(JwtClaims token) throws MalformedClaimException {
        if (!(JsonText.parse(token.getRawJson()) instanceof Json.Obj object)) {
            throw new RefusedLogin(Reason.MALFORMED);
        }
        Identity identity = claims.read(object.value());
        long end = Math.min(END_OF_TIME, token.getExpirationTime().getValue());
        return new Login(identity, Instant.ofEpochSecond(end).plus(settings.clockSkew()), null);
    }

    private static Reason reasonOf(InvalidJwtException refused) {
        if (refused.hasErrorCode(ErrorCodes.SIGNATURE_INVALID) || refused.hasErrorCode(ErrorCodes.SIGNATURE_MISSING)) {
            return Reason.SIGNATURE;
        }
        if (refused.hasErrorCode(ErrorCodes.EXPIRED)) {
            return Reason.EXPIRED;
        }
        if (refused.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return Reason.NOT_YET_VALID;
        }
        if (refused.hasErrorCode(ErrorCodes.ISSUER_INVALID) || refused.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return Reason.ISSUER;
        }
        if (refused.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || refused.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return Reason.AUDIENCE;
        }
        return Reason.MALFORMED;
    }

    private static ByteBuffer digest(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
