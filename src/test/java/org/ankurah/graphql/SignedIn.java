package org.ankurah.graphql;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ankurah.server.auth.TestKeys;

/** A server that takes tokens which the tests sign. */
public class SignedIn implements QuarkusTestProfile {

    private static final Path KEYS = Path.of("target", "test-keys");
    static final String ADMIN_KEY = "open-sesame-for-tests";

    /** The keys that sign them. The profile and its tests see different classes, but the same files. */
    static TestKeys keys() {
        return TestKeys.load(KEYS.resolve("pair"));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        TestKeys keys = TestKeys.of("RS256", null);
        try {
            Files.createDirectories(KEYS);
            Files.writeString(KEYS.resolve("public.pem"), keys.pem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keys.save(KEYS.resolve("pair"));
        return Map.of(
                "ankurah.data-dir",
                "target/test-data-signed-in",
                "ankurah.admin-key",
                ADMIN_KEY,
                "ankurah.auth.keys",
                KEYS.resolve("public.pem").toString(),
                "ankurah.auth.issuer",
                TestKeys.ISSUER,
                "ankurah.auth.audience",
                TestKeys.AUDIENCE,
                "ankurah.auth.clock-skew",
                "0S");
    }
}
