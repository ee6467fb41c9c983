package org.ankurah.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.ankurah.model.RecordModels;
import org.ankurah.node.Policy;
import org.ankurah.server.policy.LivePolicyFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the server's policy comes from: a bean of the application, else a file, else nowhere. Without one the server is
 * open.
 */
@Singleton
public class PolicySource {

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
            policy = Policy.OPEN;
            origin = "nowhere";
        }
        Gauge.builder("ankurah.policy.refused", this, source -> source.problem() == null ? 0 : 1)
                .description("1 while the newest version of the policy file is not in force, as it makes no sense")
                .register(registry);
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
