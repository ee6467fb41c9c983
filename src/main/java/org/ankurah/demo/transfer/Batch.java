package org.ankurah.demo.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.demo.transfer.FileRecord.RefKeys;
import org.ankurah.demo.transfer.StoreSchema.Collection;
import org.ankurah.demo.transfer.StoreSchema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Entities of one collection that travel together: one request, one transaction.
 *
 * @param collection what they belong to
 * @param records in the order in which they are created
 */
record Batch(Collection collection, List<FileRecord> records) {

    Batch {
        records = List.copyOf(records);
    }

    int size() {
        return records.size();
    }

    List<String> keys() {
        return records.stream().map(FileRecord::key).toList();
    }

    List<Long> digests() {
        return records.stream().map(FileRecord::digest).toList();
    }

    /** The batch in two halves; it has at least two records. */
    List<Batch> halves() {
        int middle = size() / 2;
        return List.of(
                new Batch(collection, records.subList(0, middle)),
                new Batch(collection, records.subList(middle, size())));
    }

    /** What the API takes to create the records, in order. References to what has no id yet are left out. */
    List<ObjectNode> inputs(KeyTable keys) {
        List<ObjectNode> inputs = new ArrayList<>();
        for (FileRecord record : records) {
            ObjectNode input = Wire.object();
            for (Map.Entry<String, JsonNode> value : record.values().properties()) {
                input.set(value.getKey(), FieldValues.toWire(field(value.getKey()), value.getValue()));
            }
            setRefs(record, keys, input);
            inputs.add(input);
        }
        return inputs;
    }

    /** What the API takes to set the references of one record. */
    ObjectNode refsOf(FileRecord record, KeyTable keys) {
        ObjectNode patch = Wire.object();
        setRefs(record, keys, patch);
        return patch;
    }

    private void setRefs(FileRecord record, KeyTable keys, ObjectNode target) {
        record.refs().forEach((name, refs) -> {
            JsonNode ids = ids(field(name), refs, keys);
            if (ids != null) {
                target.set(name, ids);
            }
        });
    }

    private static @Nullable JsonNode ids(Field field, RefKeys refs, KeyTable keys) {
        String target = field.target();
        ArrayNode ids = Wire.array();
        for (String key : refs.keys()) {
            if (target == null) {
                return null;
            }
            String id = keys.get(target, key).id;
            if (id == null) {
                return null;
            }
            ids.add(id);
        }
        return field.isList() ? ids : ids.get(0);
    }

    private Field field(String name) {
        Field field = collection.fields().get(name);
        if (field == null) {
            throw new IllegalStateException("unknown property " + name + " of " + collection.name());
        }
        return field;
    }
}
