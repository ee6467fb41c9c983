package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.node.Identity;
import org.ankurah.storage.ApiKey;
import org.junit.jupiter.api.Test;

/** Keys of services, made and revoked by administrators. */
class ApiKeyTest {

    private static final Identity ADMIN = new Identity("root", Set.of(Identity.ADMIN), Map.of());
    private static final String MAKE =
            "mutation($input: ApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id name roles claims expiresAt } } }";

    private final Api api = new Api();

    private Answer make(Map<String, Object> input) {
        return api.runAs(ADMIN, MAKE, Map.of("input", input));
    }

    @Test
    void aKeyIsShownOnceAndKeptByItsDigest() {
        Answer made = make(Map.of("name", "sync", "roles", List.of("editor"), "claims", Map.of("region", "north")));
        String secret = made.text("createApiKey", "secret");

        assertThat(secret).startsWith("ankurah_").hasSize(8 + 43);
        ApiKey found = api.node.apiKeys().find(secret);
        assertThat(found).isNotNull();
        assertThat(found.roles()).containsExactly("editor");
        assertThat(found.toString()).doesNotContain(secret);
        assertThat(api.runAs(ADMIN, "{ apiKeys { name roles claims revokedAt } }", Map.of())
                        .toString())
                .contains("sync", "north")
                .doesNotContain(secret, found.digest());
        assertThat(api.node.apiKeys().find(secret + "x")).isNull();
    }

    @Test
    void aRevokedKeyIsRefusedAndToldOf() {
        List<String> revoked = new ArrayList<>();
        api.node.apiKeys().onRevoked(revoked::add);
        Answer made = make(Map.of("name", "sync"));
        String id = made.text("createApiKey", "apiKey", "id");

        api.runAs(ADMIN, "mutation($id: ID!) { revokeApiKey(id: $id) { revokedAt } }", Map.of("id", id));

        assertThat(revoked).containsExactly(id);
        assertThat(api.node.apiKeys().find(made.text("createApiKey", "secret"))).isNull();
        assertThat(api.runAs(ADMIN, "mutation { revokeApiKey(id: \"x\") { id } }", Map.of())
                        .toString())
                .contains("NOT_FOUND");
    }

    @Test
    void onlyAdministratorsHaveToDoWithThem() {
        assertThat(api.run(MAKE, Map.of("input", Map.of("name", "x"))).toString())
                .contains("FORBIDDEN");
        assertThat(api.run("{ apiKeys { id } }").toString()).contains("FORBIDDEN");
        assertThat(api.run("mutation { revokeApiKey(id: \"x\") { id } }").toString())
                .contains("FORBIDDEN");
        assertThat(make(Map.of("name", "x", "roles", List.of("authenticated"))).toString())
                .contains("VALIDATION");
        assertThat(make(Map.of("name", " ")).toString()).contains("VALIDATION");
    }
}
