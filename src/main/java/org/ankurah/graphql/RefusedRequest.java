package org.ankurah.graphql;

import io.vertx.ext.web.RoutingContext;

/** Answers requests by HTTP whose token or key is not good, before anything else of them is looked at. */
final class RefusedRequest {

    private static final String CHALLENGE = "Bearer realm=\"ankurah\", error=\"invalid_token\"";

    private RefusedRequest() {}

    /** Writes the answer. */
    @FunctionalInterface
    interface Refusing {
        void refuse(RoutingContext routing, int status, Throwable reason);
    }

    /** Says why, and what is asked for. */
    static void answer(RoutingContext routing, Throwable failure, Refusing refusing) {
        // The rest of the request is read and thrown away, so that the client gets to read the answer.
        routing.request().resume();
        if (failure instanceof RefusedLogin refused) {
            routing.response().putHeader("WWW-Authenticate", CHALLENGE);
            refusing.refuse(routing, 401, refused.told());
        } else {
            refusing.refuse(routing, 503, failure);
        }
    }
}
