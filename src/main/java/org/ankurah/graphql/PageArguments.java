package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import java.util.List;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.Fetch;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What the arguments {@code first}, {@code after}, {@code last} and {@code before} ask for.
 *
 * @param size how many at most
 * @param fromEnd whether counted from the end
 * @param after the cursor behind which to look, or null
 * @param before the cursor ahead of which to look, or null
 */
record PageArguments(
        int size,
        boolean fromEnd,
        @Nullable String after,
        @Nullable String before) {

    /** How many a page holds unless asked. */
    static final int DEFAULT_SIZE = 100;

    /** How many a page holds at most. */
    static final int MAX_SIZE = 1_000;

    static final String FIRST = "first";
    static final String AFTER = "after";
    static final String LAST = "last";
    static final String BEFORE = "before";

    /** The arguments of a connection that is read from its start. */
    static List<GraphQLArgument> forward() {
        return List.of(
                Types.argument(
                        FIRST,
                        Scalars.GraphQLInt,
                        "How many at most: " + DEFAULT_SIZE + " unless given, no more than " + MAX_SIZE + "."),
                Types.argument(AFTER, Scalars.GraphQLString, "A cursor: only what comes behind it."));
    }

    /** The arguments that read a connection from its end. */
    static List<GraphQLArgument> backward() {
        return List.of(
                Types.argument(LAST, Scalars.GraphQLInt, "How many at most, counted from the end."),
                Types.argument(BEFORE, Scalars.GraphQLString, "A cursor: only what comes ahead of it."));
    }

    /**
     * Reads the arguments.
     *
     * @param arguments as the engine coerced them; absent and null are the same
     * @param window the limit of the query text, which is a size as well, or null
     * @throws AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED}
     */
    static PageArguments read(Map<String, Object> arguments, @Nullable Integer window) {
        Integer first = size(arguments, FIRST);
        Integer last = size(arguments, LAST);
        if (first != null && last != null) {
            throw AnkurahException.badQuery("Ask for first or last, not for both.", LAST);
        }
        Integer asked = first != null ? first : last;
        int unasked = window != null ? Math.min(window, MAX_SIZE) : DEFAULT_SIZE;
        return new PageArguments(asked != null ? asked : unasked, last != null, (String) arguments.get(AFTER), (String)
                arguments.get(BEFORE));
    }

    /**
     * The page that a connection's arguments ask for, those of its selection included.
     *
     * @throws AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED}
     */
    static Fetch fetch(Models models, ModelDescriptor model, Map<String, Object> arguments) {
        Selection selection = SelectionReader.read(models, model, arguments);
        return read(arguments, selection.limit()).of(selection);
    }

    private Fetch of(Selection selection) {
        return new Fetch(selection, place(selection, after, AFTER), place(selection, before, BEFORE), size, fromEnd);
    }

    private static @Nullable Integer size(Map<String, Object> arguments, String argument) {
        Integer size = (Integer) arguments.get(argument);
        if (size != null && size < 0) {
            throw AnkurahException.badQuery(argument + " cannot be negative.", argument);
        }
        if (size != null && size > MAX_SIZE) {
            throw new AnkurahException(
                    ErrorCode.LIMIT_EXCEEDED,
                    argument + " is at most " + MAX_SIZE + ": read on with cursors.",
                    argument);
        }
        return size;
    }

    private static @Nullable SortKey place(Selection selection, @Nullable String cursor, String argument) {
        return cursor == null ? null : PageCursor.decode(selection, cursor, argument);
    }
}
