package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.query.Measure.Function;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;

/** The types of aggregates: figures of groups of entities. A type that would have no field is left out. */
final class AggregateTypes {

    static final String GROUPS = "groups";
    static final String KEY = "key";
    static final String COUNT = "count";

    /** The fields of a group that hold a figure for each property. */
    static final Map<Function, String> FIELDS = new TreeMap<>(Map.of(
            Function.SUM, "sum",
            Function.AVG, "avg",
            Function.MIN, "min",
            Function.MAX, "max",
            Function.COUNT_DISTINCT, "countDistinct"));

    private final GraphQLCodeRegistry.Builder code;

    AggregateTypes(GraphQLCodeRegistry.Builder code) {
        this.code = code;
    }

    /** All types of a model's aggregates. */
    List<GraphQLNamedType> of(ModelDescriptor model) {
        List<GraphQLNamedType> types = new ArrayList<>(List.of(aggregate(model), group(model)));
        if (!model.properties().isEmpty()) {
            types.add(field(model));
            types.add(key(model));
        }
        for (Function function : FIELDS.keySet()) {
            if (hasAny(model, function)) {
                types.add(figures(model, function));
            }
        }
        return types;
    }

    /** The arguments of an aggregate. */
    static List<GraphQLArgument> arguments(ModelDescriptor model) {
        List<GraphQLArgument> arguments = new ArrayList<>(SelectionArguments.matching(model, "name ILIKE 'a%'"));
        if (!model.properties().isEmpty()) {
            arguments.add(Types.argument(
                    AggregatePlan.GROUP_BY,
                    Types.listOf(Names.field(model)),
                    "The properties whose equal values make a group, null being one of them. Without any, all that"
                            + " match are one group."));
        }
        return arguments;
    }

    private GraphQLObjectType aggregate(ModelDescriptor model) {
        return new ObjectType(Names.aggregate(model), "Figures about the " + Names.many(model) + " that match.", code)
                .local(
                        GROUPS,
                        Types.someListOf(Names.group(model)),
                        "The groups in ascending order of their keys, nulls last. Without `groupBy` exactly one.",
                        List.class,
                        groups -> groups)
                .build();
    }

    private GraphQLObjectType group(ModelDescriptor model) {
        ObjectType type = new ObjectType(
                Names.group(model),
                "A group of " + Names.many(model) + ". Nulls are left out of all figures but `count`.",
                code);
        if (!model.properties().isEmpty()) {
            type.local(
                    KEY,
                    Types.some(Names.key(model)),
                    "What all of the group have in common.",
                    AggregatePlan.Group.class,
                    AggregatePlan.Group::key);
        }
        type.local(
                COUNT,
                Types.INT,
                "How many are in the group.",
                AggregatePlan.Group.class,
                group -> group.figure(AggregatePlan.Figure.COUNT));
        FIELDS.forEach((function, name) -> {
            if (hasAny(model, function)) {
                type.local(
                        name,
                        Types.some(Names.figures(model, name)),
                        describe(function),
                        AggregatePlan.Group.class,
                        group -> group);
            }
        });
        return type.build();
    }

    private static GraphQLEnumType field(ModelDescriptor model) {
        GraphQLEnumType.Builder type = GraphQLEnumType.newEnum()
                .name(Names.field(model))
                .description("The properties of " + Names.article(model) + ".");
        for (PropertyDescriptor property : model.properties()) {
            type.value(property.name(), property.name(), Descriptions.of(property));
        }
        return type.build();
    }

    private GraphQLObjectType key(ModelDescriptor model) {
        ObjectType type = new ObjectType(
                Names.key(model),
                "What the " + Names.many(model)
                        + " of a group have in common: the properties that it was grouped by; the"
                        + " others are null.",
                code);
        for (PropertyDescriptor property : model.properties()) {
            String name = property.name();
            type.local(
                    name,
                    ValueTypes.plain(property),
                    Descriptions.of(property),
                    AggregatePlan.Key.class,
                    key -> key.value(property));
        }
        return type.build();
    }

    private GraphQLObjectType figures(ModelDescriptor model, Function function) {
        String name = String.valueOf(FIELDS.get(function));
        ObjectType type = new ObjectType(Names.figures(model, name), describe(function), code);
        for (PropertyDescriptor property : model.properties()) {
            if (takes(function, property)) {
                AggregatePlan.Figure figure = new AggregatePlan.Figure(function, property.name());
                type.local(
                        property.name(),
                        typeOf(function, property.type()),
                        null,
                        AggregatePlan.Group.class,
                        group -> group.figure(figure));
            }
        }
        return type.build();
    }

    private static boolean hasAny(ModelDescriptor model, Function function) {
        return model.properties().stream().anyMatch(property -> takes(function, property));
    }

    /** Of what an own type's values are stored as, figures say nothing to people. */
    private static boolean takes(Function function, PropertyDescriptor property) {
        return function.takes(property.type()) && (property.own() == null || function == Function.COUNT_DISTINCT);
    }

    private static GraphQLOutputType typeOf(Function function, ValueType type) {
        return switch (function) {
            case SUM -> type == Scalar.INT ? ApiScalars.LONG : ValueTypes.plain(type);
            case AVG -> type == Scalar.DECIMAL ? ApiScalars.DECIMAL : Scalars.GraphQLFloat;
            case MIN, MAX -> ValueTypes.plain(type);
            case COUNT, COUNT_DISTINCT -> Types.INT;
        };
    }

    private static String describe(Function function) {
        return switch (function) {
            case COUNT -> "How many there are.";
            case SUM -> "Sums; null of no values.";
            case AVG -> "Means; null of no values.";
            case MIN -> "The least values; null of none.";
            case MAX -> "The greatest values; null of none.";
            case COUNT_DISTINCT -> "How many different values there are.";
        };
    }
}
