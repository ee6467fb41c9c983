package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ankurah.model.RecordModels;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final Path COMMITTED = Path.of("graphql-schema", "schema.graphql");

    /** A difference is a decision: take it with {@code -Dschema.update=true}. */
    @Test
    void theCommittedSchemaIsTheOneOfTheDemoModels() throws IOException {
        String generated = SchemaText.of(
                SchemaFactory.build(RecordModels.read(Api.DEMO, Api.TYPES).models()));
        if (Boolean.getBoolean("schema.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, generated);
        }
        assertThat(Files.readString(COMMITTED, StandardCharsets.UTF_8)).isEqualTo(generated);
    }
}
