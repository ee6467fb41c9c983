package org.ankurah.demo.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ankurah.demo.transfer.StoreSchema.Collection;
import org.ankurah.demo.transfer.StoreSchema.Field;
import org.ankurah.server.command.Progress;

/**
 * Writes all living entities of a server to a file that an import can read. Their ids are the keys.
 *
 * <p>Entities that are created while the export runs are not part of it; changes of the others may or may not be.
 * A reference to an entity that was deleted is left out, and with it an entity that cannot be without it.
 */
final class Exporter {

    private static final int PAGE = 500;

    private final GraphQlClient client;
    private final Path file;
    private final PrintStream out;
    /** The greatest id of each collection when the export began; empty where there was none. */
    private final Map<String, String> newest = new HashMap<>();
    /** The ids that were written, by collection whose export is complete. */
    private final Map<String, Set<String>> written = new HashMap<>();

    private long leftOut;

    Exporter(GraphQlClient client, Path file, PrintStream out) {
        this.client = client;
        this.file = file;
        this.out = out;
    }

    /** Writes the file; it appears under its name only when it is complete. */
    void run() throws IOException, TransferException {
        StoreSchema schema = client.schema();
        long total = 0;
        for (Collection collection : schema.inDependencyOrder()) {
            JsonNode page = page(collection, "last: 1", "id", Wire.object());
            newest.put(collection.name(), page.path("nodes").path(0).path("id").asText());
            total += page.path("totalCount").asLong();
        }
        Progress progress = Progress.on(out, "exported", total, 0);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (BufferedWriter writer = Files.newBufferedWriter(part)) {
            for (Collection collection : schema.inDependencyOrder()) {
                written.put(collection.name(), export(collection, writer, progress));
            }
        } finally {
            progress.end();
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        if (leftOut > 0) {
            out.printf(Locale.ROOT, "%,d left out: they need an entity that was deleted.%n", leftOut);
        }
        out.printf("%s: %s%n", file, progress.summary());
    }

    /** Writes one collection and returns the ids of what was written. */
    private Set<String> export(Collection collection, BufferedWriter writer, Progress progress)
            throws IOException, TransferException {
        Set<String> ids = new HashSet<>();
        ObjectNode variables = Wire.object();
        JsonNode page;
        boolean more = !newestOf(collection.name()).isEmpty();
        while (more) {
            page = page(collection, "first: " + PAGE + ", after: $after", "id " + collection.selection(), variables);
            int count = 0;
            for (JsonNode entity : page.path("nodes")) {
                // Pages are ordered by id and ids by time: what comes now was created after the export began.
                String id = entity.path("id").asText();
                if (id.compareTo(newestOf(collection.name())) > 0) {
                    break;
                }
                count++;
                if (write(collection, id, entity, writer)) {
                    ids.add(id);
                } else {
                    leftOut++;
                }
            }
            progress.add(count);
            variables.set("after", page.path("pageInfo").path("endCursor"));
            more = count == PAGE && page.path("pageInfo").path("hasNextPage").asBoolean();
        }
        return ids;
    }

    private JsonNode page(Collection collection, String arguments, String selection, ObjectNode variables)
            throws TransferException {
        String parameters = arguments.contains("$after") ? "query($after: String) " : "";
        String document = parameters + "{ page: " + collection.plural() + "(" + arguments + ") { totalCount nodes { "
                + selection + " } pageInfo { hasNextPage endCursor } } }";
        return client.ask(document, variables).path("page");
    }

    /** Writes one line; returns false for an entity that cannot be without a target that is not in the file. */
    private boolean write(Collection collection, String id, JsonNode entity, BufferedWriter writer) throws IOException {
        ObjectNode line = Wire.object().put("collection", collection.name()).put("key", id);
        ObjectNode values = Wire.object();
        ObjectNode refs = Wire.object();
        for (Field field : collection.fields().values()) {
            JsonNode value = entity.path(field.name());
            String target = field.target();
            JsonNode kept = target == null ? value : keys(field, target, value);
            if (!kept.isNull() && !kept.isMissingNode()) {
                (target == null ? values : refs).set(field.name(), kept);
            } else if (field.required()) {
                return false;
            }
        }
        line.set("values", values);
        if (!refs.isEmpty()) {
            line.set("refs", refs);
        }
        writer.write(line.toString());
        writer.write('\n');
        return true;
    }

    /** The keys of a reference's targets as far as they are in the file; nothing when a single one is not. */
    private JsonNode keys(Field field, String target, JsonNode value) {
        if (!field.isList()) {
            return isExported(target, value) ? value.path("id") : MissingNode.getInstance();
        }
        ArrayNode keys = Wire.array();
        for (JsonNode element : value) {
            if (isExported(target, element)) {
                keys.add(element.path("id"));
            }
        }
        return keys;
    }

    private boolean isExported(String collection, JsonNode entity) {
        String id = entity.path("id").asText();
        Set<String> complete = written.get(collection);
        boolean known = complete == null ? id.compareTo(newestOf(collection)) <= 0 : complete.contains(id);
        return known && !id.isEmpty();
    }

    private String newestOf(String collection) {
        return newest.getOrDefault(collection, "");
    }
}
