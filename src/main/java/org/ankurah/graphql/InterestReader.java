package org.ankurah.graphql;

import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.Shape;

/**
 * Finds out what a live query's client is told about: what it selected. Selecting {@code fields}, the revision or
 * the history asks for every change; {@code index} and {@code items} for every change of order.
 */
final class InterestReader {

    private static final String ANY = "/*";

    private InterestReader() {}

    static Interest read(ModelDescriptor model, DataFetchingFieldSelectionSet selected) {
        String entity = SubscriptionTypes.CHANGES + "/" + Names.one(model);
        Set<String> properties = new HashSet<>();
        boolean everyChange = selected.contains(SubscriptionTypes.CHANGES + "/" + SubscriptionTypes.FIELDS);
        for (String place : List.of(entity, SubscriptionTypes.ITEMS)) {
            for (SelectedField field : selected.getFields(place + ANY)) {
                String name = field.getName();
                everyChange |= name.equals(EntityTypes.REVISION) || name.equals(EntityTypes.HISTORY);
                if (model.property(name) != null) {
                    properties.add(name);
                }
            }
        }
        boolean items = selected.contains(SubscriptionTypes.ITEMS);
        boolean index = selected.contains(SubscriptionTypes.CHANGES + "/" + SubscriptionTypes.INDEX);
        return new Interest(new Shape(everyChange, properties, List.of()), items || index, items, true);
    }
}
