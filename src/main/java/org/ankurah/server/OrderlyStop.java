package org.ankurah.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.ankurah.graphql.RequestExecutor;
import org.ankurah.graphql.SocketEndpoint;

/**
 * Lets what runs come to its end when the process is told to stop, before anything is taken down: WebSockets are
 * closed with a code that makes clients come back, and requests under way are waited for. Quarkus's own graceful
 * shutdown counts a WebSocket as a request that never ends, even when it is closed, and would hold up every stop
 * until its time-out.
 */
@Singleton
public class OrderlyStop implements QuarkusApplication {

    /** Longer than any request takes that a client still waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long LOOK_AGAIN_MILLIS = 10;

    private final SocketEndpoint sockets;
    private final RequestExecutor executor;

    OrderlyStop(SocketEndpoint sockets, RequestExecutor executor) {
        this.sockets = sockets;
        this.executor = executor;
    }

    @Override
    public int run(String... arguments) throws InterruptedException {
        Quarkus.waitForExit();
        sockets.closeAll();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while ((executor.running() > 0 || sockets.open() > 0) && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return 0;
    }
}
