package org.ankurah.merge.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Yjs itself, run by Node.js; see {@code web-client/test/yjs-oracle.js}. */
final class YjsOracle implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    /** What a document of Yjs holds. */
    record Description(String text, String content, byte[] vector, byte[] state) {}

    YjsOracle() throws IOException {
        process = new ProcessBuilder("node", "test/yjs-oracle.js")
                .directory(Path.of("web-client").toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = process.outputWriter(UTF_8);
        out = process.inputReader(UTF_8);
    }

    /** The updates that an edit of a document makes. */
    List<byte[]> edit(Object... command) {
        List<byte[]> updates = new ArrayList<>();
        ask(command).path("updates").forEach(update -> updates.add(bytes(update)));
        return updates;
    }

    Description describe(Object... command) {
        JsonNode answer = ask(command);
        return new Description(
                answer.get("text").textValue(),
                answer.get("content").textValue(),
                bytes(answer.get("vector")),
                bytes(answer.get("state")));
    }

    byte[] since(String document, byte[] vector) {
        return bytes(ask("since", document, vector).get("update"));
    }

    JsonNode ask(Object... command) {
        try {
            in.write(JSON.writeValueAsString(command));
            in.write('\n');
            in.flush();
            String answer = out.readLine();
            if (answer == null) {
                throw new IllegalStateException("Yjs ended at " + JSON.writeValueAsString(command));
            }
            return JSON.readTree(answer);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] bytes(JsonNode text) {
        return Base64.getDecoder().decode(text.textValue());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
