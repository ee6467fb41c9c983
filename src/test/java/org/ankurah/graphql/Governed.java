package org.ankurah.graphql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/** A server that takes tokens which the tests sign, and a policy which they write. */
public class Governed extends SignedIn {

    static final Path POLICY = Path.of("target", "test-policy", "policy.yaml");

    /** Who may do what as long as no test says otherwise. */
    static final String RULES = """
            roles:
              anonymous:
                genre: {allow: read}
              staff:
                customer:
                  - allow: [read, update, history]
                    where: country = $jwt.country
                    hide: [fax]
              clerk:
                customer:
                  allow: retrieve
              boss:
                "*": {allow: all}
            """;

    /** Puts another policy in force, as operators do: the file is replaced as a whole. */
    static void rule(String rules) {
        try {
            Files.createDirectories(POLICY.getParent());
            Path next = POLICY.resolveSibling("next.yaml");
            Files.writeString(next, rules);
            Files.move(next, POLICY, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        rule(RULES);
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("ankurah.data-dir", "target/test-data-governed");
        settings.put("ankurah.policy-file", POLICY.toString());
        return settings;
    }
}
