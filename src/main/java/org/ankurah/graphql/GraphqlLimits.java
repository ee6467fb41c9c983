package org.ankurah.graphql;

/**
 * What a single request may ask for. Beyond it the answer is {@code LIMIT_EXCEEDED}.
 *
 * @param bodyBytes bytes of a request's body
 * @param documentLength characters of a document
 * @param depth levels of nested fields
 * @param complexity estimated number of fields in the answer
 */
public record GraphqlLimits(int bodyBytes, int documentLength, int depth, long complexity) {}
