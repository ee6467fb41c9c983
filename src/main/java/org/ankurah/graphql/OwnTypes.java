package org.ankurah.graphql;

import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyType;
import org.ankurah.value.ValueType.Scalar;

/** The scalars and filters of the application's own types. */
final class OwnTypes {

    private OwnTypes() {}

    /** The scalars of all own types that the models use. */
    static List<GraphQLScalarType> scalars(Models models) {
        Set<PropertyType<?>> used = new LinkedHashSet<>();
        for (ModelDescriptor model : models.all()) {
            for (PropertyDescriptor property : model.properties()) {
                if (property.own() != null) {
                    used.add(property.own());
                }
            }
        }
        return used.stream()
                .map(own -> ApiScalars.ofJson(own.name(), own.description()))
                .toList();
    }

    /** Puts a type's filter, and what its operators take, to the others. */
    static String addFilter(PropertyType<?> own, Map<String, GraphQLInputObjectType> types) {
        String name = own.name() + "Filter";
        if (types.containsKey(name)) {
            return name;
        }
        GraphQLInputType type = Types.ref(own.name());
        GraphQLList several = GraphQLList.list(GraphQLNonNull.nonNull(type));
        GraphQLInputObjectType.Builder filter = GraphQLInputObjectType.newInputObject()
                .name(name)
                .description("What a value of type `" + own.name()
                        + "` must be like. All operators that are given must hold.")
                .field(Types.input("eq", type, "Equal to this."))
                .field(Types.input("ne", type, "Not equal to this, and not null."));
        if (own.stored() != Scalar.JSON && own.stored() != Scalar.BOOLEAN) {
            filter.field(Types.input("lt", type, "Less than this."))
                    .field(Types.input("lte", type, "Less than this, or equal."))
                    .field(Types.input("gt", type, "Greater than this."))
                    .field(Types.input("gte", type, "Greater than this, or equal."));
        }
        filter.field(Types.input("in", several, "Equal to one of these."))
                .field(Types.input("notIn", several, "Equal to none of these, and not null."))
                .field(Types.input(FilterTypes.IS_NULL, graphql.Scalars.GraphQLBoolean, FilterTypes.IS_NULL_TEXT));
        for (PropertyType.Operator operator : own.operators()) {
            filter.field(Types.input(
                    operator.name(),
                    operator.fields().isEmpty() ? type : Types.ref(addArgument(own, operator, types)),
                    operator.description()));
        }
        types.put(name, filter.build());
        return name;
    }

    private static String addArgument(
            PropertyType<?> own, PropertyType.Operator operator, Map<String, GraphQLInputObjectType> types) {
        String name = Names.operator(own.name(), operator.name());
        GraphQLInputObjectType.Builder argument = GraphQLInputObjectType.newInputObject()
                .name(name)
                .description("What `" + operator.name() + "` of `" + own.name() + "Filter` takes.");
        operator.fields()
                .forEach((field, scalar) ->
                        argument.field(Types.input(field, GraphQLNonNull.nonNull(ValueTypes.scalar(scalar)))));
        types.put(name, argument.build());
        return name;
    }
}
