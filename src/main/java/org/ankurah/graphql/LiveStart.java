package org.ankurah.graphql;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.ankurah.node.LiveSubscriber;
import org.ankurah.node.LiveSubscription;
import org.jspecify.annotations.Nullable;

/**
 * What a document's live query is, for transports that share payloads. Left by its fetcher in the engine's context.
 *
 * @param form tells payloads apart that look different, of live queries that tell the same
 * @param query the {@link LiveQueryDigest}
 * @param since the position of what the client holds, or null
 * @param follow subscribes to the live query
 * @param payload shows something that it told
 * @param <C> what is told
 */
record LiveStart<C>(
        String form,
        String query,
        @Nullable Long since,
        Function<LiveSubscriber, LiveSubscription<C>> follow,
        BiFunction<C, String, GivenPayload> payload) {}
