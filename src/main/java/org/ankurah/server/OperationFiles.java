package org.ankurah.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ankurah.graphql.PersistedDocuments;
import org.jspecify.annotations.Nullable;

/**
 * Reads the documents that the operator registers, from a directory and those in it: of each {@code .graphql} file the
 * text, with and without the white space around it; of each {@code .json} file what is in it, in the form of Apollo's
 * manifest ({@code {"operations": [{"id": …, "body": …}]}}) or as an object from digests to texts.
 */
final class OperationFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OperationFiles() {}

    /**
     * The texts of all documents; none if there is no such directory.
     *
     * @throws IllegalStateException if one cannot be used; the message is for the operator
     */
    static List<String> read(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".graphql") || name.endsWith(".gql")) {
                    String text = Files.readString(file);
                    texts.add(text);
                    texts.add(text.strip());
                } else if (name.endsWith(".json")) {
                    readManifest(file, texts);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The operations in " + directory + " cannot be read: " + e.getMessage(), e);
        }
        return texts;
    }

    private static void readManifest(Path file, List<String> texts) throws IOException {
        JsonNode manifest;
        try {
            manifest = JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw wrong(file, "it is not valid JSON");
        }
        JsonNode operations = manifest.get("operations");
        if (operations != null && operations.isArray()) {
            for (JsonNode operation : operations) {
                texts.add(checked(
                        file,
                        operation.path("id").textValue(),
                        operation.path("body").textValue()));
            }
            return;
        }
        if (!manifest.isObject()) {
            throw wrong(file, "it must be an object");
        }
        for (Map.Entry<String, JsonNode> entry : manifest.properties()) {
            texts.add(checked(file, entry.getKey(), entry.getValue().textValue()));
        }
    }

    private static String checked(Path file, @Nullable String id, @Nullable String text) {
        if (id == null || text == null) {
            throw wrong(file, "each of its operations needs a digest and a text");
        }
        if (!id.equalsIgnoreCase(PersistedDocuments.digest(text))) {
            throw wrong(file, "\"" + id + "\" is not the SHA-256 of the text that it stands for");
        }
        return text;
    }

    private static IllegalStateException wrong(Path file, String reason) {
        return new IllegalStateException("The operations of " + file + " cannot be registered: " + reason + ".");
    }
}
