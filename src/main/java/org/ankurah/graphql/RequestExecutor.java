package org.ankurah.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ankurah.value.AnkurahException;

/**
 * Runs requests through SmallRye's execution service. The result never fails: whatever goes wrong is among its
 * errors, with a code. Of a subscription the result's data is the publisher of its payloads.
 */
@Singleton
public class RequestExecutor {

    /** SmallRye's whole answer to a document that does not parse. */
    private static final String UNPARSEABLE = "Unparseable input document";

    private static final JsonProvider JSON = JsonProvider.provider();

    private final Instance<ExecutionService> service;
    private final AtomicInteger running = new AtomicInteger();

    RequestExecutor(Instance<ExecutionService> service) {
        this.service = service;
    }

    /** The number of requests that are under way; subscriptions count only until they have begun. */
    public int running() {
        return running.get();
    }

    Uni<ExecutionResult> execute(GraphqlRequest request) {
        return Uni.createFrom()
                .<ExecutionResult>emitter(emitter -> start(request, emitter))
                .onFailure()
                .recoverWithItem(RequestExecutor::failed)
                .onItem()
                .transform(result -> explainSyntax(request, result))
                .onSubscription()
                .invoke(running::incrementAndGet)
                .onTermination()
                .invoke(running::decrementAndGet);
    }

    private void start(GraphqlRequest request, UniEmitter<? super ExecutionResult> emitter) {
        Map<String, Object> context = new ConcurrentHashMap<>();
        context.put(GraphqlRequest.CONTEXT_KEY, request);
        context.put("locale", Locale.ENGLISH);
        // SmallRye keeps its context in a thread-local and would reuse another request's.
        SmallRyeContextManager.clearCurrentSmallRyeContext();
        try {
            service.get().executeAsync(envelope(request), context, new Writer(emitter));
        } finally {
            SmallRyeContextManager.clearCurrentSmallRyeContext();
        }
    }

    private static JsonObject envelope(GraphqlRequest request) {
        JsonObjectBuilder builder = JSON.createObjectBuilder().add("query", request.query());
        if (request.operationName() != null) {
            builder.add("operationName", request.operationName());
        }
        return builder.build();
    }

    /** Parses again, as SmallRye swallows what is wrong with the document and where. */
    private static ExecutionResult explainSyntax(GraphqlRequest request, ExecutionResult result) {
        List<GraphQLError> errors = result.getErrors();
        if (errors.size() != 1 || !errors.get(0).getMessage().equals(UNPARSEABLE)) {
            return result;
        }
        try {
            Parser.parse(ParserEnvironment.newParserEnvironment()
                    .document(request.query())
                    .locale(Locale.ENGLISH)
                    .build());
            return failed(AnkurahException.badQuery("The document cannot be parsed."));
        } catch (InvalidSyntaxException e) {
            return isLimit(e)
                    ? failed(AnkurahException.limitExceeded(String.valueOf(e.getMessage())))
                    : ExecutionResult.newExecutionResult()
                            .addError(ApiErrors.withCode(e.toInvalidSyntaxError()))
                            .build();
        }
    }

    private static boolean isLimit(InvalidSyntaxException e) {
        return e instanceof ParseCancelledException
                || e instanceof ParseCancelledTooDeepException
                || e instanceof ParseCancelledTooManyCharsException;
    }

    private static ExecutionResult failed(Throwable failure) {
        return ExecutionResult.newExecutionResult()
                .addError(ApiErrors.of(failure))
                .build();
    }

    /** Hands SmallRye's outcome on. */
    private record Writer(UniEmitter<? super ExecutionResult> emitter) implements ExecutionResponseWriter {

        @Override
        public void write(ExecutionResponse response) {
            emitter.complete(response.getExecutionResult());
        }

        @Override
        public void fail(Throwable failure) {
            emitter.fail(failure);
        }
    }
}
