package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.node.LogBatch;
import org.ankurah.node.Rights;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Windows;

/** The subscription type and the payloads of live queries. */
final class SubscriptionTypes {

    static final String CHANGES = "changes";
    static final String ITEMS = "items";
    static final String INDEX = "index";
    static final String FIELDS = "fields";
    static final String TOTAL_COUNT = "totalCount";

    static final String CURSOR = "cursor";
    static final String CURSOR_TEXT =
            "The place in the log up to which everything was delivered; pass it as `since` to" + " go on from here.";
    static final String RESET = "reset";
    static final String RESET_TEXT = "Whether to forget what you hold: this payload is a whole new result.";

    private static final String FIRST_TEXT =
            "The window: only the first so many, kept exact. At most " + Windows.MAX + ".";

    private final Models models;
    private final GraphQLCodeRegistry.Builder code;

    SubscriptionTypes(Models models, GraphQLCodeRegistry.Builder code) {
        this.models = models;
        this.code = code;
    }

    GraphQLObjectType subscription() {
        ObjectType subscription = new ObjectType(
                Names.SUBSCRIPTION,
                "What can be watched. The first payload of a live query is its result; then each transaction that"
                        + " changes something you selected gives exactly one payload.",
                code);
        for (ModelDescriptor model : models.all()) {
            subscription.field(
                    Names.many(model),
                    Types.some(Names.changes(model)),
                    "The " + Names.many(model) + " that match, kept current.",
                    liveArguments(model),
                    new LiveQueryFetcher(models, model));
            subscription.field(
                    Names.aggregates(model),
                    Types.some(Names.aggregateChanges(model)),
                    "Figures about the " + Names.many(model) + " that match, by groups, kept current.",
                    aggregateArguments(model),
                    new LiveAggregateFetcher(models, model));
        }
        new TextTypes(models, code).addToSubscription(subscription);
        return subscription
                .field(
                        "events",
                        Types.some(Names.EVENT_BATCH),
                        "The log itself, in order.",
                        List.of(
                                Types.argument(
                                        LogFetcher.SINCE,
                                        Scalars.GraphQLString,
                                        "The cursor behind which to start; the end of the log unless given."),
                                Types.argument(
                                        LogFetcher.COLLECTIONS,
                                        GraphQLList.list(GraphQLNonNull.nonNull(Scalars.GraphQLString)),
                                        "Only events of these collections.")),
                        new LogFetcher(models))
                .build();
    }

    /** The types that all live queries share. */
    GraphQLEnumType changeKind() {
        GraphQLEnumType.Builder kinds = GraphQLEnumType.newEnum()
                .name(Names.CHANGE_KIND)
                .description("How the place of an entity or a group in a live result changed.");
        for (ChangeKind kind : ChangeKind.values()) {
            kinds.value(kind.name(), kind, describe(kind));
        }
        return kinds.build();
    }

    GraphQLObjectType eventBatch() {
        return new ObjectType(Names.EVENT_BATCH, "Consecutive events of the log.", code)
                .local(
                        CURSOR,
                        Types.STRING,
                        "The place behind these events; pass it as `since` to go on from here.",
                        LogBatch.class,
                        batch -> LogCursor.encode(batch.position()))
                .local(
                        "events",
                        Types.someListOf(Names.EVENT),
                        "The events in order.",
                        LogBatch.class,
                        LogBatch::events)
                .build();
    }

    GraphQLObjectType changes(ModelDescriptor model) {
        return new ObjectType(
                        Names.changes(model),
                        "What one transaction did to a live result. To fold it: take out every id that `changes`"
                                + " names, then insert those that stay at their `index`, in the order given.",
                        code)
                .local(CURSOR, Types.STRING, CURSOR_TEXT, LivePayload.class, LivePayload::cursor)
                .local(
                        RESET,
                        Types.BOOLEAN,
                        RESET_TEXT,
                        LivePayload.class,
                        payload -> payload.changes().reset())
                .local(
                        CHANGES,
                        Types.someListOf(Names.change(model)),
                        "What changed: what left first, then the others by `index`.",
                        LivePayload.class,
                        payload -> payload.changes().changes())
                .local(
                        ITEMS,
                        Types.someListOf(model.typeName()),
                        "The whole current result in order. Costs only those who select it.",
                        LivePayload.class,
                        payload -> payload.changes().items())
                .local(
                        TOTAL_COUNT,
                        Types.INT,
                        "The number of all matches, not only of those in the window. Counted only if selected.",
                        LivePayload.class,
                        payload -> payload.changes().totalCount())
                .build();
    }

    GraphQLObjectType change(ModelDescriptor model) {
        return new ObjectType(
                        Names.change(model), "What happened to " + Names.article(model) + " of a live result.", code)
                .local(
                        "kind",
                        Types.some(Names.CHANGE_KIND),
                        "How its place changed.",
                        ChangeSet.Change.class,
                        change -> change.kind())
                .local(
                        "id",
                        Types.ID,
                        "The entity's id.",
                        ChangeSet.Change.class,
                        change -> change.id().toString())
                .local(
                        Names.one(model),
                        Types.ref(model.typeName()),
                        "The entity; null when `REMOVED`.",
                        ChangeSet.Change.class,
                        change -> change.entity())
                .local(
                        INDEX,
                        Scalars.GraphQLInt,
                        "Its place in the result after this payload, from 0; null when `REMOVED`.",
                        ChangeSet.Change.class,
                        change -> change.entity() == null ? null : change.index())
                .field(
                        FIELDS,
                        Types.STRINGS,
                        "The names of the properties that changed; empty when `INITIAL`.",
                        List.of(),
                        field -> shownFields(model, field))
                .build();
    }

    private static Collection<String> shownFields(ModelDescriptor model, DataFetchingEnvironment field) {
        ChangeSet.Change<EntityState> change = Objects.requireNonNull(field.getSource());
        EntityState entity = change.entity();
        Rights rights = Request.of(field).context().access().of(model.collection());
        return entity == null
                ? change.fields().stream().filter(rights::isOpen).toList()
                : change.fields().stream()
                        .filter(name -> !entity.withholds(name))
                        .toList();
    }

    /** What a live query was asked for, by a client that goes on with another one. */
    static GraphQLInputObjectType liveQuery(ModelDescriptor model) {
        GraphQLInputObjectType.Builder type = GraphQLInputObjectType.newInputObject()
                .name(Names.liveQuery(model))
                .description("The arguments of a live query of " + Names.many(model) + ".");
        for (GraphQLArgument argument : SelectionArguments.of(model)) {
            type.field(Types.input(argument.getName(), argument.getType(), argument.getDescription()));
        }
        return type.field(Types.input(LiveSelectionReader.FIRST, Scalars.GraphQLInt, FIRST_TEXT))
                .build();
    }

    private static List<GraphQLArgument> liveArguments(ModelDescriptor model) {
        List<GraphQLArgument> arguments = new ArrayList<>(SelectionArguments.of(model));
        arguments.add(Types.argument(LiveSelectionReader.FIRST, Scalars.GraphQLInt, FIRST_TEXT));
        arguments.add(since());
        arguments.add(Types.argument(
                LiveQueryFetcher.CONTINUE_FROM,
                Types.ref(Names.liveQuery(model)),
                "The live query that gave `since`, if its arguments were others than these. The first payload tells"
                        + " the difference."));
        return arguments;
    }

    private static List<GraphQLArgument> aggregateArguments(ModelDescriptor model) {
        List<GraphQLArgument> arguments = new ArrayList<>(AggregateTypes.arguments(model));
        arguments.add(since());
        return arguments;
    }

    private static GraphQLArgument since() {
        return Types.argument(
                LiveQueryFetcher.SINCE,
                Scalars.GraphQLString,
                "A cursor of this live query to go on from: the first payload tells what changed since, or starts over"
                        + " with `reset: true` where that cannot be told.");
    }

    private static String describe(ChangeKind kind) {
        return switch (kind) {
            case INITIAL -> "It is part of the first result.";
            case ADDED -> "It started to match; of a group, it came to be.";
            case UPDATED -> "It was there and still is, with other values.";
            case REMOVED -> "It does not match any more, or is gone.";
        };
    }
}
