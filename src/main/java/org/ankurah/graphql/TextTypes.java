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
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.merge.EntityState;
import org.ankurah.merge.TextState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.node.Context;
import org.ankurah.node.Rights;
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

    private final Models models;
    private final GraphQLCodeRegistry.Builder code;

    TextTypes(Models models, GraphQLCodeRegistry.Builder code) {
        this.models = models;
        this.code = code;
    }

    /** A text as its readers hold it, and the name that it has where there is none of it yet. */
    private record Shown(TextState text, String property) {}

    /** One text of one entity. */
    private record Place(ModelDescriptor model, Ulid id, String property) {}

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
                        + " what the reader's document lacks, also if that is nothing; then each transaction that changes"
                        + " the text gives one. To go on after an interruption, subscribe with the state vector of then."
                        + " Completes when the entity is deleted.",
                arguments,
                this::follow);
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

    private Publisher<String> follow(DataFetchingEnvironment field) {
        Context context = Request.of(field).context();
        Place place = place(field);
        requireShown(context, place.model(), place.property());
        Value.Bytes stateVector = field.getArgument(STATE_VECTOR);
        Multi<String> updates = context.followText(
                        place.model(), place.id(), place.property(), stateVector == null ? null : stateVector.value())
                .map(TextTypes::base64);
        return AdaptersToReactiveStreams.publisher(updates);
    }

    private Place place(DataFetchingEnvironment field) {
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
        return new Place(model, entity, name);
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
