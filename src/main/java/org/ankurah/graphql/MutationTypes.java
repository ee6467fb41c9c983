package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.ankurah.event.Clock;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.node.Transaction;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** The mutation type and the payloads it answers with. */
final class MutationTypes {

    private static final String ID = "id";
    private static final String INPUT = "input";
    private static final String INPUTS = "inputs";
    private static final String PATCH = "patch";
    private static final String IF_HEAD = "ifHead";
    static final String IDEMPOTENCY_KEY = "idempotencyKey";

    private final Models models;
    private final GraphQLCodeRegistry.Builder code;

    MutationTypes(Models models, GraphQLCodeRegistry.Builder code) {
        this.models = models;
        this.code = code;
    }

    GraphQLObjectType mutation() {
        ObjectType mutation = new ObjectType(
                Names.MUTATION,
                "What can be changed. All fields of one request are one transaction: they all commit, in order, or"
                        + " none does.",
                code);
        for (ModelDescriptor model : models.all()) {
            addCreate(mutation, model);
            addUpdate(mutation, model);
            addDeleteAndRestore(mutation, model);
            addPurge(mutation, model);
        }
        new ApiKeyTypes(code).addTo(mutation);
        new TextTypes(models, code).addToMutation(mutation);
        return mutation.build();
    }

    /** What mutations of one entity answer with. */
    GraphQLObjectType payload(ModelDescriptor model) {
        ObjectType payload = new ObjectType(Names.payload(model), "What became of " + Names.article(model) + ".", code)
                .local(
                        Names.one(model),
                        Types.some(model.typeName()),
                        "It, as the mutation left it.",
                        MutationPayload.class,
                        MutationPayload::entity);
        return withEvents(payload);
    }

    /** What mutations of many entities answer with. */
    GraphQLObjectType manyPayload(ModelDescriptor model) {
        ObjectType payload = new ObjectType(
                        Names.manyPayload(model), "What became of several " + Names.many(model) + ".", code)
                .local(
                        Names.many(model),
                        Types.someListOf(model.typeName()),
                        "They, in the order of the input.",
                        MutationPayload.class,
                        MutationPayload::entities);
        return withEvents(payload);
    }

    /** What the purge of an entity answers with: nothing of the entity. */
    GraphQLObjectType purgePayload() {
        ObjectType payload = new ObjectType(Names.PURGE_PAYLOAD, "What became of an entity that was purged.", code)
                .local(ID, Types.ID, "Its id.", MutationPayload.class, MutationPayload::id);
        return withEvents(payload);
    }

    private static GraphQLObjectType withEvents(ObjectType payload) {
        return payload.local(
                        "events",
                        Types.someListOf(Names.EVENT),
                        "The events that were appended; none if there was nothing to change.",
                        MutationPayload.class,
                        MutationPayload::events)
                .local(
                        "cursor",
                        Types.STRING,
                        "The place in the log behind this transaction.",
                        MutationPayload.class,
                        MutationPayload::cursor)
                .build();
    }

    private static void addCreate(ObjectType mutation, ModelDescriptor model) {
        mutation.field(
                Names.create(model),
                Types.some(Names.payload(model)),
                "Creates " + Names.article(model) + ".",
                List.of(
                        Types.argument(INPUT, Types.some(Names.input(model)), "What it is created from."),
                        keyArgument()),
                registering((field, transaction) -> create(transaction, model, object(field, INPUT))));
        mutation.field(
                Names.createMany(model),
                Types.some(Names.manyPayload(model)),
                "Creates several " + Names.many(model) + ".",
                List.of(
                        Types.argument(INPUTS, Types.someListOf(Names.input(model)), "What they are created from."),
                        keyArgument()),
                registering((field, transaction) -> {
                    List<Map<String, Object>> inputs = Objects.requireNonNull(field.getArgument(INPUTS));
                    inputs.forEach(input -> create(transaction, model, input));
                    return inputs.size();
                }));
    }

    private static int create(Transaction transaction, ModelDescriptor model, Map<String, Object> input) {
        transaction.create(model, PatchReader.values(model, input));
        return 1;
    }

    private static void addUpdate(ObjectType mutation, ModelDescriptor model) {
        mutation.field(
                Names.update(model),
                Types.some(Names.payload(model)),
                "Changes the fields of " + Names.article(model) + " that the patch names.",
                List.of(
                        idArgument(),
                        Types.argument(PATCH, Types.some(Names.patch(model)), "What to change."),
                        headArgument(),
                        keyArgument()),
                registering((field, transaction) -> {
                    Map<String, Object> patch = object(field, PATCH);
                    transaction.update(model, id(field, model), PatchReader.changes(model, patch), head(field));
                    return 1;
                }));
    }

    private static void addDeleteAndRestore(ObjectType mutation, ModelDescriptor model) {
        mutation.field(
                Names.delete(model),
                Types.some(Names.payload(model)),
                "Deletes " + Names.article(model) + ": it leaves every result. Nothing of its history is lost.",
                List.of(idArgument(), headArgument(), keyArgument()),
                registering((field, transaction) -> {
                    transaction.delete(model, id(field, model), head(field));
                    return 1;
                }));
        mutation.field(
                Names.restore(model),
                Types.some(Names.payload(model)),
                "Brings a deleted `" + model.typeName() + "` back as it was; a living one stays as it is.",
                List.of(idArgument(), keyArgument()),
                registering((field, transaction) -> {
                    transaction.restore(model, id(field, model));
                    return 1;
                }));
    }

    private static void addPurge(ObjectType mutation, ModelDescriptor model) {
        mutation.field(
                Names.purge(model),
                Types.some(Names.PURGE_PAYLOAD),
                "Erases " + Names.article(model) + " for good, deleted or not: what its events said is gone, and it"
                        + " cannot be restored. Ids, times and actors of the events stay. Needs the admin key.",
                List.of(idArgument(), keyArgument()),
                registering((field, transaction) -> {
                    Objects.requireNonNull(Request.of(field).mutations())
                            .supervision()
                            .requireAdmin();
                    transaction.purge(model, id(field, model));
                    return 1;
                }));
    }

    private static GraphQLArgument idArgument() {
        return Types.argument(ID, Types.ID, "Its id.");
    }

    private static GraphQLArgument keyArgument() {
        return Types.argument(
                IDEMPOTENCY_KEY,
                Scalars.GraphQLString,
                "Chosen at random by the client. Sent again with the same key, the request is not carried out again but"
                        + " answered as the first time. The header `Idempotency-Key` says the same.");
    }

    private static GraphQLArgument headArgument() {
        return Types.argument(
                IF_HEAD,
                GraphQLList.list(Types.ID),
                "The `revision.head` it must still have; otherwise nothing is written and the error is `CONFLICT`.");
    }

    private static DataFetcher<CompletableFuture<MutationPayload>> registering(Writes writes) {
        return field -> {
            MutationBatch batch = Objects.requireNonNull(Request.of(field).mutations());
            ToIntFunction<Transaction> write = transaction -> writes.add(field, transaction);
            return batch.register(target(field), field.getArgument(IDEMPOTENCY_KEY), write);
        };
    }

    static MutationBatch.Target target(DataFetchingEnvironment field) {
        Ulid id = field.getArgument(ID) instanceof String text ? Ulid.tryParse(text) : null;
        return new MutationBatch.Target(
                field.getField().getResultKey(), field.getField().getName(), id);
    }

    private static Map<String, Object> object(DataFetchingEnvironment field, String argument) {
        return Objects.requireNonNull(field.<Map<String, Object>>getArgument(argument));
    }

    private static Ulid id(DataFetchingEnvironment field, ModelDescriptor model) {
        String text = Objects.requireNonNull(field.getArgument(ID));
        Ulid id = Ulid.tryParse(text);
        if (id == null) {
            throw AnkurahException.notFound("There is no " + model.collection() + " with the id " + text + ".");
        }
        return id;
    }

    /** What is no ULID is the id of no event, so that no head can match. */
    private static @Nullable Clock head(DataFetchingEnvironment field) {
        List<String> ids = field.getArgument(IF_HEAD);
        if (ids == null) {
            return null;
        }
        return new Clock(ids.stream().map(MutationTypes::eventId).toList());
    }

    private static Ulid eventId(String text) {
        Ulid id = Ulid.tryParse(text);
        return id == null ? Ulid.ZERO : id;
    }

    /** Adds the writes of a field and says how many. */
    @FunctionalInterface
    private interface Writes {
        int add(DataFetchingEnvironment field, Transaction transaction);
    }
}
