package org.ankurah.graphql;

import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.introspection.Introspection;
import java.util.concurrent.CompletableFuture;
import org.ankurah.node.Context;
import org.jspecify.annotations.Nullable;

/**
 * Runs mutations: all fields register their writes in order, then one transaction commits them, then what they
 * selected is read. GraphQL's own strategy would wait for each field before it begins the next.
 */
final class MutationStrategy extends AsyncExecutionStrategy {

    private final Contexts contexts;

    MutationStrategy(DataFetcherExceptionHandler handler, Contexts contexts) {
        super(handler);
        this.contexts = contexts;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext execution, ExecutionStrategyParameters parameters) {
        Context context = contexts.of(execution.getGraphQLContext());
        Batches batches = new Batches();
        int fields = (int) parameters.getFields().getSubFieldsList().stream()
                .filter(field -> !Introspection.TypeNameMetaFieldDef.getName().equals(field.getName()))
                .count();
        MutationBatch mutations = new MutationBatch(context.begin(), headerKey(execution), batches, fields);
        Request.writing(context, batches, mutations).keepIn(execution.getGraphQLContext());
        batches.enter();
        try {
            CompletableFuture<ExecutionResult> result = super.execute(execution, parameters);
            mutations.commit();
            return result;
        } finally {
            batches.exit();
        }
    }

    private static @Nullable String headerKey(ExecutionContext execution) {
        GraphqlRequest request = execution.getGraphQLContext().get(GraphqlRequest.CONTEXT_KEY);
        return request == null ? null : request.idempotencyKey();
    }
}
