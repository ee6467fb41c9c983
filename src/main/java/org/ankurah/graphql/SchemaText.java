package org.ankurah.graphql;

import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphqlTypeComparatorEnvironment;
import graphql.schema.GraphqlTypeComparatorRegistry;
import graphql.schema.GraphqlTypeComparators;
import graphql.schema.idl.SchemaPrinter;
import java.util.Comparator;

/** Writes a schema as SDL, the same for equal schemas: types by name, what is in them in its declared order. */
final class SchemaText {

    private SchemaText() {}

    static String of(GraphQLSchema schema) {
        return new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
                        .setComparators(new TypesByName())
                        .includeScalarTypes(true)
                        .includeDirectiveDefinitions(false))
                .print(schema);
    }

    private static final class TypesByName implements GraphqlTypeComparatorRegistry {

        @Override
        public <T extends GraphQLSchemaElement> Comparator<? super T> getComparator(
                GraphqlTypeComparatorEnvironment environment) {
            return environment.getParentType() == null
                    ? GraphqlTypeComparators.byNameAsc()
                    : GraphqlTypeComparators.asIsOrder();
        }
    }
}
