package org.ankurah.graphql;

import graphql.GraphQLContext;
import org.ankurah.node.Context;

/** Gives each request the door through which it reads and writes: who is asking is the transport's knowledge. */
@FunctionalInterface
public interface Contexts {

    Context of(GraphQLContext request);
}
