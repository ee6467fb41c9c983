package org.ankurah.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.Models.InverseField;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** The object types of entities, whose source is an {@link EntityState}. */
final class EntityTypes {

    static final String ID = "id";
    static final String REVISION = "revision";
    static final String HISTORY = "history";

    private static final String ID_TEXT = "A ULID of 26 characters, for ever.";
    private static final String REVISION_TEXT = "Which state of the entity this is.";

    private final Models models;
    private final GraphQLCodeRegistry.Builder code;

    EntityTypes(Models models, GraphQLCodeRegistry.Builder code) {
        this.models = models;
        this.code = code;
    }

    /** What all entities have. */
    GraphQLInterfaceType entity() {
        code.typeResolver(Names.ENTITY, environment -> {
            EntityState state = Objects.requireNonNull(environment.<EntityState>getObject());
            return environment.getSchema().getObjectType(state.model().typeName());
        });
        return GraphQLInterfaceType.newInterface()
                .name(Names.ENTITY)
                .description("What all entities have.")
                .field(Types.field(ID, Types.ID, ID_TEXT))
                .field(Types.field(REVISION, Types.some(Names.REVISION), REVISION_TEXT))
                .build();
    }

    /** Which state of an entity it is; its source is the entity. */
    GraphQLObjectType revision() {
        return new ObjectType(Names.REVISION, "Which state of an entity this is.", code)
                .local(
                        "head",
                        GraphQLNonNull.nonNull(graphql.schema.GraphQLList.list(Types.ID)),
                        "The ids of the newest events. Give them as `ifHead` to change the entity only if nobody else"
                                + " did.",
                        EntityState.class,
                        state -> Outputs.of(state.head().ids()))
                .local(
                        "position",
                        GraphQLNonNull.nonNull(ApiScalars.LONG),
                        "The place of the last change in the log.",
                        EntityState.class,
                        EntityState::position)
                .local(
                        "createdAt",
                        GraphQLNonNull.nonNull(ApiScalars.DATE_TIME),
                        "When it was created.",
                        EntityState.class,
                        state -> Outputs.of(state.createdAt()))
                .local(
                        "updatedAt",
                        GraphQLNonNull.nonNull(ApiScalars.DATE_TIME),
                        "When it was changed last.",
                        EntityState.class,
                        state -> Outputs.of(state.updatedAt()))
                .local(
                        "deleted",
                        Types.BOOLEAN,
                        "Whether it is deleted; then it is only shown by the mutation that deleted it.",
                        EntityState.class,
                        EntityState::deleted)
                .build();
    }

    /** The type of a model's entities: properties, revision, what refers to them, history. */
    GraphQLObjectType of(ModelDescriptor model) {
        ObjectType type = new ObjectType(model.typeName(), Descriptions.of(model), code)
                .implementing(Names.ENTITY)
                .local(
                        ID,
                        Types.ID,
                        ID_TEXT,
                        EntityState.class,
                        state -> state.id().toString());
        for (PropertyDescriptor property : model.properties()) {
            addProperty(type, property);
        }
        type.local(REVISION, Types.some(Names.REVISION), REVISION_TEXT, EntityState.class, state -> state);
        for (InverseField inverse : models.inversesOf(model.collection())) {
            addInverse(type, inverse);
        }
        return type.field(
                        HISTORY,
                        Types.some(Names.EVENT_CONNECTION),
                        "Everything that ever happened to it, oldest first.",
                        PageArguments.forward(),
                        EventConnection::fetch)
                .build();
    }

    private void addProperty(ObjectType type, PropertyDescriptor property) {
        String name = property.name();
        String target = property.target();
        if (target == null) {
            type.local(
                    name,
                    ValueTypes.output(property, models),
                    Descriptions.of(property),
                    EntityState.class,
                    state -> state.withholds(name) ? withheld(property) : Outputs.of(property, state.value(name)));
            return;
        }
        DataFetcher<?> fetcher = property.isList() ? references(name, target) : reference(name, target);
        type.field(name, ValueTypes.output(property, models), Descriptions.of(property), List.of(), fetcher);
    }

    /** Nothing, where that is an answer. */
    private static @Nullable Object withheld(PropertyDescriptor property) {
        if (property.optional()) {
            return null;
        }
        throw new AnkurahException(
                ErrorCode.FORBIDDEN, "You may not see " + property.name() + " of this entity.", property.name());
    }

    private static DataFetcher<@Nullable Object> reference(String name, String target) {
        return field -> {
            Value value = Objects.requireNonNull(field.<EntityState>getSource()).value(name);
            return value instanceof Value.Id id ? Neighbours.of(field).entity(target, id.value()) : null;
        };
    }

    private static DataFetcher<@Nullable Object> references(String name, String target) {
        return field -> {
            EntityState state = Objects.requireNonNull(field.<EntityState>getSource());
            if (state.withholds(name)) {
                return withheld(Objects.requireNonNull(state.model().property(name)));
            }
            Value value = state.value(name);
            if (!(value instanceof Value.Items items)) {
                return null;
            }
            List<Ulid> ids = items.value().stream()
                    .map(item -> ((Value.Id) item).value())
                    .toList();
            return Neighbours.of(field).entities(target, ids);
        };
    }

    private void addInverse(ObjectType type, InverseField inverse) {
        ModelDescriptor source = models.get(inverse.source());
        List<GraphQLArgument> arguments = new ArrayList<>(SelectionArguments.of(source));
        arguments.addAll(PageArguments.forward());
        type.field(
                inverse.name(),
                Types.some(Names.connection(source)),
                "The " + source.plural() + " whose `" + inverse.property() + "` this is.",
                arguments,
                field -> {
                    EntityState target = Objects.requireNonNull(field.<EntityState>getSource());
                    return Connection.fetch(
                            Neighbours.of(field).referring(inverse, target.id()),
                            PageArguments.fetch(models, source, field.getArguments()));
                });
    }
}
