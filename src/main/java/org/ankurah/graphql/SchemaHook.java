package org.ankurah.graphql;

import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import io.smallrye.graphql.spi.EventingService;
import jakarta.enterprise.inject.spi.CDI;

/**
 * Where SmallRye GraphQL lets the application have its say: it hands out the schema builder while it starts and
 * the engine builder before the first request. Both go on as CDI events, to whoever observes them.
 *
 * <p>SmallRye finds this class as a service and keeps it in a static field that outlives live reload. So it names
 * no other class of the application: the container it asks is always the current one. It has no configuration
 * key, which makes it always active without switching on SmallRye's own events, as those fire on every request.
 *
 * <p>What the engine builder offers: execution strategies of queries, mutations and subscriptions, the handler
 * of failing fetchers, instrumentation, the cache of parsed documents, value unboxing and the execution id. It
 * arrives with SmallRye's choices already made, and has no getters; building it once shows the instrumentation.
 * SmallRye sets strategies of its own only if its own model has subscriptions, which ours, having one
 * placeholder query, has not; the handler of failing fetchers therefore reaches every strategy.
 */
public final class SchemaHook implements EventingService {

    @Override
    @SuppressWarnings("NullAway") // SmallRye asks for null: "no key" means "always on".
    public String getConfigKey() {
        return null;
    }

    @Override
    public GraphQLSchema.Builder beforeSchemaBuild(GraphQLSchema.Builder builder) {
        CDI.current().getBeanContainer().getEvent().fire(builder);
        return builder;
    }

    @Override
    public GraphQL.Builder beforeGraphQLBuild(GraphQL.Builder builder) {
        CDI.current().getBeanContainer().getEvent().fire(builder);
        return builder;
    }
}
