package org.ankurah.graphql;

import graphql.ExecutionResult;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * The outcome of a subscription to a live query. A transport either starts it itself and shares its payloads, or takes
 * it as any other stream.
 *
 * @param stream executes the payloads for its subscriber alone
 */
record LiveSource(LiveStart<?> start, Publisher<ExecutionResult> stream) implements Publisher<ExecutionResult> {

    @Override
    public void subscribe(Subscriber<? super ExecutionResult> subscriber) {
        stream.subscribe(subscriber);
    }
}
