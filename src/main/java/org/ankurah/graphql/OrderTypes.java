package org.ankurah.graphql;

import graphql.Directives;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.ValueType;

/** The input types that {@code orderBy} takes: one per model, with one field for each property that has an order. */
final class OrderTypes {

    static final String ASC = "ASC";
    static final String DESC = "DESC";

    private OrderTypes() {}

    static GraphQLEnumType direction() {
        return GraphQLEnumType.newEnum()
                .name(Names.DIRECTION)
                .description("Which way to order.")
                .value(ASC, ASC, "Least first, nulls last.")
                .value(DESC, DESC, "Greatest first, nulls first.")
                .build();
    }

    static GraphQLInputObjectType of(ModelDescriptor model) {
        GraphQLInputObjectType.Builder type = GraphQLInputObjectType.newInputObject()
                .name(Names.order(model))
                .description("One key of an order: exactly one field. Ties are ordered by `id`.")
                .withAppliedDirective(Directives.OneOfDirective.toAppliedDirective())
                .field(Types.input("id", Types.ref(Names.DIRECTION)));
        for (PropertyDescriptor property : model.properties()) {
            if (isOrdered(property)) {
                type.field(Types.input(property.name(), Types.ref(Names.DIRECTION), Descriptions.of(property)));
            }
        }
        return type.build();
    }

    /** Lists and documents have no order, and that of references says nothing to people. */
    private static boolean isOrdered(PropertyDescriptor property) {
        ValueType type = property.type();
        return (property.own() != null && !property.own().parts().isEmpty())
                || type instanceof ValueType.EnumType
                || (type instanceof ValueType.Scalar scalar && scalar != ValueType.Scalar.JSON);
    }
}
