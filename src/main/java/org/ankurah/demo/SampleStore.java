package org.ankurah.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.demo.transfer.FieldValues;
import org.ankurah.demo.transfer.FileRecord;
import org.ankurah.demo.transfer.FileRecord.RefKeys;
import org.ankurah.demo.transfer.RecordReader;
import org.ankurah.demo.transfer.TransferException;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.node.Context;
import org.ankurah.node.Receipt;
import org.ankurah.node.Transaction;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/**
 * The music store that comes with the server: real artists, albums and tracks, and people who are invented. It
 * is a file in the format of {@link org.ankurah.demo.transfer}, each line behind those that it refers to.
 */
final class SampleStore {

    private static final String RESOURCE = "/sample/music-store.ndjson";

    private final Models models;
    /** The ids by collection and key. */
    private final Map<String, Map<String, Value>> ids = new HashMap<>();

    private SampleStore(Models models) {
        this.models = models;
    }

    /**
     * Creates everything in one transaction, so that a store is either filled or empty, whenever it is killed.
     *
     * <p>Fails with {@link IllegalArgumentException} when the models cannot hold it, because they were changed.
     */
    static Uni<Receipt> create(Context context) {
        return context.transactAll(transaction -> new SampleStore(context.models()).fill(transaction));
    }

    private void fill(Transaction transaction) {
        try (InputStream in = SampleStore.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the sample data is not part of this build");
            }
            RecordReader reader = new RecordReader(in);
            for (FileRecord record = reader.nextChecked(); record != null; record = reader.nextChecked()) {
                create(record, transaction);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TransferException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void create(FileRecord record, Transaction transaction) {
        ModelDescriptor model = models.find(record.collection());
        if (model == null) {
            throw new IllegalArgumentException("there is no model for the collection " + record.collection());
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> value : record.values().properties()) {
            PropertyDescriptor property = property(model, value.getKey());
            values.put(property.name(), value(property, value.getValue()));
        }
        record.refs().forEach((name, refs) -> {
            PropertyDescriptor property = property(model, name);
            values.put(name, ids(property, refs));
        });
        Ulid id = transaction.create(model, values);
        ids.computeIfAbsent(record.collection(), collection -> new HashMap<>()).put(record.key(), new Value.Id(id));
    }

    private static Value value(PropertyDescriptor property, JsonNode written) {
        Value value = FieldValues.read(written, property.type());
        return property.own() != null && value instanceof Value.Doc doc
                ? property.own().stored(doc.value())
                : value;
    }

    private Value ids(PropertyDescriptor property, RefKeys refs) {
        List<Value> found = new ArrayList<>();
        for (String key : refs.keys()) {
            Value id = ids.getOrDefault(String.valueOf(property.target()), Map.of())
                    .get(key);
            if (id == null) {
                throw new IllegalArgumentException(property.name() + " names \"" + key + "\", which is not there yet");
            }
            found.add(id);
        }
        return refs.list() ? new Value.Items(found) : found.get(0);
    }

    private static PropertyDescriptor property(ModelDescriptor model, String name) {
        PropertyDescriptor property = model.property(name);
        if (property == null) {
            throw new IllegalArgumentException(model.collection() + " has no property " + name);
        }
        return property;
    }
}
