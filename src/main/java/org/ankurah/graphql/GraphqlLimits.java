package org.ankurah.graphql;

/**
 * What a single request may ask for. Beyond it the answer is {@code LIMIT_EXCEEDED}.
 *
 * @param bodyBytes bytes of a request's body
 * @param batch operations of one body; with 0 none may be a batch
 * @param document what the text of a document may hold
 * @param depth levels of nested fields
 * @param rootFields fields of an operation itself
 * @param complexity estimated cost of the answer, about one for each field
 * @param introspection whether the schema may be asked for
 */
public record GraphqlLimits(
        int bodyBytes,
        int batch,
        DocumentLimits document,
        int depth,
        int rootFields,
        long complexity,
        boolean introspection) {}
