package org.ankurah.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
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
     * @throws AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED}
     */
    static Selection read(Models models, ModelDescriptor model, DataFetchingEnvironment field) {
        Predicate where = FilterReader.read(models, model, field.getArgument(WHERE));
        List<Order> order = OrderReader.read(model, field.getArgument(ORDER_BY));
        String text = field.getArgument(QUERY);
        if (text == null) {
            return new Selection(model, where, order, null);
        }
        Json variables = field.getArgument(VARIABLES);
        Selection query = SelectionParser.parse(models, model, text, Parameters.ofJson(variables));
        if (!order.isEmpty() && !query.order().isEmpty()) {
            throw AnkurahException.badQuery("Give the order in orderBy or in query, not in both.", ORDER_BY);
        }
        return new Selection(
                model,
                PredicateTerms.both(where, query.predicate()),
                order.isEmpty() ? query.order() : order,
                query.limit());
    }
}
