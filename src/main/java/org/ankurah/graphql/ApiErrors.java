package org.ankurah.graphql;

import com.github.f4b6a3.ulid.UlidCreator;
import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.OneOfNullValueException;
import graphql.execution.OneOfTooManyKeysException;
import graphql.execution.ResultPath;
import graphql.language.SourceLocation;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns failures into the errors of the contract. Every error that leaves the server has passed here and has an
 * {@code extensions.code}; a failure that nobody foresaw is logged under an id and tells the client only that.
 */
final class ApiErrors {

    private static final Logger LOG = Logger.getLogger(ApiErrors.class);

    private static final String CODE = "code";
    private static final String RETRY_AFTER = "retryAfter";

    /** What a client is told to wait before it tries again. */
    private static final int RETRY_AFTER_SECONDS = 1;

    private ApiErrors() {}

    /** The error for a failure, wherever it happened. */
    static GraphQLError of(Throwable failure, @Nullable ResultPath path, @Nullable SourceLocation location) {
        Throwable cause = unwrap(failure);
        if (cause instanceof AnkurahException known) {
            return build(known.code(), messageOf(known), known.field(), path, location);
        }
        if (cause instanceof TooFastException tooFast) {
            return withExtension(
                    build(ErrorCode.LIMIT_EXCEEDED, String.valueOf(tooFast.getMessage()), null, path, location),
                    RETRY_AFTER,
                    tooFast.retryAfterSeconds());
        }
        if (isWrongInput(cause)) {
            EngineMessage message = EngineMessage.of(String.valueOf(cause.getMessage()));
            return build(ErrorCode.BAD_QUERY, message.text(), message.field(), path, location);
        }
        if (cause instanceof AbortExecutionException) {
            // The engine gave up going through what is selected below a field.
            return build(ErrorCode.LIMIT_EXCEEDED, "The operation selects too many fields.", null, path, location);
        }
        String id = UlidCreator.getMonotonicUlid().toString();
        LOG.errorf(cause, "Fault %s at %s", id, path == null ? "request" : path);
        return build(
                ErrorCode.INTERNAL,
                "The server failed; its log has the details under " + id + ".",
                null,
                path,
                location);
    }

    /** The error for a failure that belongs to no field. */
    static GraphQLError of(Throwable failure) {
        return of(failure, null, null);
    }

    /** The outcome of an operation that failed before anything was executed. */
    static ExecutionResult result(Throwable failure) {
        return ExecutionResult.newExecutionResult().addError(of(failure)).build();
    }

    /** The same error, with the cursor behind which the client may go on; null if it holds nothing. */
    static GraphQLError withCursor(GraphQLError error, @Nullable String cursor) {
        return cursor == null ? error : withExtension(error, "cursor", cursor);
    }

    private static GraphQLError withExtension(GraphQLError error, String name, Object value) {
        Map<String, Object> extensions = new LinkedHashMap<>(error.getExtensions());
        extensions.put(name, value);
        return GraphqlErrorBuilder.newError()
                .message("%s", error.getMessage())
                .errorType(error.getErrorType())
                .extensions(extensions)
                .build();
    }

    /** The same error with a code; errors that have one already are left alone. */
    static GraphQLError withCode(GraphQLError error) {
        Map<String, Object> extensions = error.getExtensions();
        if (extensions != null && extensions.containsKey(CODE)) {
            return error;
        }
        ErrorCode code = codeOf(error.getErrorType());
        if (code == ErrorCode.INTERNAL) {
            // The engine's text may hold anything, so it goes to the log.
            return of(new IllegalStateException(error.getMessage()), pathOf(error), firstLocation(error));
        }
        EngineMessage message = EngineMessage.of(error.getMessage());
        return build(code, message.text(), message.field(), pathOf(error), firstLocation(error));
    }

    /** An error of the engine, told better. */
    static GraphQLError badQuery(EngineMessage message, GraphQLError error) {
        return build(ErrorCode.BAD_QUERY, message.text(), message.field(), pathOf(error), firstLocation(error));
    }

    /** An error as it is sent. */
    static Map<String, Object> specification(GraphQLError error) {
        Map<String, Object> sent = new LinkedHashMap<>(withCode(error).toSpecification());
        sent.remove("locations", List.of());
        if (sent.get("extensions") instanceof Map<?, ?> extensions) {
            Map<Object, Object> kept = new LinkedHashMap<>(extensions);
            kept.remove("classification");
            sent.put("extensions", kept);
        }
        return sent;
    }

    /** Some of what is wrong with a literal the engine notices only when a fetcher asks for its arguments. */
    private static boolean isWrongInput(Throwable cause) {
        return cause instanceof OneOfNullValueException
                || cause instanceof OneOfTooManyKeysException
                || cause instanceof NonNullableValueCoercedAsNullException
                || cause instanceof CoercingParseLiteralException
                || cause instanceof CoercingParseValueException;
    }

    private static ErrorCode codeOf(@Nullable ErrorClassification type) {
        // Besides the engine's own errors there are its extensions', such as a refused introspection.
        if (type == ErrorType.DataFetchingException || type == ErrorType.NullValueInNonNullableField) {
            return ErrorCode.INTERNAL;
        }
        return ErrorCode.BAD_QUERY;
    }

    private static GraphQLError build(
            ErrorCode code,
            String message,
            @Nullable String field,
            @Nullable ResultPath path,
            @Nullable SourceLocation location) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put(CODE, code.name());
        if (field != null) {
            extensions.put("field", field);
        }
        if (code == ErrorCode.UNAVAILABLE) {
            extensions.put(RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        GraphqlErrorBuilder<?> builder = GraphqlErrorBuilder.newError()
                .message("%s", message)
                .errorType(classification(code))
                .extensions(extensions);
        if (path != null) {
            builder.path(path);
        }
        if (location != null) {
            builder.location(location);
        }
        return builder.build();
    }

    private static ErrorClassification classification(ErrorCode code) {
        return code == ErrorCode.INTERNAL ? ErrorType.DataFetchingException : ErrorType.ValidationError;
    }

    private static @Nullable ResultPath pathOf(GraphQLError error) {
        List<Object> path = error.getPath();
        return path == null ? null : ResultPath.fromList(path);
    }

    private static @Nullable SourceLocation firstLocation(GraphQLError error) {
        List<SourceLocation> locations = error.getLocations();
        return locations == null || locations.isEmpty() ? null : locations.get(0);
    }

    private static String messageOf(AnkurahException known) {
        String message = known.getMessage();
        return message == null ? known.code().name() : message;
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
