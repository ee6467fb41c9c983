package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Replaces the schema that SmallRye made from annotations by our own. */
@Singleton
public class SchemaBean {

    void build(@Observes GraphQLSchema.Builder builder) {
        GraphQLObjectType query = GraphQLObjectType.newObject()
                .name("Query")
                .field(GraphQLFieldDefinition.newFieldDefinition()
                        .name("ping")
                        .type(GraphQLNonNull.nonNull(Scalars.GraphQLString)))
                .build();
        DataFetcher<String> ping = environment -> "pong";
        builder.clearAdditionalTypes()
                .clearDirectives()
                .clearSchemaDirectives()
                .query(query)
                .codeRegistry(GraphQLCodeRegistry.newCodeRegistry()
                        .dataFetcher(FieldCoordinates.coordinates("Query", "ping"), ping)
                        .build());
    }
}
