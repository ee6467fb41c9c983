package org.ankurah.graphql;

import java.util.Map;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed request, before its document is looked at.
 *
 * @param transport how it came, which decides what it may do
 * @param query the document
 * @param operationName which operation of the document, or null when it holds one
 * @param variables as they were sent; numbers with a fraction are {@code BigDecimal}
 * @param idempotencyKey of the header; null if there was none
 * @param caller who sent it
 * @param refused why its document is not run, which is told as its result; null if it is
 * @param renewal what its client holds, if it goes on under other rights; null if it begins
 */
record GraphqlRequest(
        Transport transport,
        String query,
        @Nullable String operationName,
        Map<String, Object> variables,
        @Nullable String idempotencyKey,
        Caller caller,
        @Nullable AnkurahException refused,
        @Nullable Renewal renewal) {

    /** One that begins. */
    GraphqlRequest(
            Transport transport,
            String query,
            @Nullable String operationName,
            Map<String, Object> variables,
            @Nullable String idempotencyKey,
            Caller caller) {
        this(transport, query, operationName, variables, idempotencyKey, caller, null, null);
    }

    /** Key under which the engine's context holds the request. */
    static final String CONTEXT_KEY = "ankurah.request";

    /** The same request, with the key that its header holds. */
    GraphqlRequest withIdempotencyKey(@Nullable String key) {
        return new GraphqlRequest(transport, query, operationName, variables, key, caller, refused, renewal);
    }

    /** The same request, by somebody else. */
    GraphqlRequest by(Caller other) {
        return new GraphqlRequest(transport, query, operationName, variables, idempotencyKey, other, refused, renewal);
    }

    /** The same request, whose client holds this already. */
    GraphqlRequest renewing(Renewal held) {
        return new GraphqlRequest(transport, query, operationName, variables, idempotencyKey, caller, refused, held);
    }

    /** The ways a request can come. */
    enum Transport {
        /** HTTP GET: may be cached, prefetched and forged by any page, so it only reads. */
        GET,
        /** HTTP POST: one answer, so no subscriptions. */
        POST,
        /** A WebSocket: everything. */
        WEB_SOCKET,
        /** HTTP GET for an event stream: as GET, and subscriptions. */
        STREAM_GET,
        /** HTTP POST for an event stream: everything. */
        STREAM_POST
    }
}
