package org.ankurah.graphql;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import org.ankurah.node.Context;
import org.jspecify.annotations.Nullable;

/**
 * What the fetchers of one request share.
 *
 * @param context through which they read and write
 * @param batches through which they load
 * @param budget how much they may still read
 * @param mutations the one transaction of a mutation request; null in others
 */
record Request(
        Context context,
        Batches batches,
        ReadBudget budget,
        @Nullable MutationBatch mutations) {

    static Request reading(Context context) {
        return new Request(context, new Batches(), new ReadBudget(), null);
    }

    /** Keeps the request where its fetchers find it. */
    void keepIn(GraphQLContext graphql) {
        graphql.put(Request.class, this);
    }

    static Request of(DataFetchingEnvironment environment) {
        Request request = environment.getGraphQlContext().get(Request.class);
        if (request == null) {
            throw new IllegalStateException("the engine runs without our execution strategies");
        }
        return request;
    }
}
