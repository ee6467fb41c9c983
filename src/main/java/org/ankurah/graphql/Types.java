package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLTypeReference;
import org.jspecify.annotations.Nullable;

/** Short forms for the building blocks of the schema. */
final class Types {

    static final GraphQLOutputType INT = GraphQLNonNull.nonNull(Scalars.GraphQLInt);
    static final GraphQLOutputType STRING = GraphQLNonNull.nonNull(Scalars.GraphQLString);
    static final GraphQLOutputType BOOLEAN = GraphQLNonNull.nonNull(Scalars.GraphQLBoolean);
    static final GraphQLNonNull ID = GraphQLNonNull.nonNull(Scalars.GraphQLID);
    static final GraphQLOutputType STRINGS = GraphQLNonNull.nonNull(GraphQLList.list(STRING));

    private Types() {}

    static GraphQLTypeReference ref(String name) {
        return GraphQLTypeReference.typeRef(name);
    }

    /** {@code name!} */
    static GraphQLNonNull some(String name) {
        return GraphQLNonNull.nonNull(ref(name));
    }

    /** {@code [name!]} */
    static GraphQLList listOf(String name) {
        return GraphQLList.list(some(name));
    }

    /** {@code [name!]!} */
    static GraphQLNonNull someListOf(String name) {
        return GraphQLNonNull.nonNull(listOf(name));
    }

    static GraphQLFieldDefinition.Builder field(String name, GraphQLOutputType type, String description) {
        return GraphQLFieldDefinition.newFieldDefinition().name(name).type(type).description(description);
    }

    static GraphQLArgument argument(String name, GraphQLInputType type, String description) {
        return GraphQLArgument.newArgument()
                .name(name)
                .type(type)
                .description(description)
                .build();
    }

    static GraphQLInputObjectField input(String name, GraphQLInputType type, @Nullable String description) {
        return GraphQLInputObjectField.newInputObjectField()
                .name(name)
                .type(type)
                .description(description)
                .build();
    }

    static GraphQLInputObjectField input(String name, GraphQLInputType type) {
        return GraphQLInputObjectField.newInputObjectField()
                .name(name)
                .type(type)
                .build();
    }
}
