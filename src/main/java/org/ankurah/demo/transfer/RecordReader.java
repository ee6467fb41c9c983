package org.ankurah.demo.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.demo.transfer.FileRecord.RefKeys;
import org.ankurah.query.Nearest;
import org.jspecify.annotations.Nullable;

/** Reads the entities of a file one after the other. It checks the form of each line, not what the line says. */
public final class RecordReader implements Closeable {

    private static final ObjectReader JSON = Wire.strictReader();
    private static final Set<String> MEMBERS = Set.of("collection", "key", "values", "refs");

    private final Lines lines;

    public RecordReader(InputStream in) {
        this.lines = new Lines(in);
    }

    /** Takes the entities of a file one after the other. */
    interface Visitor {
        void visit(FileRecord record) throws IOException, TransferException;
    }

    /**
     * Reads a file that is known to be well formed from beginning to end.
     *
     * @throws TransferException when the visitor throws it, or the file is not well formed after all
     */
    static void forEach(Path file, Visitor visitor) throws IOException, TransferException {
        try (RecordReader reader = new RecordReader(Files.newInputStream(file))) {
            for (FileRecord record = reader.nextChecked(); record != null; record = reader.nextChecked()) {
                visitor.visit(record);
            }
        }
    }

    /**
     * The next entity, or null at the end of the file.
     *
     * @throws MalformedLine when the line is no entity; reading may go on behind it
     */
    @Nullable
    FileRecord next() throws IOException, MalformedLine {
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
            if (!line.text().isBlank()) {
                return parse(line);
            }
        }
        return null;
    }

    /**
     * The next entity of a file that is known to be well formed, or null at its end.
     *
     * @throws TransferException when the file is not well formed after all
     */
    public @Nullable FileRecord nextChecked() throws IOException, TransferException {
        try {
            return next();
        } catch (MalformedLine e) {
            throw new TransferException(e.problem().toString(), e);
        }
    }

    private static FileRecord parse(Lines.Line line) throws MalformedLine {
        int number = line.number();
        ObjectNode object = object(line);
        for (String member : (Iterable<String>) object::fieldNames) {
            if (!MEMBERS.contains(member)) {
                throw new MalformedLine(
                        number, 0, "\"" + member + "\" is no member of a line" + Nearest.hint(member, MEMBERS));
            }
        }
        String collection = text(object, "collection", number);
        String key = text(object, "key", number);
        ObjectNode values = object(object, "values", number);
        ObjectNode refs = object(object, "refs", number);
        return new FileRecord(number, collection, key, values, refs(refs, number), digest(line.text()));
    }

    private static ObjectNode object(Lines.Line line) throws MalformedLine {
        JsonNode node;
        try {
            node = JSON.readTree(line.text());
        } catch (JsonProcessingException e) {
            if (!line.ended()) {
                throw new MalformedLine(
                        line.number(), line.text().length(), "the file ends in the middle of this line");
            }
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new MalformedLine(line.number(), column, "the line is no JSON: " + e.getOriginalMessage());
        }
        if (!(node instanceof ObjectNode object)) {
            throw new MalformedLine(line.number(), 1, "the line is no JSON object");
        }
        return object;
    }

    private static String text(ObjectNode object, String member, int line) throws MalformedLine {
        JsonNode node = object.get(member);
        if (node == null || !node.isTextual() || node.textValue().isEmpty()) {
            String what = node == null ? "is missing" : "must be a text that is not empty";
            throw new MalformedLine(line, 0, "\"" + member + "\" " + what);
        }
        return node.textValue();
    }

    private static ObjectNode object(ObjectNode parent, String member, int line) throws MalformedLine {
        JsonNode node = parent.get(member);
        if (node == null) {
            return Wire.object();
        }
        if (!(node instanceof ObjectNode object)) {
            throw new MalformedLine(line, 0, "\"" + member + "\" must be a JSON object");
        }
        return object;
    }

    /** A reference that is null is one that is not there. */
    private static Map<String, RefKeys> refs(ObjectNode object, int line) throws MalformedLine {
        Map<String, RefKeys> refs = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode node = member.getValue();
            if (node.isArray()) {
                List<String> keys = new ArrayList<>();
                for (JsonNode element : node) {
                    keys.add(key(element, member.getKey(), line));
                }
                refs.put(member.getKey(), new RefKeys(keys, true));
            } else if (!node.isNull()) {
                refs.put(member.getKey(), new RefKeys(List.of(key(node, member.getKey(), line)), false));
            }
        }
        return refs;
    }

    private static String key(JsonNode node, String name, int line) throws MalformedLine {
        if (!node.isTextual()) {
            throw new MalformedLine(line, 0, "\"refs." + name + "\" must be a key (a text) or a list of keys");
        }
        return node.textValue();
    }

    /** FNV-1a with 64 bits: no defence against malice, only a notice that a line was edited. */
    private static long digest(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
