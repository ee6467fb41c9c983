package org.ankurah.server;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the node is open: the tables fit the models and live queries can start. */
@Readiness
@Singleton
public class NodeCheck implements HealthCheck {

    private final NodeBeans node;

    NodeCheck(NodeBeans node) {
        this.node = node;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("node").status(node.isOpen()).build();
    }
}
