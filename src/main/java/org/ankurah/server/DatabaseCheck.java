package org.ankurah.server;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the store answers: without it neither mutations nor subscriptions work. */
@Readiness
@Singleton
public class DatabaseCheck implements AsyncHealthCheck {

    /** Probes are usually given a second or more, and a database that needs longer is no help to anyone. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ServerStorage storage;

    DatabaseCheck(ServerStorage storage) {
        this.storage = storage;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return storage.ask()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(rows -> response().up().build())
                .onFailure()
                .recoverWithItem(failure -> response().down().build());
    }

    private static HealthCheckResponseBuilder response() {
        return HealthCheckResponse.named("database");
    }
}
