package org.ankurah.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.LightDataFetcher;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds an object type and registers how each of its fields is fetched, so that neither is forgotten. */
final class ObjectType {

    private final String name;
    private final GraphQLObjectType.Builder type;
    private final GraphQLCodeRegistry.Builder code;

    ObjectType(String name, String description, GraphQLCodeRegistry.Builder code) {
        this.name = name;
        this.type = GraphQLObjectType.newObject().name(name).description(description);
        this.code = code;
    }

    ObjectType implementing(String interfaceName) {
        type.withInterface(Types.ref(interfaceName));
        return this;
    }

    /** A field that is read off its object, without waiting. */
    <S> ObjectType local(
            String field,
            GraphQLOutputType fieldType,
            @Nullable String description,
            Class<S> source,
            Function<S, @Nullable Object> read) {
        return field(field, fieldType, description, List.of(), new Local<>(source, read));
    }

    /** A field that needs its arguments, its selection or the storage. */
    ObjectType field(
            String field,
            GraphQLOutputType fieldType,
            @Nullable String description,
            List<GraphQLArgument> arguments,
            DataFetcher<?> fetcher) {
        type.field(GraphQLFieldDefinition.newFieldDefinition()
                .name(field)
                .type(fieldType)
                .description(description)
                .arguments(arguments)
                .build());
        code.dataFetcher(FieldCoordinates.coordinates(name, field), fetcher);
        return this;
    }

    GraphQLObjectType build() {
        return type.build();
    }

    /** Spares the engine the making of an environment that is not looked at. */
    private record Local<S>(Class<S> source, Function<S, @Nullable Object> read)
            implements LightDataFetcher<@Nullable Object> {

        @Override
        public @Nullable Object get(
                GraphQLFieldDefinition field, Object object, Supplier<DataFetchingEnvironment> environment) {
            return read.apply(source.cast(object));
        }

        @Override
        public @Nullable Object get(DataFetchingEnvironment environment) {
            return read.apply(source.cast(environment.getSource()));
        }
    }
}
