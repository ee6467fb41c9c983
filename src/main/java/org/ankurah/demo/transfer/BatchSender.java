package org.ankurah.demo.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.demo.transfer.GraphQlClient.Answer;
import org.ankurah.demo.transfer.Journal.Entry;
import org.ankurah.demo.transfer.StoreSchema.Collection;
import org.ankurah.server.command.Progress;
import org.jspecify.annotations.Nullable;

/** Sends batches to the server, with an entry in the journal before and after each. */
final class BatchSender {

    private final GraphQlClient client;
    private final Journal journal;
    private final KeyTable keys;
    private final Progress progress;
    /** The greatest id of a collection that is known to be on the server. */
    private final Map<String, String> marks = new HashMap<>();

    BatchSender(GraphQlClient client, Journal journal, KeyTable keys, Progress progress) {
        this.client = client;
        this.journal = journal;
        this.keys = keys;
        this.progress = progress;
    }

    /**
     * Creates the entities of a batch.
     *
     * @throws TransferException when the server refuses one of them, which the message names; those before it
     *     are created then
     */
    void create(Batch batch) throws IOException, TransferException {
        Collection collection = batch.collection();
        journal.append(
                new Entry.Intent(collection.name(), mark(collection), Instant.now(), batch.keys(), batch.digests()));
        String document = "mutation($inputs: [" + collection.inputType() + "!]!) { result: " + collection.createMany()
                + "(inputs: $inputs) { items: " + collection.plural() + " { id } } }";
        ObjectNode variables = Wire.object();
        variables.putArray("inputs").addAll(batch.inputs(keys));
        Answer answer = client.send(document, variables);
        if (answer instanceof Answer.Done done) {
            created(batch, ids(batch, done.data().path("result").path("items")));
            return;
        }
        journal.append(new Entry.Refused());
        for (Batch half : parts(batch, (Answer.Refused) answer)) {
            create(half);
        }
    }

    /** Notes that a batch is on the server under these ids. */
    void created(Batch batch, List<String> ids) throws IOException {
        journal.append(new Entry.Created(ids));
        for (int i = 0; i < ids.size(); i++) {
            keys.get(batch.collection().name(), batch.records().get(i).key()).id = ids.get(i);
        }
        marks.put(batch.collection().name(), ids.get(ids.size() - 1));
        progress.add(ids.size());
    }

    /** Sets the references that were left out when the entities of the batch were created. */
    void link(Batch batch) throws IOException, TransferException {
        Collection collection = batch.collection();
        StringBuilder parameters = new StringBuilder();
        StringBuilder fields = new StringBuilder();
        ObjectNode variables = Wire.object();
        for (int i = 0; i < batch.size(); i++) {
            FileRecord record = batch.records().get(i);
            parameters.append("$i" + i + ": ID! $p" + i + ": " + collection.patchType() + "! ");
            fields.append("u" + i + ": " + collection.update() + "(id: $i" + i + ", patch: $p" + i + ") { cursor } ");
            variables.put("i" + i, keys.get(collection.name(), record.key()).id);
            variables.set("p" + i, batch.refsOf(record, keys));
        }
        Answer answer = client.send("mutation(" + parameters + ") { " + fields + "}", variables);
        if (answer instanceof Answer.Refused refused) {
            for (Batch half : parts(batch, refused)) {
                link(half);
            }
            return;
        }
        journal.append(new Entry.Linked(collection.name(), batch.keys()));
        batch.keys().forEach(key -> keys.get(collection.name(), key).linked = true);
    }

    /** Halves what was refused until the one record is found that is to blame. */
    private static List<Batch> parts(Batch batch, Answer.Refused refused) throws TransferException {
        if (batch.size() > 1) {
            return batch.halves();
        }
        FileRecord record = batch.records().get(0);
        throw new TransferException("line " + record.line() + ": the server refused the " + record.collection() + " \""
                + record.key() + "\": " + refused.message() + " (" + refused.code() + ")");
    }

    private static List<String> ids(Batch batch, JsonNode items) throws TransferException {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> ids.add(item.path("id").asText()));
        if (ids.size() != batch.size()) {
            throw new TransferException(
                    "The server answered " + batch.size() + " creates with " + ids.size() + " ids.");
        }
        return ids;
    }

    /** An id before every one that the server gives from now on, or null when the collection is empty. */
    private @Nullable String mark(Collection collection) throws TransferException {
        String known = marks.get(collection.name());
        if (known == null) {
            JsonNode data =
                    client.ask("{ page: " + collection.plural() + "(last: 1) { nodes { id } } }", Wire.object());
            known = data.path("page").path("nodes").path(0).path("id").textValue();
            if (known != null) {
                marks.put(collection.name(), known);
            }
        }
        return known;
    }
}
