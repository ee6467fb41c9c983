package org.ankurah.graphql;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What one HTTP request asks for.
 *
 * @param requests in their order, at least one
 * @param batch whether they came as an array, and are to be answered by one
 */
record Posted(List<GraphqlRequest> requests, boolean batch) {

    static Posted of(GraphqlRequest request) {
        return new Posted(List.of(request), false);
    }

    /** The only one, where batches are not taken; otherwise the first. */
    GraphqlRequest first() {
        return requests.get(0);
    }

    /** The same, each of them changed. */
    Posted each(UnaryOperator<GraphqlRequest> change) {
        return new Posted(requests.stream().map(change).toList(), batch);
    }
}
