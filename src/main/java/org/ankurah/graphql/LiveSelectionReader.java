package org.ankurah.graphql;

import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.Selection;
import org.ankurah.reactor.Windows;
import org.ankurah.value.AnkurahException;

/**
 * Reads the arguments of a live query into one selection: those that say which entities, and the window, which is
 * {@code first} or the {@code LIMIT} of the query text, whichever is smaller.
 */
final class LiveSelectionReader {

    static final String FIRST = "first";

    private LiveSelectionReader() {}

    /**
     * What a live query's arguments select; its limit is the window.
     *
     * @param arguments as the engine coerced them; absent and null are the same
     * @throws AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED}
     */
    static Selection read(Models models, ModelDescriptor model, Map<String, Object> arguments) {
        Selection selection = SelectionReader.read(models, model, arguments);
        Integer first = (Integer) arguments.get(FIRST);
        Integer limit = selection.limit();
        boolean byFirst = first != null && (limit == null || first <= limit);
        Integer window = byFirst ? first : limit;
        Windows.check(window, byFirst ? FIRST : SelectionReader.QUERY);
        return new Selection(model, selection.predicate(), selection.order(), window);
    }
}
