package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLObjectType;
import org.ankurah.model.ModelDescriptor;

/** The types of pages: connections and edges as Relay wants them. */
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
}
