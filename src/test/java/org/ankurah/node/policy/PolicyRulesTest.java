package org.ankurah.node.policy;

import static org.ankurah.node.policy.PolicyModels.MODELS;
import static org.ankurah.node.policy.PolicyModels.about;
import static org.ankurah.node.policy.PolicyModels.deal;
import static org.ankurah.node.policy.PolicyModels.freezing;
import static org.ankurah.node.policy.PolicyModels.grant;
import static org.ankurah.node.policy.PolicyModels.hiding;
import static org.ankurah.node.policy.PolicyModels.holds;
import static org.ankurah.node.policy.PolicyModels.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ankurah.node.Access;
import org.ankurah.node.Identity;
import org.ankurah.node.Rights;
import org.ankurah.query.Predicate;
import org.ankurah.value.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules come to for an identity. */
class PolicyRulesTest {

    private static Access access(Identity identity, Grant... grants) {
        return PolicyRules.of(MODELS, List.of(grants)).resolve(identity);
    }

    private static Rights rights(Identity identity, Grant... grants) {
        return access(identity, grants).of("deal");
    }

    private static final Identity ANN = somebody("{\"sub\": \"ann\", \"regions\": [\"eu\", \"us\"]}", "sales");

    @Test
    void whatNoRuleGrantsIsRefused() {
        Rights rights = rights(ANN, grant("sales", "read"));

        assertThat(rights.read()).isEqualTo(Predicate.TRUE);
        assertThat(rights.retrieve()).isEqualTo(Predicate.TRUE);
        assertThat(rights.create()).isEqualTo(Rights.NEVER);
        assertThat(rights.update()).isEqualTo(Rights.NEVER);
        assertThat(rights.delete()).isEqualTo(Rights.NEVER);
        assertThat(rights.history()).isEqualTo(Rights.NEVER);
        assertThat(access(ANN, grant("sales", "read")).of("rep")).isEqualTo(Rights.NONE);
        assertThat(access(ANN, grant("sales", "read")).of("unheardOf")).isEqualTo(Rights.NONE);
    }

    @Test
    void whoeverMayDoEverythingHasTheAccessOfEverybodyWhereThereIsNoPolicy() {
        assertThat(access(ANN, about("*", grant("sales", "all")))).isSameAs(Access.EVERYTHING);
    }

    @Test
    void theStarStandsForCollectionsThatTheRoleDoesNotName() {
        Access access = access(ANN, about("*", grant("sales", "read")), grant("sales", "create"));

        assertThat(access.of("rep").read()).isEqualTo(Predicate.TRUE);
        assertThat(access.of("deal").read()).isEqualTo(Rights.NEVER);
        assertThat(access.of("deal").create()).isEqualTo(Predicate.TRUE);
    }

    @Test
    void rulesOfOneRoleMustAllHold() {
        Rights rights = rights(
                ANN,
                grant("sales", "read update", "owner = $jwt.sub"),
                grant("sales", "read", "region IN $jwt.regions"));

        assertThat(holds(rights.read(), deal("ann", "eu", 1))).isTrue();
        assertThat(holds(rights.read(), deal("ann", "asia", 1))).isFalse();
        assertThat(holds(rights.read(), deal("bob", "eu", 1))).isFalse();
        assertThat(holds(rights.update(), deal("ann", "asia", 1))).isTrue();
    }

    @Test
    void oneOfSeveralRolesIsEnough() {
        Identity both = somebody("{\"sub\": \"ann\", \"regions\": [\"eu\"]}", "sales", "audit");
        Rights rights = rights(
                both, grant("sales", "read", "owner = $jwt.sub"), grant("audit", "read", "region IN $jwt.regions"));

        assertThat(holds(rights.read(), deal("ann", "asia", 1))).isTrue();
        assertThat(holds(rights.read(), deal("bob", "eu", 1))).isTrue();
        assertThat(holds(rights.read(), deal("bob", "asia", 1))).isFalse();
    }

    @Test
    void theOrderOfRolesAndEntriesMakesNoDifference() {
        Grant[] grants = {
            grant("a", "read", "owner = $jwt.sub AND region IN ('eu', 'us')"),
            grant("a", "read", "value > 3 AND (note = 'x' OR note = 'y')"),
            grant("b", "read", "region IN ('us', 'eu') AND owner = $jwt.sub"),
            hiding(grant("b", "read update", "(note = 'y' OR note = 'x') AND value > 3"), "secret"),
            freezing(grant("c", "retrieve update", "owner = $jwt.sub"), "note"),
        };
        Grant[] reversed = {grants[4], grants[3], grants[2], grants[1], grants[0]};
        Identity identity = somebody("{\"sub\": \"ann\"}", "c", "a", "b");

        assertThat(access(identity, grants)).isEqualTo(access(identity, reversed));
        assertThat(rights(identity, grants).read())
                .isEqualTo(rights(somebody("{\"sub\": \"ann\"}", "a"), grants).read())
                .isEqualTo(rights(somebody("{\"sub\": \"ann\"}", "b"), grants).read());
    }

    @Test
    void identitiesWithEqualClaimsGetEqualAnswers() {
        PolicyRules rules = PolicyRules.of(MODELS, List.of(grant("sales", "read", "owner = $jwt.sub")));

        Access ann = rules.resolve(somebody("{\"sub\": \"ann\", \"iat\": 1}", "sales"));

        assertThat(rules.resolve(somebody("{\"sub\": \"ann\", \"iat\": 2}", "sales", "unknown")))
                .isSameAs(ann);
        assertThat(rules.resolve(somebody("{\"sub\": \"bob\"}", "sales"))).isNotEqualTo(ann);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"sub\": null}", "{\"sub\": 5}", "{\"sub\": [\"ann\"]}", "{\"sub\": {\"name\": \"ann\"}}"
            })
    void aClaimThatIsMissingOrUnfitGrantsNothing(String claims) {
        for (String rule : List.of(
                "owner = $jwt.sub",
                "owner <> $jwt.sub",
                "NOT owner = $jwt.sub",
                "owner = $jwt.sub OR TRUE",
                "value = 1 OR NOT (owner = $jwt.sub)",
                "NOT (owner = $jwt.sub AND FALSE)")) {
            Rights rights =
                    rights(somebody(claims, "sales"), grant("sales", "read update", rule), grant("sales", "create"));

            assertThat(rights.read()).as(rule).isEqualTo(Rights.NEVER);
            assertThat(rights.update()).as(rule).isEqualTo(Rights.NEVER);
            assertThat(rights.create()).as(rule).isEqualTo(Predicate.TRUE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"regions\": \"eu\"}", "{\"regions\": [null]}", "{\"regions\": [5]}"})
    void aListOfClaimsThatIsMissingOrUnfitGrantsNothing(String claims) {
        for (String rule : List.of(
                "region IN $jwt.regions", "region NOT IN $jwt.regions", "tags CONTAINS ANY $jwt.regions OR TRUE")) {
            assertThat(rights(somebody(claims, "sales"), grant("sales", "read", rule))
                            .read())
                    .as(rule)
                    .isEqualTo(Rights.NEVER);
        }
    }

    @Test
    void aReferenceThatIsComparedWithNoIdGrantsNothing() {
        for (String rule : List.of("rep <> $jwt.rep", "rep NOT IN ($jwt.rep)", "NOT rep = $jwt.rep")) {
            assertThat(rights(somebody("{\"rep\": \"nobody\"}", "sales"), grant("sales", "read", rule))
                            .read())
                    .as(rule)
                    .isEqualTo(Rights.NEVER);
        }
    }

    @Test
    void claimsAreValuesAndNeverText() {
        for (String evil : List.of("' OR true --", "ann' OR owner <> '", "$jwt.sub", "NULL", "%", "owner")) {
            Identity identity = new Identity("x", Set.of("sales"), Map.of("sub", new Json.Str(evil)));
            Rights rights = rights(
                    identity,
                    grant("sales", "read", "owner = $jwt.sub"),
                    grant("sales", "create", "owner LIKE $jwt.sub"));

            assertThat(holds(rights.read(), deal("ann", "eu", 1))).as(evil).isFalse();
            assertThat(holds(rights.read(), deal(evil, "eu", 1))).as(evil).isTrue();
            assertThat(holds(rights.create(), deal("ann", "eu", 1))).as(evil).isFalse();
            assertThat(holds(rights.create(), deal(evil, "eu", 1))).as(evil).isTrue();
        }
    }

    @Test
    void textThatNoPropertyCanHoldGrantsNothing() {
        for (String illegal : List.of("a\0nn", "\uD800")) {
            Identity identity = new Identity("x", Set.of("sales"), Map.of("sub", new Json.Str(illegal)));
            for (String rule : List.of("owner <> $jwt.sub", "NOT owner LIKE $jwt.sub", "details.owner <> $jwt.sub")) {
                assertThat(rights(identity, grant("sales", "read", rule)).read())
                        .as(rule)
                        .isEqualTo(Rights.NEVER);
            }
        }
    }

    @Test
    void claimsMayBeNestedAndNamedByAddresses() {
        Identity identity = somebody(
                "{\"address\": {\"country\": \"fr\", \"codes\": [\"eu\"]}, \"https://shop.example/owner\": \"ann\"}",
                "sales");

        Rights rights = rights(
                identity,
                grant(
                        "sales",
                        "read",
                        "region = $jwt.address.country OR region = $jwt.address.codes.0 OR owner ="
                                + " $jwt.\"https://shop.example/owner\""));

        assertThat(holds(rights.read(), deal("x", "fr", 1))).isTrue();
        assertThat(holds(rights.read(), deal("x", "eu", 1))).isTrue();
        assertThat(holds(rights.read(), deal("ann", "x", 1))).isTrue();
        assertThat(holds(rights.read(), deal("x", "x", 1))).isFalse();
    }

    @Test
    void claimsMayBeOfAnyTypeThatFits() {
        Identity identity = somebody("{\"most\": 10, \"tags\": [\"a\", \"b\"]}", "sales");
        Rights rights = rights(
                identity,
                grant("sales", "read", "value < $jwt.most"),
                grant("sales", "create", "details.level = $jwt.most AND tags CONTAINS ANY $jwt.tags"));

        assertThat(holds(rights.read(), deal("x", "x", 9))).isTrue();
        assertThat(holds(rights.read(), deal("x", "x", 10))).isFalse();
        assertThat(holds(rights.read(), deal("x", "x", null))).isFalse();
        assertThat(rights.create()).isNotEqualTo(Rights.NEVER);
    }

    @Test
    void tooManyValuesInAClaimGrantNothing() {
        List<Json> regions = IntStream.range(0, 10_001)
                .mapToObj(i -> (Json) new Json.Str("r" + i))
                .collect(Collectors.toList());
        Grant grant = grant("sales", "read", "region IN $jwt.regions");
        Identity most = new Identity("x", Set.of("sales"), Map.of("regions", new Json.Arr(regions.subList(0, 10_000))));
        Identity more = new Identity("x", Set.of("sales"), Map.of("regions", new Json.Arr(regions)));

        assertThat(holds(rights(most, grant).read(), deal("x", "r9999", 1))).isTrue();
        assertThat(rights(more, grant).read()).isEqualTo(Rights.NEVER);
    }

    @Test
    void retrieveIsReadAsWellAndHistoryNoMore() {
        Rights rights = rights(
                ANN,
                grant("sales", "read", "owner = 'a'"),
                grant("sales", "retrieve", "owner = 'b'"),
                grant("sales", "history"));

        assertThat(holds(rights.read(), deal("a", "", 1))).isTrue();
        assertThat(holds(rights.read(), deal("b", "", 1))).isFalse();
        for (String owner : List.of("a", "b", "c")) {
            boolean seen = !owner.equals("c");
            assertThat(holds(rights.retrieve(), deal(owner, "", 1))).isEqualTo(seen);
            assertThat(holds(rights.history(), deal(owner, "", 1))).isEqualTo(seen);
        }
    }

    @Test
    void aPropertyIsShownWhereARoleShowsIt() {
        Grant[] grants = {
            hiding(grant("clerk", "read"), "secret", "note"),
            grant("owner", "read", "owner = $jwt.sub"),
            grant("chief", "read"),
            grant("rep", "retrieve", "rep.email = $jwt.sub"),
        };

        Rights clerk = rights(somebody("{\"sub\": \"ann\"}", "clerk"), grants);
        Rights owner = rights(somebody("{\"sub\": \"ann\"}", "clerk", "owner"), grants);
        Rights rep = rights(somebody("{\"sub\": \"ann\"}", "clerk", "rep"), grants);
        Rights chief = rights(somebody("{\"sub\": \"ann\"}", "clerk", "owner", "chief"), grants);

        assertThat(clerk.isHidden("secret")).isTrue();
        assertThat(clerk.isOpen("owner")).isTrue();
        assertThat(holds(owner.shown("secret"), deal("ann", "", 1))).isTrue();
        assertThat(holds(owner.shown("secret"), deal("bob", "", 1))).isFalse();
        assertThat(rep.isHidden("secret"))
                .as("a rule that looks beyond the entity")
                .isTrue();
        assertThat(chief.isOpen("secret")).isTrue();
    }

    @Test
    void aRoleThatFreezesTakesNothingFromOneThatDoesNot() {
        Grant[] grants = {
            freezing(grant("clerk", "read update"), "value"), grant("owner", "read update", "owner = $jwt.sub"),
        };

        Rights clerk = rights(somebody("{\"sub\": \"ann\"}", "clerk"), grants);
        Rights both = rights(somebody("{\"sub\": \"ann\"}", "clerk", "owner"), grants);

        assertThat(clerk.changeable("value")).isEqualTo(Rights.NEVER);
        assertThat(clerk.changeable("note")).isEqualTo(Predicate.TRUE);
        assertThat(holds(both.changeable("value"), deal("ann", "", 1))).isTrue();
        assertThat(holds(both.changeable("value"), deal("bob", "", 1))).isFalse();
    }

    @Test
    void whoIsAnonymousFollowsFromTheIdentityAndNotFromItsRoles() {
        Grant[] grants = {grant("anonymous", "retrieve"), grant("authenticated", "read")};

        assertThat(rights(Identity.ANONYMOUS, grants).read()).isEqualTo(Rights.NEVER);
        assertThat(rights(Identity.ANONYMOUS, grants).retrieve()).isEqualTo(Predicate.TRUE);
        assertThat(rights(new Identity(null, Set.of("authenticated"), Map.of()), grants)
                        .read())
                .as("somebody of whom only a role is known")
                .isEqualTo(Predicate.TRUE);
        assertThat(rights(new Identity("ann"), grants).read()).isEqualTo(Predicate.TRUE);
        assertThat(rights(somebody("{\"sub\": \"ann\"}", "anonymous"), grant("anonymous", "read"))
                        .read())
                .isEqualTo(Rights.NEVER);
    }

    @Test
    void listenersAreToldBehindTheSwitch() {
        RulePolicy policy = new RulePolicy(PolicyRules.of(MODELS, List.of()));
        Identity ann = new Identity("ann");
        boolean[] mayRead = new boolean[1];
        Runnable end = policy.onChange(
                () -> mayRead[0] = policy.of(ann).of("deal").read().equals(Predicate.TRUE));

        policy.replace(PolicyRules.of(MODELS, List.of(grant("authenticated", "read"))));
        assertThat(mayRead[0]).isTrue();

        end.run();
        policy.replace(PolicyRules.of(MODELS, List.of()));
        assertThat(mayRead[0]).isTrue();
        assertThat(policy.of(ann)).isEqualTo(access(ann));
    }

    @Test
    void simplifiesWhatIsAlwaysOrNeverTrue() {
        Predicate owner = rights(ANN, grant("sales", "read", "owner = 'a'")).read();

        for (String rule : List.of(
                "owner = 'a' AND TRUE",
                "owner = 'a' OR FALSE",
                "NOT (NOT owner = 'a')",
                "(owner = 'a' OR owner = 'a') AND owner = 'a'",
                "owner = 'a' AND NOT FALSE AND NOT value IN ()")) {
            assertThat(rights(ANN, grant("sales", "read", rule)).read())
                    .as(rule)
                    .isEqualTo(owner);
        }
        assertThat(Arrays.asList("owner = 'a' OR TRUE", "NOT FALSE"))
                .allMatch(
                        rule -> rights(ANN, grant("sales", "read", rule)).read().equals(Predicate.TRUE));
    }
}
