package org.ankurah.graphql;

import graphql.GraphQL;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Adds our rules to the engine before SmallRye builds it, which happens at the first request. */
@Singleton
public class EngineSetup {

    private final GraphqlLimits limits;

    EngineSetup(GraphqlLimits limits) {
        this.limits = limits;
    }

    void configure(@Observes GraphQL.Builder builder) {
        // SmallRye's instrumentation fills its cache of parsed documents and has to stay. The builder does not
        // show it, but an engine does.
        Instrumentation present = builder.build().getInstrumentation();
        builder.defaultDataFetcherExceptionHandler(new FaultHandler())
                .instrumentation(new ChainedInstrumentation(List.of(present, new RequestRules(limits))));
    }
}
