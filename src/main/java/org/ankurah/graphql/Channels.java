package org.ankurah.graphql;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/** What carries a client's connection: Vert.x hides it, but does not deny it. */
final class Channels {

    /** What a client has to read or to answer; it may not be there any more, or not do it. */
    private static final long PATIENCE_SECONDS = 3;

    private Channels() {}

    static ChannelHandlerContext of(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channelHandlerContext();
    }

    /**
     * Cuts a connection that is being closed, should it still be there in a while. Vert.x closes one only once the
     * client has taken everything: never, if it does not read.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // Closing what is closed does no harm, and nobody waits for it.
    static void cutSoon(ChannelHandlerContext channel) {
        channel.executor().schedule(() -> channel.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
