package org.ankurah.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ankurah.graphql.PersistedDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationFilesTest {

    @TempDir
    Path directory;

    @Test
    void readsDocumentsAndManifests() throws IOException {
        Files.writeString(Files.createDirectory(directory.resolve("below")).resolve("a.graphql"), "{ a }\n");
        Files.writeString(
                directory.resolve("apollo.json"),
                "{\"format\": \"apollo-persisted-query-manifest\", \"version\": 1, \"operations\": [{\"id\": \""
                        + PersistedDocuments.digest("{ b }") + "\", \"body\": \"{ b }\"}]}");
        Files.writeString(
                directory.resolve("codegen.json"), "{\"" + PersistedDocuments.digest("{ c }") + "\": \"{ c }\"}");
        Files.writeString(directory.resolve("README.md"), "{ d }");

        assertThat(OperationFiles.read(directory)).containsExactlyInAnyOrder("{ a }\n", "{ a }", "{ b }", "{ c }");
        assertThat(OperationFiles.read(directory.resolve("none"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                      | not valid JSON
            []                                     | must be an object
            {"operations": [{"id": "x"}]}          | a digest and a text
            {"operations": [7]}                    | a digest and a text
            {"abc": "{ a }"}                       | "abc" is not the SHA-256
            {"abc": 7}                             | a digest and a text
            """)
    void saysWhatIsWrongWithAManifest(String manifest, String says) throws IOException {
        Files.writeString(directory.resolve("m.json"), manifest);

        assertThatThrownBy(() -> OperationFiles.read(directory))
                .hasMessageContaining("m.json")
                .hasMessageContaining(says);
    }
}
