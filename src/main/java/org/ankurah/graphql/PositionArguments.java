package org.ankurah.graphql;

import graphql.Scalars;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Coercion;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments that name a moment: a cursor, which is the place behind what it tells of, or a time, which
 * stands for the last event that was committed then or before. A time in the future stands for now.
 */
final class PositionArguments {

    static final String AT = "at";

    private static final String EXPECTED = " is neither a cursor that this place has given nor a time such as"
            + " 2026-01-31T12:00:00Z or 2026-01-31T12:00:00+01:00.";

    /** What is loaded when the end of the log is asked for: all who ask in one wave get one answer. */
    private record End() {}

    private PositionArguments() {}

    /** The argument that asks for a past state. */
    static GraphQLArgument at() {
        return Types.argument(
                AT,
                Scalars.GraphQLString,
                "Shows everything as it was at a cursor of the log, or at a time such as `2026-01-31T12:00:00Z`: the"
                        + " state after the last event that was committed then or before. All that is selected below is"
                        + " of the same moment.");
    }

    /**
     * Fetches a field as of the moment that its arguments name, or as things are now if they name none. What is below
     * the field finds the moment in its local context.
     */
    static <T extends @Nullable Object> CompletableFuture<DataFetcherResult<T>> fetch(
            DataFetchingEnvironment field, Function<Neighbours, CompletableFuture<T>> read) {
        Request request = Request.of(field);
        String at = field.getArgument(AT);
        if (at == null) {
            return read.apply(StoredNeighbours.now(request))
                    .thenApply(
                            data -> DataFetcherResult.<T>newResult().data(data).build());
        }
        return position(request, at, AT).thenCompose(position -> {
            Neighbours then = new StoredNeighbours(request, request.at(position), position);
            return read.apply(then)
                    .thenApply(data -> DataFetcherResult.<T>newResult()
                            .data(data)
                            .localContext(then)
                            .build());
        });
    }

    /**
     * The position that a cursor or a time names.
     *
     * @param argument where it was given
     * @return fails with {@code BAD_QUERY}, if it is neither, or of a place that the log has not reached
     */
    static CompletableFuture<Long> position(Request request, String text, String argument) {
        if (isTime(text)) {
            return request.batches().await(request.context().positionAt(time(text, argument)));
        }
        long position = cursor(text, argument);
        return end(request).thenApply(end -> {
            if (position > end) {
                throw AnkurahException.badQuery(
                        argument + " is a cursor of a place that the log has not reached.", argument);
            }
            return position;
        });
    }

    /** Whether a text is meant for a time: no cursor begins with a digit. */
    static boolean isTime(String text) {
        return !text.isEmpty() && Character.isDigit(text.charAt(0));
    }

    /** The position of the last event. */
    private static CompletableFuture<Long> end(Request request) {
        return request.batches()
                .load(
                        new End(),
                        true,
                        asked -> request.context().position().map(position -> Map.of(true, position)),
                        0L);
    }

    private static long cursor(String text, String argument) {
        try {
            return LogCursor.decode(text, argument).position();
        } catch (AnkurahException unknown) {
            throw AnkurahException.badQuery(argument + EXPECTED, argument);
        }
    }

    private static Instant time(String text, String argument) {
        try {
            return ((Value.Timestamp) Coercion.coerce(new Value.Str(text), ValueType.Scalar.INSTANT)).value();
        } catch (AnkurahException refused) {
            throw AnkurahException.badQuery(argument + EXPECTED, argument);
        }
    }
}
