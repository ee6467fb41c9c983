package org.ankurah.demo.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.GraphQL;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ankurah.demo.transfer.StoreSchema.Collection;
import org.ankurah.demo.transfer.StoreSchema.Field;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the tools read from the schema that the server has for the demo models. */
class SchemaReaderTest {

    private static StoreSchema schema;

    @BeforeAll
    static void introspect() throws Exception {
        String sdl = Files.readString(Path.of("graphql-schema", "schema.graphql"));
        GraphQL server = GraphQL.newGraphQL(
                        UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(sdl)))
                .build();
        JsonNode answer =
                Wire.JSON.valueToTree(server.execute(SchemaReader.QUERY).toSpecification());
        schema = SchemaReader.read(answer.at("/data/__schema"));
    }

    @Test
    void collectionsAndTheirOperationsAreFound() {
        assertThat(schema.names())
                .containsExactly(
                        "album",
                        "artist",
                        "customer",
                        "employee",
                        "genre",
                        "invoice",
                        "invoiceLine",
                        "mediaType",
                        "playlist",
                        "playlistTrack",
                        "shop",
                        "track");
        Collection types = schema.get("mediaType");
        assertThat(types.plural()).isEqualTo("mediaTypes");
        assertThat(types.createMany()).isEqualTo("createMediaTypes");
        assertThat(types.inputType()).isEqualTo("MediaTypeInput");
        assertThat(types.update()).isEqualTo("updateMediaType");
        assertThat(types.patchType()).isEqualTo("MediaTypePatch");
    }

    @Test
    void propertiesHaveTheTypesOfTheModels() {
        Collection album = schema.get("album");

        assertThat(album.fields())
                .containsEntry("title", new Field("title", Scalar.STRING, true))
                .containsEntry("artist", new Field("artist", new ValueType.RefType("artist"), false))
                .containsEntry("tags", new Field("tags", new ValueType.ListType(Scalar.STRING), false))
                .containsEntry("released", new Field("released", Scalar.DATE, false))
                .containsEntry("plays", new Field("plays", Scalar.LONG, false))
                .containsEntry("details", new Field("details", Scalar.JSON, false))
                .containsEntry(
                        "format",
                        new Field(
                                "format",
                                new ValueType.EnumType("AlbumFormat", List.of("LP", "EP", "SINGLE", "CD", "DIGITAL")),
                                false));
        assertThat(album.selection()).contains("artist { id }").contains("tags");
        assertThat(schema.get("invoiceLine").fields())
                .containsEntry("invoice", new Field("invoice", new ValueType.RefType("invoice"), true))
                .containsEntry("unitPrice", new Field("unitPrice", Scalar.DECIMAL, false));
    }

    @Test
    void dependencyOrderPutsTargetsFirst() {
        List<String> order =
                schema.inDependencyOrder().stream().map(Collection::name).toList();

        assertThat(order).containsSubsequence("artist", "album", "track", "playlistTrack");
        assertThat(order).containsSubsequence("employee", "customer", "invoice", "invoiceLine");
    }
}
