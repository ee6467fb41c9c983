package org.ankurah.node.policy;

import static org.ankurah.node.policy.PolicyModels.about;
import static org.ankurah.node.policy.PolicyModels.freezing;
import static org.ankurah.node.policy.PolicyModels.grant;
import static org.ankurah.node.policy.PolicyModels.hiding;
import static org.ankurah.node.policy.PolicyModels.somebody;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.node.Access;
import org.ankurah.node.Identity;

/** How long it takes to find out what an identity may do: one that was there before, and a new one. */
final class PolicyBenchmark {

    private static final int ROUNDS = 5;
    private static final int REPEATED = 1_000_000;
    private static final int FRESH = 20_000;

    private PolicyBenchmark() {}

    public static void main(String[] arguments) {
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            grants.add(
                    grant("role" + i, "read update", "owner = $jwt.sub AND region IN $jwt.regions AND value > " + i));
            grants.add(hiding(freezing(grant("role" + i, "retrieve", "rep.region = 'eu'"), "note"), "secret"));
            grants.add(about("*", grant("role" + i, "read")));
        }
        PolicyRules rules = PolicyRules.of(PolicyModels.MODELS, grants);
        int used = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Identity identity = identity("ann");
            long began = System.nanoTime();
            for (int i = 0; i < REPEATED; i++) {
                used += used(rules.resolve(identity));
            }
            long known = System.nanoTime();
            for (int i = 0; i < FRESH; i++) {
                used += used(rules.resolve(identity(round + "-" + i)));
            }
            System.out.printf(
                    "known %.2f µs, new %.1f µs%n",
                    (known - began) / 1e3 / REPEATED, (System.nanoTime() - known) / 1e3 / FRESH);
        }
        System.out.println(used);
    }

    private static Identity identity(String name) {
        return somebody(
                "{\"sub\": \"" + name + "\", \"regions\": [\"eu\", \"us\", \"asia\"]}",
                "role0",
                "role1",
                "role2",
                "role3",
                "role4");
    }

    private static int used(Access access) {
        return access.rights().size();
    }
}
