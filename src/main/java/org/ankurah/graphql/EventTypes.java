package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.model.Models;
import org.ankurah.node.Rights;

/** The types of events, of histories and of pages of the log. */
final class EventTypes {

    private static final GraphQLOutputType IDS = GraphQLNonNull.nonNull(GraphQLList.list(Types.ID));
    private static final GraphQLOutputType EVENTS = Types.someListOf(Names.EVENT);

    private final Models models;
    private final GraphQLCodeRegistry.Builder code;

    EventTypes(Models models, GraphQLCodeRegistry.Builder code) {
        this.models = models;
        this.code = code;
    }

    List<GraphQLObjectType> all() {
        return List.of(event(), edge(), history(), page(), branch(), diff());
    }

    private GraphQLObjectType event() {
        ObjectType type =
                new ObjectType(Names.EVENT, "One atomic change of one entity. It never changes itself.", code);
        addContent(type);
        return type.field(
                        "parentEvents",
                        EVENTS,
                        "The events named by `parents`.",
                        List.of(),
                        field -> EventGraph.of(field).parents(event(field)))
                .field(
                        "childEvents",
                        EVENTS,
                        "The events that name this one as a parent: none if it is a head, several where changes were"
                                + " made side by side.",
                        List.of(),
                        field -> EventGraph.of(field).children(event(field)))
                .field(
                        "isHead",
                        Types.BOOLEAN,
                        "Whether it is among the newest events of its entity.",
                        List.of(),
                        field -> EventGraph.of(field).isHead(event(field)))
                .build();
    }

    private static CommittedEvent event(DataFetchingEnvironment field) {
        return Objects.requireNonNull(field.<CommittedEvent>getSource());
    }

    private void addContent(ObjectType type) {
        type.local(
                        "id",
                        Types.ID,
                        "A ULID. Of the event that created an entity it is the entity's id.",
                        CommittedEvent.class,
                        event -> event.event().id().toString())
                .local(
                        "position",
                        GraphQLNonNull.nonNull(ApiScalars.LONG),
                        "Its place in the log: increasing, without gaps.",
                        CommittedEvent.class,
                        CommittedEvent::position)
                .local(
                        "collection",
                        Types.STRING,
                        "The collection of the entity.",
                        CommittedEvent.class,
                        event -> event.event().collection())
                .local(
                        "entityId",
                        Types.ID,
                        "The entity.",
                        CommittedEvent.class,
                        event -> event.event().entityId().toString())
                .local(
                        "parents",
                        IDS,
                        "The entity's head when the event was made; empty for the event that created it.",
                        CommittedEvent.class,
                        event -> Outputs.of(event.event().parents().ids()))
                .local(
                        "transactionId",
                        Types.ID,
                        "Shared by the events that were committed together.",
                        CommittedEvent.class,
                        event -> event.event().transactionId().toString())
                .local(
                        "actor",
                        Scalars.GraphQLString,
                        "Who made it, if known.",
                        CommittedEvent.class,
                        event -> event.event().actor())
                .local(
                        "committedAt",
                        GraphQLNonNull.nonNull(ApiScalars.DATE_TIME),
                        "When it was committed.",
                        CommittedEvent.class,
                        event -> Outputs.of(event.committedAt()))
                .local(
                        "erased",
                        Types.BOOLEAN,
                        "Whether its entity was purged later, so that what it did is not known any more.",
                        CommittedEvent.class,
                        event -> event.event().isErased())
                .field(
                        "operations",
                        GraphQLNonNull.nonNull(ApiScalars.JSON),
                        "What was done, by the names that the properties have now: `{\"title\": {\"set\": \"1999\"}, \"plays\": {\"increment\": 1}}`. Under"
                                + " `deleted` it says that the entity was deleted or restored, under `purged` that it was"
                                + " purged.",
                        List.of(),
                        field -> shown(field, event(field).event()));
    }

    private Map<String, Object> shown(DataFetchingEnvironment field, Event event) {
        Map<String, Object> operations = Outputs.operations(models, event);
        Rights rights = Request.of(field).context().access().of(event.collection());
        operations.keySet().removeIf(name -> !rights.isOpen(name));
        return operations;
    }

    private GraphQLObjectType edge() {
        return new ObjectType(Names.EVENT_EDGE, "An entry of a history, or of the log.", code)
                .local(
                        ConnectionTypes.CURSOR,
                        Types.STRING,
                        "The place of the event in the log; pass it as `after`, or as `at` to see what it made.",
                        CommittedEvent.class,
                        EventConnection::cursor)
                .local(
                        ConnectionTypes.NODE,
                        Types.some(Names.EVENT),
                        "The event.",
                        CommittedEvent.class,
                        Objects::requireNonNull)
                .build();
    }

    private GraphQLObjectType history() {
        return connection(
                        new ObjectType(Names.EVENT_CONNECTION, "A page of a history, oldest event first.", code),
                        "The number of all events of the entity. Counted only if selected.",
                        EventConnection.class)
                .field(
                        "heads",
                        EVENTS,
                        "The newest events: one, or several where changes were made side by side and nothing has joined"
                                + " them yet.",
                        List.of(),
                        field -> connection(field).heads())
                .field(
                        "branches",
                        Types.someListOf(Names.EVENT_BRANCH),
                        "What was done side by side and not joined yet: one branch for each head; none as long as there"
                                + " is one head.",
                        List.of(),
                        field -> connection(field).branches())
                .field(
                        "diff",
                        Types.someListOf(Names.PROPERTY_DIFF),
                        "The properties that differ between two moments.",
                        List.of(
                                moment(
                                        HistoryDiff.FROM,
                                        GraphQLNonNull.nonNull(Scalars.GraphQLString),
                                        "the entity before"),
                                moment(HistoryDiff.TO, Scalars.GraphQLString, "the entity after; now unless given")),
                        field -> HistoryDiff.fetch(field, connection(field)))
                .build();
    }

    private static GraphQLArgument moment(String name, GraphQLInputType type, String what) {
        return Types.argument(name, type, "A cursor, a time or the id of an event of the entity: " + what + ".");
    }

    private static EventConnection connection(DataFetchingEnvironment field) {
        return Objects.requireNonNull(field.<EventConnection>getSource());
    }

    private GraphQLObjectType page() {
        return connection(
                        new ObjectType(Names.EVENT_PAGE, "A page of the log, in order.", code),
                        "The number of all events that were asked for, on this page or not. Counted only if selected.",
                        LogPage.class)
                .build();
    }

    private static <C extends EventPages> ObjectType connection(ObjectType type, String total, Class<C> source) {
        return type.local(
                        ConnectionTypes.EDGES,
                        Types.someListOf(Names.EVENT_EDGE),
                        "The events, each with its cursor.",
                        source,
                        EventPages::events)
                .local(ConnectionTypes.NODES, EVENTS, "The events without their cursors.", source, EventPages::events)
                .local(
                        ConnectionTypes.PAGE_INFO,
                        Types.some(Names.PAGE_INFO),
                        "Where the page stands.",
                        source,
                        EventPages::pageInfo)
                .local(ConnectionTypes.TOTAL_COUNT, Types.INT, total, source, EventPages::totalCount);
    }

    private GraphQLObjectType branch() {
        return new ObjectType(
                        Names.EVENT_BRANCH,
                        "Changes of an entity that were made side by side with others and not joined with them yet.",
                        code)
                .local(
                        "head",
                        Types.some(Names.EVENT),
                        "Its newest event.",
                        Branches.Branch.class,
                        Branches.Branch::head)
                .local(
                        "forkedFrom",
                        EVENTS,
                        "Where it left what it has in common with other branches.",
                        Branches.Branch.class,
                        Branches.Branch::forkedFrom)
                .local(
                        "count",
                        Types.INT,
                        "The number of its events.",
                        Branches.Branch.class,
                        branch -> branch.events().size())
                .field(
                        "events",
                        EVENTS,
                        "Its own events, which no other branch has, oldest first.",
                        PageArguments.forward().subList(0, 1),
                        field -> Objects.requireNonNull(field.<Branches.Branch>getSource())
                                .first(PageArguments.read(field.getArguments(), null)
                                        .size()))
                .build();
    }

    private GraphQLObjectType diff() {
        return new ObjectType(Names.PROPERTY_DIFF, "A property that differs between two moments.", code)
                .local(
                        "field",
                        Types.STRING,
                        "The property's name, or `" + HistoryDiff.DELETED + "`.",
                        HistoryDiff.Line.class,
                        HistoryDiff.Line::field)
                .local(
                        "before",
                        ApiScalars.JSON,
                        "Its value at the first moment; null also if the entity did not exist then.",
                        HistoryDiff.Line.class,
                        HistoryDiff.Line::before)
                .local(
                        "after",
                        ApiScalars.JSON,
                        "Its value at the second.",
                        HistoryDiff.Line.class,
                        HistoryDiff.Line::after)
                .build();
    }
}
