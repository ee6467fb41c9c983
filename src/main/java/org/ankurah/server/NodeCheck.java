package org.ankurah.server;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the node is open, so that live queries can start, and nothing stands against writing. */
@Readiness
@Singleton
public class NodeCheck implements HealthCheck {

    private final NodeBeans node;
    private final ServerStorage storage;

    NodeCheck(NodeBeans node, ServerStorage storage) {
        this.node = node;
        this.storage = storage;
    }

    @Override
    public HealthCheckResponse call() {
        String closed = storage.gate().closedBecause();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("node").status(node.isOpen() && closed == null);
        return (closed == null ? response : response.withData("writes", closed)).build();
    }
}
