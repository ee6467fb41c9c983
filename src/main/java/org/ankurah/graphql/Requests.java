package org.ankurah.graphql;

import graphql.ExecutionResult;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Runs requests. The result never fails: whatever goes wrong is among its errors. */
@FunctionalInterface
interface Requests {

    /**
     * Runs one.
     *
     * @param payload what a subscription shows; null to start it
     */
    Uni<ExecutionResult> execute(GraphqlRequest request, @Nullable GivenPayload payload);

    /** A document that is kept for long, so that equal ones are the same. */
    default String kept(String document) {
        return document;
    }

    default Uni<ExecutionResult> execute(GraphqlRequest request) {
        return execute(request, null);
    }
}
