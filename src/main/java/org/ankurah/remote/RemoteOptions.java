package org.ankurah.remote;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a node connects to a server. Immutable.
 *
 * @param token gives a bearer token or an API key; asked before each attempt, so that a token whose time is over is
 *     replaced. Null to come as nobody in particular
 * @param firstPause how long it waits at most before it tries again for the first time; each time up to twice as long
 * @param longestPause the longest that it waits
 * @param vertx whose event loops are used; null for some of its own
 */
public record RemoteOptions(
        @Nullable Supplier<Uni<String>> token,
        Duration firstPause,
        Duration longestPause,
        @Nullable Vertx vertx) {

    /** As nobody in particular, trying again after a quarter of a second at first and after half a minute at last. */
    public static final RemoteOptions DEFAULT =
            new RemoteOptions(null, Duration.ofMillis(250), Duration.ofSeconds(30), null);

    /** The same, with a token or key that is always the same. */
    public RemoteOptions withToken(String fixed) {
        return withTokens(() -> Uni.createFrom().item(fixed));
    }

    /** The same, with a source of tokens; what it gives may fail, and is asked for again then. */
    public RemoteOptions withTokens(Supplier<Uni<String>> source) {
        return new RemoteOptions(source, firstPause, longestPause, vertx);
    }

    /** The same, with other pauses between attempts. */
    public RemoteOptions withPauses(Duration first, Duration longest) {
        return new RemoteOptions(token, first, longest, vertx);
    }

    /** The same, on the event loops of a program that has some. */
    public RemoteOptions withVertx(Vertx shared) {
        return new RemoteOptions(token, firstPause, longestPause, shared);
    }
}
