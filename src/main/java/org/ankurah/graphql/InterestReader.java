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

    private final ShapeReader shape;
    private final String entity;
    private boolean items;
    private boolean index;
    private boolean total;

    private InterestReader(Models models, ModelDescriptor model) {
        this.shape = new ShapeReader(models, model);
        this.entity = Names.one(model);
    }

    /**
     * Reads what is selected of a live query's payloads.
     *
     * @throws org.ankurah.value.AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED}, if the arguments
     *     of a selected page are wrong
     */
    static Interest read(Models models, ModelDescriptor model, DataFetchingFieldSelectionSet payload) {
        InterestReader reader = new InterestReader(models, model);
        payload.getImmediateFields().forEach(reader::select);
        return new Interest(reader.shape.shape(), reader.items || reader.index, reader.items, reader.total);
    }

    private void select(SelectedField field) {
        switch (field.getName()) {
            case SubscriptionTypes.CHANGES ->
                field.getSelectionSet().getImmediateFields().forEach(this::selectOfChange);
            case SubscriptionTypes.ITEMS -> {
                items = true;
                shape.select(field.getSelectionSet());
            }
            case SubscriptionTypes.TOTAL_COUNT -> total = true;
            default -> {}
        }
    }

    private void selectOfChange(SelectedField field) {
        String name = field.getName();
        if (name.equals(SubscriptionTypes.FIELDS)) {
            shape.everyChange();
        } else if (name.equals(SubscriptionTypes.INDEX)) {
            index = true;
        } else if (name.equals(entity)) {
            shape.select(field.getSelectionSet());
        }
    }
}
