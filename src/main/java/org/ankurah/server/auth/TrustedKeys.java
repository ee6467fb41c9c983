package org.ankurah.server.auth;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/** The public keys that may have signed a token. Secret keys are not among them, whatever a key set holds. */
final class TrustedKeys implements VerificationKeyResolver {

    /** A set of more is none of an issuer's. */
    private static final int MAX_KEYS = 100;

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private static final List<String> KEY_FACTORIES = List.of("RSA", "EC", "Ed25519");

    private final List<Trusted> keys;

    private TrustedKeys(List<Trusted> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * One key.
     *
     * @param id its {@code kid}; null if it has none
     * @param algorithm the only one that it is for; null if whichever fits
     */
    private record Trusted(@Nullable String id, @Nullable String algorithm, PublicKey key) {

        boolean fits(@Nullable String keyId, @Nullable String header) {
            return (keyId == null || id == null || keyId.equals(id))
                    && (algorithm == null || algorithm.equals(header))
                    && fits(header);
        }

        private boolean fits(@Nullable String header) {
            if (header == null) {
                return false;
            }
            return switch (header) {
                case AlgorithmIdentifiers.RSA_USING_SHA256 -> key instanceof RSAPublicKey;
                case AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256 -> key instanceof ECPublicKey;
                case AlgorithmIdentifiers.EDDSA -> key instanceof EdECPublicKey;
                default -> false;
            };
        }
    }

    /**
     * Reads PEM blocks or a JWK set.
     *
     * @throws IllegalArgumentException if there is no key of a kind that can be used; the message says what was looked
     *     for
     */
    static TrustedKeys read(String text) {
        List<Trusted> keys = text.stripLeading().startsWith("{") ? readSet(text) : readPem(text);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("There is no public key in it: it must hold PEM blocks (PUBLIC KEY or"
                    + " CERTIFICATE) or a JWK set, with keys of RSA, of EC on the curve P-256, or of Ed25519.");
        }
        return new TrustedKeys(keys);
    }

    private static List<Trusted> readSet(String text) {
        List<JsonWebKey> all;
        try {
            all = text.contains("\"keys\"")
                    ? new JsonWebKeySet(text).getJsonWebKeys()
                    : List.of(JsonWebKey.Factory.newJwk(text));
        } catch (JoseException unreadable) {
            throw new IllegalArgumentException("It is no JWK set that can be read.", unreadable);
        }
        return all.stream()
                .filter(each -> each instanceof PublicJsonWebKey && !"enc".equals(each.getUse()))
                .limit(MAX_KEYS)
                .map(each ->
                        new Trusted(each.getKeyId(), each.getAlgorithm(), ((PublicJsonWebKey) each).getPublicKey()))
                .toList();
    }

    private static List<Trusted> readPem(String text) {
        List<Trusted> keys = new ArrayList<>();
        Matcher block = PEM.matcher(text);
        while (block.find() && keys.size() < MAX_KEYS) {
            byte[] bytes = Base64.getMimeDecoder().decode(block.group(2));
            PublicKey key = block.group(1).equals("CERTIFICATE") ? ofCertificate(bytes) : ofKey(bytes);
            keys.add(new Trusted(null, null, key));
        }
        return keys;
    }

    private static PublicKey ofCertificate(byte[] bytes) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes))
                    .getPublicKey();
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("A certificate in it cannot be read.", unreadable);
        }
    }

    private static PublicKey ofKey(byte[] bytes) {
        for (String kind : KEY_FACTORIES) {
            try {
                return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(bytes));
            } catch (GeneralSecurityException other) {
                // It is of another kind.
            }
        }
        throw new IllegalArgumentException("A public key in it is neither of RSA nor of EC nor of Ed25519.");
    }

    /** The key that has signed a token. What the token says of keys beyond its id is not looked at. */
    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        String id = signature.getKeyIdHeaderValue();
        String algorithm = signature.getAlgorithmHeaderValue();
        List<Trusted> fitting =
                keys.stream().filter(key -> key.fits(id, algorithm)).toList();
        for (Trusted each : fitting) {
            if (fitting.size() == 1 || hasSigned(signature, each.key())) {
                return each.key();
            }
        }
        throw new UnresolvableKeyException("no trusted key fits");
    }

    private static boolean hasSigned(JsonWebSignature signature, PublicKey key) {
        try {
            signature.setKey(key);
            return signature.verifySignature();
        } catch (JoseException unfit) {
            return false;
        } finally {
            signature.setKey(null);
        }
    }
}
