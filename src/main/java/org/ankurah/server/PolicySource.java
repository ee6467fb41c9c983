package org.ankurah.server;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.ankurah.node.Policy;

/** Where the server's policy comes from: a bean of the application, or nowhere. Without one the server is open. */
@Singleton
public class PolicySource {

    private final Policy policy;

    PolicySource(Instance<Policy> beans) {
        this.policy = beans.isUnsatisfied() ? Policy.OPEN : beans.get();
    }

    /** The policy in force. */
    public Policy policy() {
        return policy;
    }

    /** Whether there is no policy, so that everybody may do everything. */
    public boolean isOpen() {
        return policy == Policy.OPEN;
    }
}
