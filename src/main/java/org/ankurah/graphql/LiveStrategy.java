package org.ankurah.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FetchedValue;
import graphql.execution.FieldValueInfo;
import graphql.execution.SubscriptionExecutionStrategy;
import io.smallrye.mutiny.Multi;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.node.Context;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Runs subscriptions: payloads keep their order, the loads of each payload are gathered, and a stream that fails
 * ends with a payload that says why, instead of falling silent.
 */
final class LiveStrategy extends SubscriptionExecutionStrategy {

    private static final int ROOT_LEVEL = 1;

    private final Contexts contexts;
    private final QueryStrategy payloads;

    LiveStrategy(DataFetcherExceptionHandler handler, Contexts contexts, AdminKey adminKey) {
        super(handler);
        this.contexts = contexts;
        this.payloads = new QueryStrategy(handler, contexts, adminKey);
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext execution, ExecutionStrategyParameters parameters) {
        if (GivenPayload.of(execution.getGraphQLContext()) != null) {
            // Then the root field has its value, and is executed as that of a query is.
            return payloads.execute(execution, parameters);
        }
        execution.getGraphQLContext().put(KEEP_SUBSCRIPTION_EVENTS_ORDERED, true);
        Context context = contexts.of(execution.getGraphQLContext());
        FieldRules.check(execution, context);
        Request.reading(context).keepIn(execution.getGraphQLContext());
        return super.execute(execution, parameters).thenApply(result -> explained(result, execution));
    }

    /** The engine completes a payload's root field here, and each field below it. */
    @Override
    protected FieldValueInfo completeField(
            ExecutionContext execution, ExecutionStrategyParameters parameters, FetchedValue fetched) {
        Request request = execution.getGraphQLContext().get(Request.class);
        if (parameters.getPath().getLevel() == ROOT_LEVEL) {
            request.budget().renew();
        }
        request.batches().enter();
        try {
            return super.completeField(execution, parameters, fetched);
        } finally {
            request.batches().exit();
        }
    }

    /** Without a stream nothing was executed, and so there is no data either. */
    private static ExecutionResult explained(ExecutionResult result, ExecutionContext execution) {
        @Nullable Publisher<ExecutionResult> payloads = result.getData();
        if (payloads == null) {
            return ExecutionResult.newExecutionResult()
                    .errors(result.getErrors())
                    .build();
        }
        Multi<ExecutionResult> explained = Multi.createFrom()
                .publisher(AdaptersToFlow.publisher(payloads))
                .onFailure()
                .recoverWithItem(ApiErrors::result);
        Publisher<ExecutionResult> stream = AdaptersToReactiveStreams.publisher(explained);
        return result.transform(changed -> changed.data(told(execution.getGraphQLContext(), stream)));
    }

    private static Publisher<ExecutionResult> told(GraphQLContext context, Publisher<ExecutionResult> stream) {
        LiveStart<?> start = context.get(LiveStart.class);
        if (start != null) {
            return new LiveSource(start, stream);
        }
        AtomicReference<@Nullable Long> place = context.get(LogSource.PLACE_KEY);
        return place == null ? stream : new LogSource(place, stream);
    }
}
