package org.ankurah.graphql;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ankurah.node.Context;
import org.ankurah.node.Reading;
import org.jspecify.annotations.Nullable;

/**
 * What the fetchers of one request share.
 *
 * @param context through which they read and write
 * @param batches through which they load
 * @param budget how much they may still read
 * @param past what reads past positions; one each, so that loads of one position go together
 * @param mutations the one transaction of a mutation request; null in others
 */
record Request(
        Context context,
        Batches batches,
        ReadBudget budget,
        Map<Long, Reading> past,
        @Nullable MutationBatch mutations) {

    static Request reading(Context context) {
        return new Request(context, new Batches(), new ReadBudget(), new ConcurrentHashMap<>(), null);
    }

    static Request writing(Context context, Batches batches, MutationBatch mutations) {
        return new Request(context, batches, new ReadBudget(), new ConcurrentHashMap<>(), mutations);
    }

    /** Reads entities as they were right behind a position. */
    Reading at(long position) {
        return past.computeIfAbsent(position, context::at);
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
