package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.merge.EntityState;
import org.ankurah.merge.TextState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.node.Context;
import org.ankurah.node.Rights;
import org.ankurah.node.TextPlace;
import org.ankurah.query.Nearest;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** What editors of collaborative texts need: a text's document, and what happens to it. */
final class TextTypes {

    private static final String STATE = "TextState";
    private static final String ID = "id";
    private static final String COLLECTION = "collection";
    private static final String FIELD = "field";
    private static final String STATE_VECTOR = "stateVector";
    private static final String UPDATE = "update";

    private final Models models;
    private final GraphQLCodeRegistry.Builder code;

    TextTypes(Models models, GraphQLCodeRegistry.Builder code) {
        this.models = models;
        this.code = code;
    }

    /** A text as its readers hold it, and the name that it has where there is none of it yet. */
    private record Shown(TextState text, String property) {}

    GraphQLObjectType state() {
        return new ObjectType(STATE, "The document of a collaborative text, in the format of Yjs.", code)
                .local(
                        "state",
                        Types.some("Base64"),
                        "All of it, as one update (version 1).",
                        Shown.class,
                        shown -> base64(shown.text().encode()))
                .local(
                        STATE_VECTOR,
                        Types.some("Base64"),
                        "How many edits of whom it has.",
                        Shown.class,
                        shown -> base64(shown.text().stateVector()))
                .local(
                        "root",
                        Types.STRING,
                        "The name of the text inside the document, as in `doc.getText(root)`: the field's, unless an"
                                + " editor or a former name of the field gave it another.",
                        Shown.class,
                        shown -> shown.text().root(shown.property()))
                .build();
    }

    void addTo(ObjectType query) {
        for (ModelDescriptor model : models.all()) {
            for (PropertyDescriptor property : model.properties()) {
                if (property.text()) {
                    add(query, model, property.name());
                }
            }
        }
    }

    private static void add(ObjectType query, ModelDescriptor model, String property) {
        query.field(
                Names.text(model, property),
                Types.ref(STATE),
                "The document of `" + property + "` of " + Names.article(model)
                        + ", for editors; null if there is none of" + " this id or it is deleted.",
                List.of(Types.argument(ID, Types.ID, "The entity's id.")),
                field -> {
                    Request request = Request.of(field);
                    requireShown(request.context(), model, property);
                    Ulid id = Ulid.tryParse(field.getArgument(ID));
                    return id == null
                            ? CompletableFuture.<@Nullable Shown>completedFuture(null)
                            : StoredNeighbours.now(request)
                                    .entity(model.collection(), id)
                                    .thenApply(entity -> shown(request.context(), entity, property));
                });
    }

    private static @Nullable Shown shown(Context context, @Nullable EntityState entity, String property) {
        if (entity == null) {
            return null;
        }
        if (context.shown(entity).withholds(property)) {
            throw AnkurahException.forbidden("You may not see " + property + " of this.", property);
        }
        return new Shown(entity.text(property), property);
    }

    void addToSubscription(ObjectType subscription) {
        List<GraphQLArgument> arguments = new ArrayList<>(placeArguments());
        arguments.add(Types.argument(
                STATE_VECTOR,
                ApiScalars.BASE64,
                "How many edits of whom the reader's document has; all is sent unless given."));
        subscription.field(
                "textUpdates",
                Types.some("Base64"),
                "What happens to a collaborative text, as updates in the format of Yjs (version 1). The first payload is"
                        + " what the reader's document lacks, also if that is nothing; then what has changed since, so that"
                        + " transactions that follow each other closely give one. To go on after an interruption, subscribe with the state vector of then."
                        + " Completes when the entity is deleted.",
                arguments,
                this::follow);
        subscription.field(
                "textAwareness",
                Types.some("Base64"),
                "Who edits a text, and where: what their editors say of themselves, in the format of Yjs's awareness"
                        + " protocol. First those who are there, if any, then whatever somebody says.",
                placeArguments(),
                this::followAwareness);
    }

    private static List<GraphQLArgument> placeArguments() {
        return List.of(
                Types.argument(
                        COLLECTION, GraphQLNonNull.nonNull(Scalars.GraphQLString), "The collection, such as `album`."),
                Types.argument(ID, Types.ID, "The entity's id."),
                Types.argument(
                        FIELD,
                        GraphQLNonNull.nonNull(Scalars.GraphQLString),
                        "The field that is a collaborative text, such as `notes`."));
    }

    /** Payloads are made on the client's event loop; what happens until it gets to the next one is all in that. */
    private Publisher<String> follow(DataFetchingEnvironment field) {
        Value.Bytes stateVector = field.getArgument(STATE_VECTOR);
        return shown(Request.of(field)
                .context()
                .followText(place(field), stateVector == null ? null : stateVector.value())
                .emitOn(EventLoops.current(), 1));
    }

    private Publisher<String> followAwareness(DataFetchingEnvironment field) {
        return shown(Request.of(field).context().followAwareness(place(field)));
    }

    private static Publisher<String> shown(Multi<byte[]> updates) {
        return AdaptersToReactiveStreams.publisher(updates.map(TextTypes::base64));
    }

    void addToMutation(ObjectType mutation) {
        List<GraphQLArgument> arguments = new ArrayList<>(placeArguments());
        arguments.add(Types.argument(
                UPDATE,
                GraphQLNonNull.nonNull(ApiScalars.BASE64),
                "What the editor says of itself, in the format of Yjs's awareness protocol."));
        mutation.field(
                "sendTextAwareness",
                Types.BOOLEAN,
                "Tells those who follow `textAwareness` of a text, once the request's transaction has committed. It is"
                        + " kept nowhere.",
                arguments,
                this::tell);
    }

    private CompletableFuture<Boolean> tell(DataFetchingEnvironment field) {
        Request request = Request.of(field);
        MutationBatch batch = Objects.requireNonNull(request.mutations());
        AtomicReference<@Nullable TextPlace> place = new AtomicReference<>();
        return batch.register(MutationTypes.target(field), null, transaction -> {
                    place.set(place(field));
                    return 0;
                })
                .thenCompose(committed -> {
                    Value.Bytes update = Objects.requireNonNull(field.getArgument(UPDATE));
                    return request.batches()
                            .await(request.context()
                                    .tellAwareness(Objects.requireNonNull(place.get()), update.value())
                                    .replaceWith(true));
                });
    }

    private TextPlace place(DataFetchingEnvironment field) {
        String collection = Objects.requireNonNull(field.getArgument(COLLECTION));
        ModelDescriptor model = models.find(collection);
        if (model == null) {
            throw AnkurahException.badQuery(
                    "There is no collection " + collection
                            + Nearest.hint(
                                    collection,
                                    models.all().stream()
                                            .map(ModelDescriptor::collection)
                                            .toList())
                            + ".",
                    COLLECTION);
        }
        String name = Objects.requireNonNull(field.getArgument(FIELD));
        List<String> texts = model.properties().stream()
                .filter(PropertyDescriptor::text)
                .map(PropertyDescriptor::name)
                .toList();
        if (!texts.contains(name)) {
            throw AnkurahException.badQuery(
                    model.typeName() + " has no collaborative text " + name + Nearest.hint(name, texts) + ".", FIELD);
        }
        String id = Objects.requireNonNull(field.getArgument(ID));
        Ulid entity = Ulid.tryParse(id);
        if (entity == null) {
            throw AnkurahException.notFound("There is no " + collection + " with the id " + id + ".");
        }
        requireShown(Request.of(field).context(), model, name);
        return new TextPlace(collection, entity, name);
    }

    private static void requireShown(Context context, ModelDescriptor model, String property) {
        Rights rights = context.access().of(model.collection());
        if (rights.isHidden(property)) {
            throw context.denied("see " + property + " of " + model.plural(), property);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
