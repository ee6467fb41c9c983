package org.ankurah.graphql;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.Order;
import org.ankurah.query.Parameters;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;

/** Reads the arguments {@code where}, {@code query}, {@code variables} and {@code orderBy} into one selection. */
final class SelectionReader {

    static final String WHERE = "where";
    static final String QUERY = "query";
    static final String VARIABLES = "variables";
    static final String ORDER_BY = "orderBy";

    private SelectionReader() {}

    /**
     * What a field's arguments select.
     *
     * @param arguments as the engine coerced them; absent and null are the same
     * @throws AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED}
     */
    @SuppressWarnings("unchecked") // the engine coerced the arguments to their types
    static Selection read(Models models, ModelDescriptor model, Map<String, Object> arguments) {
        Predicate where = FilterReader.read(models, model, (Map<String, Object>) arguments.get(WHERE));
        List<Order> order = OrderReader.read(models, model, (List<Map<String, Object>>) arguments.get(ORDER_BY));
        String text = (String) arguments.get(QUERY);
        if (text == null) {
            return new Selection(model, where, order, null);
        }
        Parameters parameters = naming(VARIABLES, () -> Parameters.ofJson((Json) arguments.get(VARIABLES)));
        Selection query = naming(QUERY, () -> SelectionParser.parse(models, model, text, parameters));
        if (!order.isEmpty() && !query.order().isEmpty()) {
            throw AnkurahException.badQuery("Give the order in orderBy or in query, not in both.", ORDER_BY);
        }
        return new Selection(
                model,
                PredicateTerms.both(where, query.predicate()),
                order.isEmpty() ? query.order() : order,
                query.limit());
    }

    /** What is wrong with no property in particular is wrong with the argument. */
    private static <T> T naming(String argument, Supplier<T> read) {
        try {
            return read.get();
        } catch (AnkurahException failure) {
            throw failure.field() != null
                    ? failure
                    : new AnkurahException(failure.code(), String.valueOf(failure.getMessage()), argument);
        }
    }
}
