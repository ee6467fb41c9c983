package org.ankurah.graphql;

import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.introspection.Introspection;
import java.util.concurrent.CompletableFuture;
import org.ankurah.node.Context;
import org.ankurah.value.AnkurahException;

/**
 * Runs mutations: all fields register their writes in order, then one transaction commits them, then what they
 * selected is read. GraphQL's own strategy would wait for each field before it begins the next.
 */
final class MutationStrategy extends AsyncExecutionStrategy {

    private final Contexts contexts;
    private final AdminKey adminKey;
    private final Audit audit;

    MutationStrategy(DataFetcherExceptionHandler handler, Contexts contexts, AdminKey adminKey, Audit audit) {
        super(handler);
        this.contexts = contexts;
        this.adminKey = adminKey;
        this.audit = audit;
    }

    /** Looks after the mutations of one request. */
    private record Watch(Caller caller, AdminKey adminKey, Audit audit) implements MutationBatch.Supervision {

        @Override
        public void requireAdmin() {
            adminKey.check(caller);
        }

        @Override
        public void refused(MutationBatch.Target field, AnkurahException refusal) {
            audit.writeRefused(caller, field, refusal);
        }
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext execution, ExecutionStrategyParameters parameters) {
        Context context = contexts.of(execution.getGraphQLContext());
        FieldRules.check(execution, context);
        Batches batches = new Batches();
        int fields = (int) parameters.getFields().getSubFieldsList().stream()
                .filter(field -> !Introspection.TypeNameMetaFieldDef.getName().equals(field.getName()))
                .count();
        GraphqlRequest request = execution.getGraphQLContext().get(GraphqlRequest.CONTEXT_KEY);
        MutationBatch mutations = new MutationBatch(
                context,
                request == null ? null : request.idempotencyKey(),
                new Watch(request == null ? Caller.ANONYMOUS : request.caller(), adminKey, audit),
                batches,
                fields);
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
}
