package org.ankurah.server;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.ankurah.graphql.Admission;
import org.ankurah.graphql.RequestExecutor;
import org.ankurah.graphql.SocketEndpoint;
import org.ankurah.graphql.StreamEndpoint;

/**
 * Lets what runs come to its end when the process is told to stop, before anything is taken down. First nothing new is
 * begun, and requests under way are waited for, whose answers still go out; then WebSockets and event streams are
 * closed in a way that makes clients come back and resume. Quarkus's own graceful shutdown counts a WebSocket as a
 * request that never ends, even when it is closed, and would hold up every stop until its time-out.
 */
@Singleton
public class OrderlyStop {

    /** Longer than any request takes that a client still waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than clients that are there take to close their end; the others are cut off before. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private static final long LOOK_AGAIN_MILLIS = 10;

    private final SocketEndpoint sockets;
    private final StreamEndpoint streams;
    private final RequestExecutor executor;
    private final Admission admission;

    OrderlyStop(SocketEndpoint sockets, StreamEndpoint streams, RequestExecutor executor, Admission admission) {
        this.sockets = sockets;
        this.streams = streams;
        this.executor = executor;
        this.admission = admission;
    }

    /** Quarkus takes nothing down before this has returned. At any later event of its the HTTP server is closed. */
    void stop(@Observes ShutdownDelayInitiatedEvent stopping) throws InterruptedException {
        admission.stop();
        await(PATIENCE, () -> executor.running() == 0);
        sockets.closeAll();
        streams.closeAll();
        await(FAREWELL, () -> admission.connections() == 0);
    }

    private static void await(Duration patience, BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
