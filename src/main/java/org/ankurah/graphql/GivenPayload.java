package org.ankurah.graphql;

import graphql.GraphQLContext;
import org.ankurah.merge.EntityState;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.GroupChanges;
import org.jspecify.annotations.Nullable;

/**
 * What a live query has told, to be shown as an operation selects it. An operation that is executed with one gives that
 * single payload and starts nothing. So between payloads nothing of the engine's has to be kept.
 */
sealed interface GivenPayload {

    /** Key under which the engine's context holds it. */
    String CONTEXT_KEY = "ankurah.payload";

    /** The {@link LiveQueryDigest} of the live query. */
    String query();

    /** Of a live query of entities. */
    record Entities(ChangeSet<EntityState> changes, String query) implements GivenPayload {}

    /** Of a live aggregate. */
    record Groups(GroupChanges changes, String query) implements GivenPayload {}

    /** What an operation is to show; null if it is to start a live query. */
    static @Nullable GivenPayload of(GraphQLContext context) {
        return context.get(CONTEXT_KEY);
    }
}
