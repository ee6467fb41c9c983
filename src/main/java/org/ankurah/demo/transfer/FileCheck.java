package org.ankurah.demo.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ankurah.demo.transfer.FileRecord.RefKeys;
import org.ankurah.demo.transfer.StoreSchema.Collection;
import org.ankurah.demo.transfer.StoreSchema.Field;
import org.ankurah.query.Nearest;
import org.jspecify.annotations.Nullable;

/** Checks a whole file against a server's schema before anything of it is written. */
final class FileCheck {

    private final StoreSchema schema;
    private final KeyTable keys = new KeyTable();
    private final Problems problems = new Problems();
    /** Targets that were named but not seen yet, with the problem that each is if it is never seen. */
    private final Map<Target, Problem> unseen = new LinkedHashMap<>();

    private record Target(String collection, String key) {}

    private FileCheck(StoreSchema schema) {
        this.schema = schema;
    }

    /**
     * Reads the whole file and returns its keys.
     *
     * @throws TransferException when anything is wrong; the message lists what and where
     */
    static KeyTable check(StoreSchema schema, Path file) throws IOException, TransferException {
        FileCheck check = new FileCheck(schema);
        try (RecordReader reader = new RecordReader(Files.newInputStream(file))) {
            boolean more = true;
            while (more) {
                more = check.step(reader);
            }
        }
        check.unseen.values().forEach(check.problems::add);
        check.problems.throwIfAny(file);
        return check.keys;
    }

    private boolean step(RecordReader reader) throws IOException {
        try {
            FileRecord record = reader.next();
            if (record != null) {
                check(record);
            }
            return record != null;
        } catch (MalformedLine e) {
            problems.add(e.problem());
            return true;
        }
    }

    private void check(FileRecord record) {
        Collection collection = schema.find(record.collection());
        if (collection == null) {
            String hint = Nearest.hint(record.collection(), schema.names());
            problems.add(record.line(), "there is no collection \"" + record.collection() + "\"" + hint);
            return;
        }
        KeyTable.Entry known = keys.add(record);
        if (known != null) {
            problems.add(
                    record.line(),
                    "the key \"" + record.key() + "\" of " + record.collection() + " was used in line " + known.line);
        }
        unseen.remove(new Target(record.collection(), record.key()));
        record.values().properties().forEach(value -> checkValue(record, collection, value.getKey(), value.getValue()));
        record.refs().forEach((name, refs) -> checkRefs(record, collection, name, refs));
        for (Field field : collection.fields().values()) {
            boolean given = record.values().has(field.name()) || record.refs().containsKey(field.name());
            if (field.required() && !given) {
                problems.add(record.line(), path(record, field.name()) + " is required");
            }
        }
    }

    private void checkValue(FileRecord record, Collection collection, String name, JsonNode value) {
        Field field = field(record, collection, name);
        if (field == null) {
            return;
        }
        String problem = field.target() == null
                ? FieldValues.problem(field, value)
                : "it is a reference; name the key of its target under \"refs\"";
        if (problem != null) {
            problems.add(record.line(), path(record, name) + ": " + problem);
        }
    }

    private void checkRefs(FileRecord record, Collection collection, String name, RefKeys refs) {
        Field field = field(record, collection, name);
        if (field == null) {
            return;
        }
        String target = field.target();
        if (target == null) {
            problems.add(record.line(), path(record, name) + ": it is no reference; give it under \"values\"");
            return;
        }
        if (field.isList() != refs.list()) {
            problems.add(
                    record.line(),
                    path(record, name) + (field.isList() ? " must be a list of keys" : " must be one key"));
        }
        for (String key : refs.keys()) {
            if (keys.find(target, key) == null) {
                String message =
                        path(record, name) + " names the " + target + " \"" + key + "\", which is nowhere in the file";
                unseen.putIfAbsent(new Target(target, key), new Problem(record.line(), 0, message));
            }
        }
    }

    private @Nullable Field field(FileRecord record, Collection collection, String name) {
        Field field = collection.fields().get(name);
        if (field == null) {
            String hint = Nearest.hint(name, collection.fields().keySet());
            problems.add(record.line(), record.collection() + " has no property \"" + name + "\"" + hint);
        }
        return field;
    }

    private static String path(FileRecord record, String name) {
        return record.collection() + "." + name;
    }
}
