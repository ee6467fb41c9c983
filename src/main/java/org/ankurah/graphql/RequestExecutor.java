package org.ankurah.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests through SmallRye's execution service. The result never fails: whatever goes wrong is among its
 * errors, with a code. Of a subscription the result's data is the publisher of its payloads.
 */
@Singleton
public class RequestExecutor implements Requests {

    /** SmallRye's whole answer to a document that does not parse. */
    private static final String UNPARSEABLE = "Unparseable input document";

    private static final JsonProvider JSON = JsonProvider.provider();

    private final Instance<ExecutionService> service;
    private final RecentDocuments documents = new RecentDocuments();
    private final Map<Thread, LoopQueue> loops = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();

    RequestExecutor(Instance<ExecutionService> service) {
        this.service = service;
    }

    /** The number of requests that are under way; subscriptions count only until they have begun. */
    public int running() {
        return running.get();
    }

    /** What runs on the event loop of the caller; on no event loop, the caller itself. */
    Executor loop() {
        Context current = Vertx.currentContext();
        if (current == null || !current.isEventLoopContext()) {
            return Runnable::run;
        }
        return loops.computeIfAbsent(
                Thread.currentThread(), thread -> new LoopQueue(VertxContext.getRootContext(current)));
    }

    @Override
    public String kept(String document) {
        return documents.shared(document);
    }

    @Override
    public Uni<ExecutionResult> execute(GraphqlRequest request, @Nullable GivenPayload payload) {
        if (request.refused() != null) {
            return Uni.createFrom().item(ApiErrors.result(request.refused()));
        }
        return Uni.createFrom()
                .<ExecutionResult>emitter(emitter -> start(request, payload, emitter))
                .onFailure()
                .recoverWithItem(ApiErrors::result)
                .onItem()
                .transform(result -> explainSyntax(request, result))
                .onSubscription()
                .invoke(running::incrementAndGet)
                .onTermination()
                .invoke(running::decrementAndGet);
    }

    private void start(
            GraphqlRequest request, @Nullable GivenPayload payload, UniEmitter<? super ExecutionResult> emitter) {
        Map<String, Object> context = new ConcurrentHashMap<>();
        context.put(GraphqlRequest.CONTEXT_KEY, request);
        context.put("locale", Locale.ENGLISH);
        if (payload != null) {
            context.put(GivenPayload.CONTEXT_KEY, payload);
        }
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
            return ApiErrors.result(AnkurahException.badQuery("The document cannot be parsed."));
        } catch (InvalidSyntaxException e) {
            return isLimit(e)
                    ? ApiErrors.result(AnkurahException.limitExceeded(String.valueOf(e.getMessage())))
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
