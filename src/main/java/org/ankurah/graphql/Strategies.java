package org.ankurah.graphql;

import graphql.GraphQL;
import graphql.execution.DataFetcherExceptionHandler;

/** Our ways of executing operations, without which the schema's fetchers do not work. */
final class Strategies {

    private Strategies() {}

    static GraphQL.Builder install(
            GraphQL.Builder engine,
            DataFetcherExceptionHandler handler,
            Contexts contexts,
            AdminKey adminKey,
            Audit audit) {
        return engine.defaultDataFetcherExceptionHandler(handler)
                .queryExecutionStrategy(new QueryStrategy(handler, contexts, adminKey))
                .mutationExecutionStrategy(new MutationStrategy(handler, contexts, adminKey, audit))
                .subscriptionExecutionStrategy(new LiveStrategy(handler, contexts, adminKey));
    }
}
