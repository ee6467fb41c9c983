package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import java.util.List;
import java.util.Objects;
import org.ankurah.event.CommittedEvent;
import org.ankurah.model.ModelDescriptor;

/** The types of pages: connections and edges as Relay wants them, and the events of histories. */
final class ConnectionTypes {

    static final String EDGES = "edges";
    static final String NODES = "nodes";
    static final String HAS_NEXT = "hasNextPage";
    static final String HAS_PREVIOUS = "hasPreviousPage";
    static final String START_CURSOR = "startCursor";
    static final String END_CURSOR = "endCursor";
    static final String PAGE_INFO = "pageInfo";
    static final String TOTAL_COUNT = "totalCount";
    static final String CURSOR = "cursor";
    static final String NODE = "node";

    private final GraphQLCodeRegistry.Builder code;

    ConnectionTypes(GraphQLCodeRegistry.Builder code) {
        this.code = code;
    }

    GraphQLObjectType connection(ModelDescriptor model) {
        return new ObjectType(Names.connection(model), "A page of " + Names.many(model) + ".", code)
                .local(
                        EDGES,
                        Types.someListOf(Names.edge(model)),
                        "The entries, each with its cursor.",
                        Connection.class,
                        Connection::edges)
                .local(
                        NODES,
                        Types.someListOf(model.typeName()),
                        "The entries without their cursors.",
                        Connection.class,
                        Connection::nodes)
                .local(
                        PAGE_INFO,
                        Types.some(Names.PAGE_INFO),
                        "Where the page stands in the result.",
                        Connection.class,
                        Connection::pageInfo)
                .local(
                        TOTAL_COUNT,
                        Types.INT,
                        "The number of all matches, on this page or not. Counted only if selected.",
                        Connection.class,
                        Connection::totalCount)
                .build();
    }

    GraphQLObjectType edge(ModelDescriptor model) {
        return new ObjectType(Names.edge(model), "An entry of a page.", code)
                .local(
                        CURSOR,
                        Types.STRING,
                        "The place of the entry in this order; pass it as `after` or `before`.",
                        Connection.Edge.class,
                        Connection.Edge::cursor)
                .local(
                        NODE,
                        Types.some(model.typeName()),
                        "The entity.",
                        Connection.Edge.class,
                        edge -> edge.row().entity())
                .build();
    }

    GraphQLObjectType pageInfo() {
        return new ObjectType(Names.PAGE_INFO, "Where a page stands in its result.", code)
                .local(
                        HAS_NEXT,
                        Types.BOOLEAN,
                        "Whether there is anything behind it.",
                        PageInfo.class,
                        info -> info.hasNextPage().get())
                .local(
                        HAS_PREVIOUS,
                        Types.BOOLEAN,
                        "Whether there is anything ahead of it.",
                        PageInfo.class,
                        info -> info.hasPreviousPage().get())
                .local(
                        START_CURSOR,
                        Scalars.GraphQLString,
                        "The cursor of the first entry; null if there is none.",
                        PageInfo.class,
                        PageInfo::startCursor)
                .local(
                        END_CURSOR,
                        Scalars.GraphQLString,
                        "The cursor of the last entry; null if there is none.",
                        PageInfo.class,
                        PageInfo::endCursor)
                .build();
    }

    /** The types of events and of histories. */
    List<GraphQLObjectType> events() {
        return List.of(event(), eventConnection(), eventEdge());
    }

    private GraphQLObjectType event() {
        return new ObjectType(Names.EVENT, "One atomic change of one entity. It never changes itself.", code)
                .local(
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
                        GraphQLNonNull.nonNull(graphql.schema.GraphQLList.list(Types.ID)),
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
                        "operations",
                        GraphQLNonNull.nonNull(ApiScalars.JSON),
                        "What was done, by property: `{\"title\": {\"set\": \"1999\"}, \"plays\": {\"increment\": 1}}`. Under"
                                + " `deleted` it says that the entity was deleted or restored.",
                        CommittedEvent.class,
                        event -> Outputs.operations(event.event()))
                .build();
    }

    private GraphQLObjectType eventConnection() {
        return new ObjectType(Names.EVENT_CONNECTION, "A page of a history, oldest event first.", code)
                .local(
                        EDGES,
                        Types.someListOf(Names.EVENT_EDGE),
                        "The events, each with its cursor.",
                        EventConnection.class,
                        EventConnection::events)
                .local(
                        NODES,
                        Types.someListOf(Names.EVENT),
                        "The events without their cursors.",
                        EventConnection.class,
                        EventConnection::events)
                .local(
                        PAGE_INFO,
                        Types.some(Names.PAGE_INFO),
                        "Where the page stands in the history.",
                        EventConnection.class,
                        EventConnection::pageInfo)
                .local(
                        TOTAL_COUNT,
                        Types.INT,
                        "The number of all events of the entity. Counted only if selected.",
                        EventConnection.class,
                        EventConnection::totalCount)
                .build();
    }

    private GraphQLObjectType eventEdge() {
        return new ObjectType(Names.EVENT_EDGE, "An entry of a history.", code)
                .local(
                        CURSOR,
                        Types.STRING,
                        "The place of the event in the history; pass it as `after`.",
                        CommittedEvent.class,
                        EventConnection::cursor)
                .local(NODE, Types.some(Names.EVENT), "The event.", CommittedEvent.class, Objects::requireNonNull)
                .build();
    }
}
