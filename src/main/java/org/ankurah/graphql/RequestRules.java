package org.ankurah.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.OneOfNullValueException;
import graphql.execution.OneOfTooManyKeysException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.parser.Parser;
import graphql.schema.CoercingParseValueException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.ankurah.graphql.GraphqlRequest.Transport;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every request, whichever way it came: mutations do not travel by GET and subscriptions not by
 * plain HTTP, nothing too deep or too large is begun, and every error has its code.
 */
final class RequestRules extends SimplePerformantInstrumentation {

    private final GraphqlLimits limits;

    RequestRules(GraphqlLimits limits) {
        this.limits = limits;
    }

    /** SmallRye would carry variables through its own JSON types; ours come beside, already parsed. */
    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        GraphqlRequest request = input.getGraphQLContext().get(GraphqlRequest.CONTEXT_KEY);
        return request == null ? input : input.transform(builder -> builder.variables(request.variables()));
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        OperationDefinition operation = context.getOperationDefinition();
        GraphqlRequest request = context.getGraphQLContext().get(GraphqlRequest.CONTEXT_KEY);
        if (request != null) {
            checkTransport(request.transport(), operation.getOperation());
        }
        if (context.getGraphQLContext().get(GivenPayload.CONTEXT_KEY) == null) {
            checkSize(context, operation);
        }
        return null;
    }

    private void checkSize(ExecutionContext context, OperationDefinition operation) {
        RootFields root = RootFields.of(context.getDocument(), operation);
        if (root.introspection() && !limits.introspection()) {
            throw refuse(new AnkurahException(
                    ErrorCode.FORBIDDEN,
                    "This server does not tell its schema to clients (ankurah.introspection).",
                    null));
        }
        check(root.count(), limits.rootFields(), "selects", "fields at its root", "root-fields", "Split it.");
        RequestCost.Cost cost = RequestCost.of(
                context.getDocument(), operation, context.getCoercedVariables().toMap());
        check(cost.depth(), limits.depth(), "nests", "levels of fields", "depth", "Ask for less at a time.");
        check(
                cost.complexity(),
                limits.complexity(),
                "costs",
                "fields if every page is full",
                "complexity",
                "Ask for smaller pages.");
    }

    private static void check(long measured, long most, String does, String what, String setting, String remedy) {
        if (measured > most) {
            throw refuse(AnkurahException.limitExceeded("The operation " + does + " " + measured + " " + what
                    + "; at most " + most + " are allowed (ankurah.limits." + setting + "). " + remedy));
        }
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        if (result.getErrors().isEmpty()) {
            return CompletableFuture.completedFuture(result);
        }
        List<GraphQLError> errors = result.getErrors().stream()
                .map(error -> explained(error, parameters))
                .toList();
        return CompletableFuture.completedFuture(result.transform(builder -> builder.errors(errors)));
    }

    /** The same error with a code, and of variables with the place. */
    private static GraphQLError explained(GraphQLError error, InstrumentationExecutionParameters parameters) {
        boolean aboutVariables = error instanceof CoercingParseValueException
                || error instanceof NonNullableValueCoercedAsNullException
                || error instanceof InputMapDefinesTooManyFieldsException
                || error instanceof OneOfTooManyKeysException
                || error instanceof OneOfNullValueException;
        if (!aboutVariables) {
            return ApiErrors.withCode(error);
        }
        EngineMessage place = VariablePlace.find(
                parameters.getSchema(), Parser.parse(parameters.getQuery()), parameters.getVariables());
        return place == null ? ApiErrors.withCode(error) : ApiErrors.badQuery(place, error);
    }

    private static void checkTransport(Transport transport, Operation operation) {
        boolean allowed = switch (transport) {
            case GET -> operation == Operation.QUERY;
            case POST -> operation != Operation.SUBSCRIPTION;
            case STREAM_GET -> operation != Operation.MUTATION;
            case WEB_SOCKET, STREAM_POST -> true;
        };
        if (!allowed) {
            String name = operation.name().toLowerCase(Locale.ROOT);
            String remedy = operation == Operation.SUBSCRIPTION
                    ? "Open a WebSocket with sub-protocol graphql-transport-ws, or an event stream at "
                            + StreamEndpoint.PATH + "."
                    : "Send it by POST.";
            throw refuse(
                    AnkurahException.badQuery("A " + name + " cannot travel by " + method(transport) + ". " + remedy));
        }
    }

    private static String method(Transport transport) {
        return transport == Transport.STREAM_GET ? Transport.GET.name() : transport.name();
    }

    private static AbortExecutionException refuse(AnkurahException reason) {
        return new AbortExecutionException(List.of(ApiErrors.of(reason)));
    }
}
