package org.ankurah.server.auth;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** A key pair that is made for a test, and tokens that it signs. */
public final class TestKeys {

    public static final String ISSUER = "https://login.example.org/";
    public static final String AUDIENCE = "music-store";

    private final String algorithm;
    private final @Nullable String id;
    private final KeyPair pair;

    private TestKeys(String algorithm, @Nullable String id, KeyPair pair) {
        this.algorithm = algorithm;
        this.id = id;
        this.pair = pair;
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = switch (algorithm) {
                case "RS256" -> KeyPairGenerator.getInstance("RSA");
                case "ES256" -> KeyPairGenerator.getInstance("EC");
                default -> KeyPairGenerator.getInstance("Ed25519");
            };
            if (algorithm.equals("RS256")) {
                generator.initialize(2048);
            } else if (algorithm.equals("ES256")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A pair for one of the algorithms RS256, ES256 and EdDSA. */
    public static TestKeys of(String algorithm, @Nullable String id) {
        return new TestKeys(algorithm, id, pair(algorithm));
    }

    /** Keeps the pair for another class loader's test. */
    public void save(Path file) {
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
            out.writeObject(pair);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pair for RS256 that was kept. */
    public static TestKeys load(Path file) {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            return new TestKeys("RS256", null, (KeyPair) in.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    PrivateKey privateKey() {
        return pair.getPrivate();
    }

    /** The public key in PEM. */
    public String pem() {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(publicKey().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
    }

    /** A JWK set of the public keys of several. */
    public static String set(TestKeys... all) {
        return "{\"keys\": ["
                + String.join(", ", List.of(all).stream().map(TestKeys::jwk).toList()) + "]}";
    }

    private String jwk() {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(publicKey());
            key.setKeyId(id);
            key.setUse("sig");
            return key.toJson();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    /** Good claims of somebody for an hour, to be changed. */
    public static Map<String, Object> claims(String subject, String... roles) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", AUDIENCE);
        claims.put("sub", subject);
        claims.put("exp", now + 3_600);
        claims.put("groups", List.of(roles));
        return claims;
    }

    /** A token with these claims. */
    public String sign(Map<String, Object> claims) {
        return sign(claims, algorithm, privateKey());
    }

    /** A token with these claims that was signed somehow. */
    String sign(Map<String, Object> claims, String header, @Nullable Key key) {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(JsonUtil.toJson(claims));
        token.setAlgorithmHeaderValue(header);
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setDoKeyValidation(false);
        if (id != null) {
            token.setKeyIdHeaderValue(id);
        }
        if (key != null) {
            token.setKey(key);
        }
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }
}
