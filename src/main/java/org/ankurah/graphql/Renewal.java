package org.ankurah.graphql;

import graphql.GraphQLContext;
import org.ankurah.node.Access;
import org.jspecify.annotations.Nullable;

/**
 * What a client holds of a subscription that goes on under other rights.
 *
 * @param position of the last payload that it was sent; null if it was sent none
 * @param held what it was allowed to do then; null if that is not known
 */
record Renewal(@Nullable Long position, @Nullable Access held) {

    /** What the client holds; null if the subscription begins. */
    static @Nullable Renewal of(GraphQLContext context) {
        GraphqlRequest request = context.get(GraphqlRequest.CONTEXT_KEY);
        return request == null ? null : request.renewal();
    }
}
