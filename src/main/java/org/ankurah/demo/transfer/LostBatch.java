package org.ankurah.demo.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.demo.transfer.Journal.Entry.Intent;
import org.ankurah.demo.transfer.StoreSchema.Collection;

/**
 * Finds out whether a batch arrived whose acknowledgement was lost.
 *
 * <p>Ids are ordered by time, so what the batch created has ids behind the intent's mark; and one batch is one
 * transaction. So a transaction behind the mark that created just as many entities of the collection, with the
 * batch's values in the batch's order, is the batch. An entity that was changed since is taken as equal: its
 * neighbours speak for it.
 */
final class LostBatch {

    /** A server may still be at work on a request whose client is gone; after this time it is not. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int PAGE = 200;

    private final GraphQlClient client;

    LostBatch(GraphQlClient client) {
        this.client = client;
    }

    /** The ids of the batch's entities in order, or an empty list when it never arrived. */
    List<String> find(Intent intent, Batch batch, List<ObjectNode> inputs) throws TransferException {
        Instant settled = intent.at().plus(SETTLED);
        while (true) {
            boolean last = Instant.now().isAfter(settled);
            for (List<JsonNode> transaction : transactionsBehind(intent, batch.collection())) {
                if (matches(batch.collection(), inputs, transaction)) {
                    return transaction.stream()
                            .map(entity -> entity.path("id").asText())
                            .toList();
                }
            }
            if (last) {
                return List.of();
            }
            pause();
        }
    }

    private static boolean matches(Collection collection, List<ObjectNode> inputs, List<JsonNode> entities) {
        if (entities.size() != inputs.size()) {
            return false;
        }
        for (int i = 0; i < inputs.size(); i++) {
            JsonNode entity = entities.get(i);
            JsonNode head = entity.path("revision").path("head");
            boolean unchanged = head.size() == 1 && head.path(0).equals(entity.path("id"));
            if (unchanged && !matches(collection, inputs.get(i), entity)) {
                return false;
            }
        }
        return true;
    }

    /** Whether an entity has the values that an input gave it; what the input left out is not compared. */
    private static boolean matches(Collection collection, ObjectNode input, JsonNode entity) {
        return collection.fields().values().stream()
                .filter(field -> input.has(field.name()))
                .allMatch(field -> FieldValues.same(field, input.path(field.name()), entity.path(field.name())));
    }

    /** The entities behind the intent's mark in the order of their ids, together as they were created together. */
    private Iterable<List<JsonNode>> transactionsBehind(Intent intent, Collection collection) throws TransferException {
        String document = "query($ids: Json $after: String) { page: " + collection.plural() + "(first: " + PAGE
                + (intent.mark() == null ? "" : ", query: \"id > ?\", variables: $ids") + ", after: $after) {"
                + " nodes { id revision { head } history(first: 1) { nodes { transactionId } } "
                + collection.selection() + " } pageInfo { hasNextPage endCursor } } }";
        if (intent.mark() == null) {
            document = document.replace("$ids: Json ", "");
        }
        Map<String, List<JsonNode>> transactions = new LinkedHashMap<>();
        ObjectNode variables = Wire.object();
        if (intent.mark() != null) {
            variables.putArray("ids").add(intent.mark());
        }
        JsonNode page;
        do {
            page = client.ask(document, variables).path("page");
            for (JsonNode entity : page.path("nodes")) {
                JsonNode genesis = entity.path("history").path("nodes").path(0);
                transactions
                        .computeIfAbsent(genesis.path("transactionId").asText(), id -> new ArrayList<>())
                        .add(entity);
            }
            variables.set("after", page.path("pageInfo").path("endCursor"));
        } while (page.path("pageInfo").path("hasNextPage").asBoolean());
        return transactions.values();
    }

    private static void pause() throws TransferException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransferException("Interrupted while looking for a batch on the server.", e);
        }
    }
}
