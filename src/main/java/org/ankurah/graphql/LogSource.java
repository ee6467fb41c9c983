package org.ankurah.graphql;

import graphql.ExecutionResult;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * The outcome of a subscription to the log.
 *
 * @param place behind the batch that was asked for last; null if none was
 */
record LogSource(AtomicReference<@Nullable Long> place, Publisher<ExecutionResult> stream)
        implements Publisher<ExecutionResult> {

    /** Key under which the engine's context holds the place. */
    static final String PLACE_KEY = "ankurah.logPlace";

    @Override
    public void subscribe(Subscriber<? super ExecutionResult> subscriber) {
        stream.subscribe(subscriber);
    }
}
