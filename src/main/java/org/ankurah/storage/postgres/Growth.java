package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hears of other servers' commits and tells them of this one's, by {@code LISTEN} and {@code NOTIFY}.
 *
 * <p>{@code NOTIFY} takes a lock that all notifying transactions of a database server share, and keeps it until its
 * commit is done. So what commits events never notifies; it is told afterwards, on the connection that listens. If the
 * server dies in between, or the connection is lost, the others find the commit when they ask for the position.
 */
final class Growth {

    private final Vertx vertx;
    private final @Nullable Supplier<Future<PgConnection>> connections;

    /** Marks what this server tells, so that it need not listen to itself. */
    private final UUID self = UUID.randomUUID();

    private final BroadcastProcessor<byte[]> whispers = BroadcastProcessor.create();

    /** Usually one: that of the node. */
    private final Set<GrowthListener> listeners = new CopyOnWriteArraySet<>();

    /** @param connections each time a new connection; null if there are none to be had, then nothing is heard or told */
    Growth(Vertx vertx, @Nullable Supplier<Future<PgConnection>> connections) {
        this.vertx = vertx;
        this.connections = connections;
    }

    /** What others tell; it has a connection as long as it is subscribed to. */
    Multi<Long> stream() {
        Supplier<Future<PgConnection>> source = connections;
        if (source == null) {
            return Multi.createFrom().nothing();
        }
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            GrowthListener listener =
                                    new GrowthListener(vertx, source, self, emitter::emit, whispers::onNext);
                            emitter.onTermination(() -> {
                                listeners.remove(listener);
                                listener.close();
                            });
                            listeners.add(listener);
                            listener.start();
                        },
                        BackPressureStrategy.LATEST);
    }

    /** Tells the others, soon, if this server listens to them. Neither waits nor fails. */
    void tell(long position) {
        listeners.forEach(listener -> listener.tell(position));
    }

    /** Passes something on to the others, if this server listens to them. Neither waits nor fails. */
    void whisper(byte[] message) {
        listeners.forEach(listener -> listener.whisper(message));
    }

    /** What others pass on, as long as this server listens to them. */
    Multi<byte[]> whispers() {
        return whispers.onOverflow().drop();
    }
}
