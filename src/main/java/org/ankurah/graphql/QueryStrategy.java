package org.ankurah.graphql;

import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import java.util.concurrent.CompletableFuture;

/** Runs queries: everything at once, with loads gathered. */
final class QueryStrategy extends AsyncExecutionStrategy {

    private final Contexts contexts;

    QueryStrategy(DataFetcherExceptionHandler handler, Contexts contexts) {
        super(handler);
        this.contexts = contexts;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext execution, ExecutionStrategyParameters parameters) {
        Request request = Request.reading(contexts.of(execution.getGraphQLContext()));
        request.keepIn(execution.getGraphQLContext());
        request.batches().enter();
        try {
            return super.execute(execution, parameters);
        } finally {
            request.batches().exit();
        }
    }
}
