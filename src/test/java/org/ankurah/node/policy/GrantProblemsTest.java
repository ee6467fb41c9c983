package org.ankurah.node.policy;

import static org.ankurah.node.policy.PolicyModels.MODELS;
import static org.ankurah.node.policy.PolicyModels.about;
import static org.ankurah.node.policy.PolicyModels.freezing;
import static org.ankurah.node.policy.PolicyModels.grant;
import static org.ankurah.node.policy.PolicyModels.hiding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a policy is told when it is loaded, with the place and what to do. */
class GrantProblemsTest {

    private static void assertRefused(Grant grant, String... parts) {
        assertThatThrownBy(() -> PolicyRules.of(MODELS, List.of(grant)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContainingAll(parts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ownr = 'a'|line 1, column 1: Deal has no field \"ownr\"; did you mean \"owner\"?",
                "owner = 'a' AND valu > 3|column 17: Deal has no field \"valu\"; did you mean \"value\"?",
                "value LIKE 'x'|value is of type Int and does not take LIKE",
                "owner = |expected a field or a value",
                "owner = $jwt|expected a dot and the name of a claim behind $jwt",
                "owner = $token.sub|a claim is written $jwt.name, not $token",
                "value LIKE $jwt.sub|does not take LIKE",
                "rep.emai = $jwt.sub|did you mean \"email\"?",
                "$jwt.a = $jwt.b|one side must be a field",
                "owner = ?|",
                "owner = 'a' LIMIT 3|without ORDER BY and LIMIT",
                "owner = 'a' ORDER BY value|without ORDER BY and LIMIT",
                "owner = 'a' owner|expected AND, OR or the end",
                "rep = 'nobody'|no id",
                "`   `|a rule says something",
            })
    void aRuleThatMakesNoSense(String rule, String why) {
        assertRefused(grant("sales", "read", rule), "test: " + rule, why == null ? "" : why);
    }

    @Test
    void unknownNames() {
        assertRefused(
                about("deals", grant("sales", "read")), "there is no collection \"deals\"; did you mean \"deal\"?");
        assertRefused(
                hiding(grant("sales", "read"), "secrt"), "deal has no property \"secrt\"; did you mean \"secret\"?");
        assertRefused(freezing(grant("sales", "read"), "xyz"), "deal has no property \"xyz\"");
        assertRefused(
                about("*", grant("sales", "read", "owner = 'a'")),
                "read for rep, which * stands for here",
                "Rep has no field \"owner\"");
    }

    @Test
    void rolesThatWereMeantOtherwise() {
        assertRefused(grant("Anonymous", "read"), "differs from anonymous in case only");
        assertRefused(grant(" sales", "read"), "without spaces");
        assertThatThrownBy(() -> PolicyRules.of(MODELS, List.of(grant("Sales", "read"), grant("sales", "read"))))
                .hasMessageContaining("differs from Sales in case only");
    }

    @Test
    void aRuleForWritesThatLooksTooFar() {
        String rule = "EXISTS rep.deals (owner = $jwt.sub)";

        for (String right : List.of("create", "update", "delete", "all")) {
            assertRefused(grant("sales", right, rule), "may follow references, but not ask with EXISTS");
        }
        PolicyRules.of(MODELS, List.of(grant("sales", "read retrieve history", rule)));
        PolicyRules.of(MODELS, List.of(grant("sales", "all", "rep.region = $jwt.region")));
    }

    @Test
    void aRuleThatAllowsNothing() {
        assertRefused(grant("sales", "", "owner = 'a'"), "a rule is for what is allowed");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThatThrownBy(() -> PolicyRules.of(
                        MODELS,
                        List.of(
                                grant("a", "read", "x = 1"),
                                hiding(grant("b", "read"), "y"),
                                about("z", grant("c", "read")))))
                .satisfies(failure -> assertThat(failure.getMessage())
                        .contains("no field \"x\"", "no property \"y\"", "no collection \"z\""));
    }
}
