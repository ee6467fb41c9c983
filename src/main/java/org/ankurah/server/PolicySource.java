package org.ankurah.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import org.ankurah.model.RecordModels;
import org.ankurah.node.Policy;
import org.ankurah.node.policy.AnnotatedGrants;
import org.ankurah.node.policy.Grant;
import org.ankurah.node.policy.PolicyRules;
import org.ankurah.node.policy.RulePolicy;
import org.ankurah.server.policy.LivePolicyFile;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the server's policy comes from: a bean of the application, else a file, else what the models say of themselves,
 * else nowhere. Without one the server is open.
 */
@Singleton
public class PolicySource {

    private static final Logger LOG = Logger.getLogger(PolicySource.class);

    private final Policy policy;
    private final String origin;

    PolicySource(Instance<Policy> beans, ServerConfig config, RecordModels models, MeterRegistry registry) {
        if (config.command().isPresent()) {
            policy = Policy.OPEN;
            origin = "nowhere";
        } else if (!beans.isUnsatisfied()) {
            policy = beans.get();
            origin = "the application";
        } else if (config.policyFile().isPresent()) {
            policy = LivePolicyFile.open(config.policyFile().get(), models.models());
            origin = "a file";
        } else {
            List<Grant> grants = AnnotatedGrants.of(models);
            policy = grants.isEmpty() ? Policy.OPEN : annotated(models, grants);
            origin = grants.isEmpty() ? "nowhere" : "the models";
        }
        Gauge.builder("ankurah.policy.refused", this, source -> source.problem() == null ? 0 : 1)
                .description("1 while the newest version of the policy file is not in force, as it makes no sense")
                .register(registry);
    }

    private static Policy annotated(RecordModels models, List<Grant> grants) {
        PolicyRules rules = PolicyRules.of(models.models(), grants);
        LOG.infof("Policy in force: %d roles, %d rules, from the models.", rules.roles(), rules.grants());
        return new RulePolicy(rules);
    }

    /** The policy in force. */
    public Policy policy() {
        return policy;
    }

    /** Whether there is no policy, so that everybody may do everything. */
    public boolean isOpen() {
        return policy == Policy.OPEN;
    }

    /** Where the policy comes from, for people. */
    String origin() {
        return origin;
    }

    /** Why the newest version of the policy file is not in force; null if it is. */
    @Nullable
    String problem() {
        return policy instanceof LivePolicyFile file ? file.problem() : null;
    }

    @PreDestroy
    void close() {
        if (policy instanceof LivePolicyFile file) {
            file.close();
        }
    }
}
