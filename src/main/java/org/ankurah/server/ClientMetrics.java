package org.ankurah.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.ankurah.graphql.Admission;

/** Shows what clients have open and what was refused them, for {@code /q/metrics}. */
@Singleton
public class ClientMetrics {

    void watch(@Observes StartupEvent started, MeterRegistry registry, Admission admission) {
        Gauge.builder("ankurah.connections", admission, Admission::connections)
                .description("WebSockets and event streams that are open now")
                .register(registry);
        Gauge.builder("ankurah.operations", admission, Admission::operations)
                .description("Operations that run on them now")
                .register(registry);
        Gauge.builder("ankurah.subscriptions", admission, Admission::liveQueries)
                .description("Those of them that are subscriptions")
                .register(registry);
        for (Admission.Refused what : Admission.Refused.values()) {
            FunctionCounter.builder("ankurah.refusals", admission, asked -> asked.refusals(what))
                    .description("What was refused to clients")
                    .tag("what", what.label())
                    .register(registry);
        }
    }
}
