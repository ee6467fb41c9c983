package org.ankurah.graphql;

import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.reactor.Interest;

/**
 * Finds out what a live query's client is told about: what it selected. Selecting {@code fields}, a revision or a
 * history asks for every change; {@code index} and {@code items} for every change of order; {@code totalCount} for
 * every change of the number of matches.
 */
final class InterestReader {

    private InterestReader() {}

    /**
     * Reads what is selected of a live query's payloads.
     *
     * @throws org.ankurah.value.AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED}, if the arguments
     *     of a selected page are wrong
     */
    static Interest read(Models models, ModelDescriptor model, DataFetchingFieldSelectionSet payload) {
        String change = SubscriptionTypes.CHANGES + "/";
        ShapeReader shape = new ShapeReader(models, model);
        if (payload.contains(change + SubscriptionTypes.FIELDS)) {
            shape.everyChange();
        }
        for (SelectedField entity : payload.getFields(change + Names.one(model), SubscriptionTypes.ITEMS)) {
            shape.select(entity.getSelectionSet());
        }
        boolean items = payload.contains(SubscriptionTypes.ITEMS);
        boolean order = items || payload.contains(change + SubscriptionTypes.INDEX);
        return new Interest(shape.shape(), order, items, payload.contains(SubscriptionTypes.TOTAL_COUNT));
    }
}
