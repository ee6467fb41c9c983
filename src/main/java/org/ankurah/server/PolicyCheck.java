package org.ankurah.server;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Tells in {@code /q/health} whether the policy file is in force as it is now. The server works either way. */
@Wellness
@Singleton
public class PolicyCheck implements HealthCheck {

    private static final String REFUSED = "The file makes no sense as it is now; the version before is in force.";

    private final PolicySource source;

    PolicyCheck(PolicySource source) {
        this.source = source;
    }

    @Override
    public HealthCheckResponse call() {
        String problem = source.problem();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("policy").up().withData("from", source.origin());
        // Why is for the log: whoever asks for the health of a server need not know its roles.
        return (problem == null ? response : response.withData("file", REFUSED)).build();
    }
}
