package org.ankurah.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Measure;
import org.ankurah.query.Measure.Function;
import org.ankurah.query.Path;
import org.ankurah.query.Selection;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What a field asks of an aggregate, and where in a group each value that it shows is found. Only the figures that
 * are selected are computed.
 *
 * @param aggregation what is computed
 * @param keys places of the keys by property
 * @param figures places of the figures by function and property
 */
record AggregatePlan(Aggregation aggregation, Map<String, Integer> keys, Map<Figure, Integer> figures) {

    static final String GROUP_BY = "groupBy";

    /** A figure's name. That of {@code COUNT} has the property {@code id}. */
    record Figure(Function function, String property) {

        static final Figure COUNT = new Figure(Function.COUNT, Path.ID);
    }

    /**
     * Reads the arguments and the selection of a field.
     *
     * @param groups where groups may be selected below the field
     * @throws AnkurahException with {@code BAD_QUERY} or {@code LIMIT_EXCEEDED}
     */
    static AggregatePlan read(
            Models models, ModelDescriptor model, DataFetchingEnvironment field, List<String> groups) {
        Selection selection = SelectionReader.read(models, model, field.getArguments());
        if (!selection.order().isEmpty() || selection.limit() != null) {
            throw AnkurahException.badQuery(
                    "ORDER BY and LIMIT have no meaning in an aggregate: leave them out of " + SelectionReader.QUERY
                            + ".",
                    SelectionReader.QUERY);
        }
        Map<String, Integer> keys = new LinkedHashMap<>();
        List<String> groupBy = field.getArgument(GROUP_BY);
        for (String property : groupBy == null ? List.<String>of() : groupBy) {
            keys.putIfAbsent(property, keys.size());
        }
        Map<Figure, Integer> figures = new LinkedHashMap<>();
        for (Figure figure : selected(model, field.getSelectionSet(), groups)) {
            figures.put(figure, figures.size());
        }
        Aggregation aggregation = new Aggregation(
                selection,
                keys.keySet().stream().map(property -> path(model, property)).toList(),
                figures.keySet().stream()
                        .map(figure -> new Measure(figure.function(), path(model, figure.property())))
                        .toList());
        return new AggregatePlan(aggregation, keys, figures);
    }

    private static Set<Figure> selected(
            ModelDescriptor model, DataFetchingFieldSelectionSet selected, List<String> groups) {
        Set<Figure> figures = new LinkedHashSet<>();
        for (String group : groups) {
            if (selected.contains(group + "/" + AggregateTypes.COUNT)) {
                figures.add(Figure.COUNT);
            }
            AggregateTypes.FIELDS.forEach((function, name) -> {
                for (SelectedField field : selected.getFields(group + "/" + name + "/*")) {
                    if (model.property(field.getName()) != null) {
                        figures.add(new Figure(function, field.getName()));
                    }
                }
            });
        }
        return figures;
    }

    private static Path path(ModelDescriptor model, String name) {
        PropertyDescriptor property = model.property(name);
        return property == null
                ? new Path(List.of(), Path.ID, List.of(), new ValueType.RefType(model.collection()))
                : new Path(List.of(), name, List.of(), property.type());
    }

    /** The groups with what tells their values apart. */
    List<Group> show(List<Aggregation.Group> groups) {
        return groups.stream().map(this::show).toList();
    }

    Group show(Aggregation.Group group) {
        return new Group(this, group);
    }

    /** A group as the API shows it. */
    record Group(AggregatePlan plan, Aggregation.Group group) {

        Key key() {
            return new Key(plan, group.key());
        }

        @Nullable
        Object figure(Figure figure) {
            Integer place = plan.figures.get(figure);
            return place == null ? null : Outputs.of(group.figures().get(place));
        }
    }

    /** What tells a group from the others, as the API shows it. */
    record Key(AggregatePlan plan, List<Value> values) {

        /** The value that all of the group have in common; null if it is not grouped by the property. */
        @Nullable
        Object value(PropertyDescriptor property) {
            Integer place = plan.keys.get(property.name());
            return place == null ? null : Outputs.of(property, values.get(place));
        }
    }
}
