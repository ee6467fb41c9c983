package org.ankurah.graphql;

import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import java.util.concurrent.CompletableFuture;
import org.ankurah.node.Context;

/** Runs queries: everything at once, with loads gathered. */
final class QueryStrategy extends AsyncExecutionStrategy {

    private final Contexts contexts;
    private final AdminKey adminKey;

    QueryStrategy(DataFetcherExceptionHandler handler, Contexts contexts, AdminKey adminKey) {
        super(handler);
        this.adminKey = adminKey;
        this.contexts = contexts;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext execution, ExecutionStrategyParameters parameters) {
        Context context = contexts.of(execution.getGraphQLContext());
        if (GivenPayload.of(execution.getGraphQLContext()) == null) {
            FieldRules.check(execution, context);
        }
        Request request = Request.reading(context);
        request.keepIn(execution.getGraphQLContext());
        execution.getGraphQLContext().put(AdminKey.class, adminKey);
        request.batches().enter();
        try {
            return super.execute(execution, parameters);
        } finally {
            request.batches().exit();
        }
    }
}
