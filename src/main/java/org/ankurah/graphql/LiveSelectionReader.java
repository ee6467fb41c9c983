package org.ankurah.graphql;

import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.Selection;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of a live query into one selection: those that say which entities, and the window, which is
 * {@code first} or the {@code LIMIT} of the query text, whichever is smaller.
 */
final class LiveSelectionReader {

    static final String FIRST = "first";

    /**
     * The largest window. The server keeps it in memory and its first payload tells all of it at once, so it is as
     * large as the largest page.
     */
    static final int MAX_WINDOW = PageArguments.MAX_SIZE;

    private LiveSelectionReader() {}

    /**
     * What a live query's arguments select; its limit is the window.
     *
     * @param arguments as the engine coerced them; absent and null are the same
     * @throws AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED}
     */
    static Selection read(Models models, ModelDescriptor model, Map<String, Object> arguments) {
        Selection selection = SelectionReader.read(models, model, arguments);
        Integer first = atLeastOne((Integer) arguments.get(FIRST), FIRST);
        Integer limit = atLeastOne(selection.limit(), SelectionReader.QUERY);
        boolean byFirst = first != null && (limit == null || first <= limit);
        Integer window = byFirst ? first : limit;
        if (window != null && window > MAX_WINDOW) {
            throw new AnkurahException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "The window of a live query holds at most " + MAX_WINDOW + ".",
                    byFirst ? FIRST : SelectionReader.QUERY);
        }
        return new Selection(model, selection.predicate(), selection.order(), window);
    }

    private static @Nullable Integer atLeastOne(@Nullable Integer window, String argument) {
        if (window != null && window < 1) {
            throw AnkurahException.badQuery("The window of a live query holds at least 1.", argument);
        }
        return window;
    }
}
