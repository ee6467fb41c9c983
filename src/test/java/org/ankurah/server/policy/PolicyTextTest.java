package org.ankurah.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.ankurah.model.Right;
import org.ankurah.node.policy.Grant;
import org.ankurah.node.policy.PolicyException;
import org.ankurah.node.policy.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of a policy is read strictly, and what is wrong with it is told with its place. */
class PolicyTextTest {

    private static final String EXAMPLE = """
            roles:
              anonymous:
                album:
                  allow: [read, history]
              sales:
                customer:
                  - allow: [read, update]
                    where: supportRep.email = $jwt.email
                    hide: [fax]
                    freeze: [email]
                  - allow: create
                "*":            # all others
                  allow: [read]
            """;

    private static List<Grant> read(String text) {
        return PolicyText.read("policy.yaml", text);
    }

    private static void assertRefused(String text, String... parts) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(PolicyException.class).hasMessageContainingAll(parts);
    }

    @Test
    void readsWhatRolesAreGranted() {
        List<Grant> grants = read(EXAMPLE);

        assertThat(grants).hasSize(4);
        Grant rule = grants.get(1);
        assertThat(rule.role().text()).isEqualTo("sales");
        assertThat(rule.collection().text()).isEqualTo("customer");
        assertThat(rule.allow()).isEqualTo(Set.of(Right.READ, Right.UPDATE));
        assertThat(rule.where()).isEqualTo(new Said("supportRep.email = $jwt.email", "policy.yaml, line 8, column 16"));
        assertThat(rule.hide()).containsExactly(new Said("fax", "policy.yaml, line 9, column 16"));
        assertThat(rule.freeze()).extracting(Said::text).containsExactly("email");
        assertThat(grants.get(2).allow()).containsExactly(Right.CREATE);
        assertThat(grants.get(3).collection().text()).isEqualTo(Grant.OTHERS);
    }

    @Test
    void readsJson() {
        List<Grant> grants = PolicyText.read(
                "policy.json",
                "{\n\t\"roles\": {\"a\\/b\": {\"album\": [{\"allow\": [\"all\"], \"where\": \"title = '\\u00e9\\\"'\"}]}}\n}\n");

        assertThat(grants).hasSize(1);
        assertThat(grants.get(0).role().text()).isEqualTo("a/b");
        assertThat(grants.get(0).where().text()).isEqualTo("title = 'é\"'");
        assertThat(grants.get(0).allow()).contains(Right.DELETE, Right.HISTORY);
    }

    @Test
    void aPolicyMayGrantNothing() {
        assertThat(read("roles: {}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   \n", "# nothing\n", "---\n", "~", "[]", "{}", "5", "roles:", "roles: []", "roles: x"})
    void refusesWhatIsNoPolicy(String text) {
        assertRefused(text, "policy.yaml");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertRefused("role: {}", "line 1, column 1", "\"role\" is not known here; did you mean \"roles\"?");
        assertRefused("roles: {}\nversion: 1", "line 2, column 1", "\"version\" is not known");
        assertRefused("roles:\n  a:\n    album:\n      alow: [read]", "line 4, column 7", "did you mean \"allow\"?");
        assertRefused("roles:\n  a:\n    album:\n      allow: [reed]", "line 4, column 15", "did you mean \"read\"?");
        assertRefused("roles: {a: {album: {allow: [READ]}}}", "there is no right \"READ\"");
        assertRefused("roles: {a: {album: {allow: {read: true}}}}", "expected rights");
        assertRefused("roles: {a: {album: {allow: [[read]]}}}", "expected rights");
        assertRefused("roles: {a: {album: {allow: [read], where: [x]}}}", "expected a rule");
        assertRefused("roles: {a: {album: {allow: [read], where: }}}", "expected a rule");
        assertRefused("roles: {a: {album: read}}", "expected an entry");
        assertRefused("roles: {a: {album: }}", "expected an entry");
        assertRefused("roles: {a: {album: []}}", "expected an entry");
        assertRefused("roles: {a: {album: {}}}", "says nothing");
        assertRefused("roles: {a: [album]}", "expected collections");
        assertRefused("roles: {a: }", "expected collections");
    }

    @Test
    void refusesWhatStandsTwice() {
        assertRefused("roles: {a: {}, b: {}, a: {}}", "\"a\" stands here twice", "line 1, column 23");
        assertRefused("roles: {a: {album: {allow: [read], allow: [update]}}}", "\"allow\" stands here twice");
        assertRefused("roles: {}\n---\nroles: {}", "policy.yaml, line 2");
    }

    @Test
    void tellsWhereTheTextIsBroken() {
        assertRefused("roles:\n\ta: {}", "policy.yaml, line 2, column 1");
        assertRefused("roles: {a: {album: {allow: [read}}}", "policy.yaml, line 1");
        assertRefused("roles:\n  a:\n    *: {allow: [read]}", "policy.yaml, line 3", "the star goes into quotes");
        assertRefused("roles: \"a\u0007\"", "policy.yaml");
    }

    @Test
    void refusesTextsThatGrowOrGoDeep() {
        assertRefused("roles:\n  a: &a {album: {allow: [read]}}\n  b: *a\n  c: *a", "aliases");
        assertRefused("roles: &r {a: *r}", "policy.yaml");
        assertRefused("roles: " + "[".repeat(10_000) + "]".repeat(10_000), "Nesting Depth exceeded");
        assertRefused("roles: " + "{a: ".repeat(10_000) + "}".repeat(10_000), "Nesting Depth exceeded");
        assertRefused("roles: !!javax.script.ScriptEngineManager [x]", "tag is not allowed");
    }
}
