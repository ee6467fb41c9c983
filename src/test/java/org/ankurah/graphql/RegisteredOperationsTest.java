package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ankurah.model.RecordModels;
import org.junit.jupiter.api.Test;

/** The operations that the repository registers are of its schema. */
class RegisteredOperationsTest {

    @Test
    void fitTheSchema() throws IOException {
        GraphQLSchema schema = SchemaFactory.build(
                RecordModels.read(List.copyOf(Api.DEMO), Api.TYPES).models());
        try (Stream<Path> files = Files.list(Path.of("graphql-schema/operations"))) {
            List<Path> operations =
                    files.filter(file -> file.toString().endsWith(".graphql")).toList();
            assertThat(operations).isNotEmpty();
            for (Path file : operations) {
                assertThat(new Validator()
                                .validateDocument(schema, Parser.parse(Files.readString(file)), Locale.ENGLISH))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }
}
