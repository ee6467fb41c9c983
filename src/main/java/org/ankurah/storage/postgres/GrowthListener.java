package org.ankurah.storage.postgres;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection that listens to other servers and tells them where the log stands. A lost connection is replaced;
 * since something may have been told meanwhile, the position is asked for when it is there again.
 *
 * <p>At most one notification is under way, and a pause follows each: of many commits only the last is told. The
 * connection does not wait for the disk, since a notification that a crash loses need not be told.
 */
final class GrowthListener {

    private static final Logger LOG = System.getLogger(GrowthListener.class.getName());

    /** Shared by all servers on one database; a message is {@code <who> <position>}. */
    private static final String CHANNEL = "ankurah_log";

    /** What is passed on and not kept; a message is {@code <who> <Base64>}. */
    private static final String WHISPERS = "ankurah_whisper";

    /** More than these wait for the connection only when it is lost. */
    private static final int MAX_WHISPERS = 256;

    /** Bounds what telling costs a busy server; nobody notices so little. */
    private static final long PAUSE_MILLIS = 5;

    private static final long FIRST_RECONNECT_MILLIS = 50;
    private static final long LONGEST_RECONNECT_MILLIS = 5_000;

    /** A connection that does not answer for so long is given up. */
    private static final long PATIENCE_MILLIS = 10_000;

    /** How often a quiet connection is tried: a cut cable is not noticed otherwise. */
    private static final long CHECK_MILLIS = 30_000;

    private final Vertx vertx;
    private final Context loop;
    private final Supplier<Future<PgConnection>> connections;
    private final UUID self;
    private final LongConsumer heard;
    private final Consumer<byte[]> overheard;
    private final AtomicLong toTell = new AtomicLong();
    private final AtomicBoolean telling = new AtomicBoolean();

    // Touched only on the event loop.
    private @Nullable PgConnection connection;
    private long told;
    private int failures;
    private long timer = -1;
    private boolean closed;
    private final Deque<byte[]> whispers = new ArrayDeque<>();
    private boolean whispering;

    GrowthListener(
            Vertx vertx,
            Supplier<Future<PgConnection>> connections,
            UUID self,
            LongConsumer heard,
            Consumer<byte[]> overheard) {
        this.vertx = vertx;
        this.loop = ((VertxInternal) vertx).createEventLoopContext().duplicate();
        this.connections = connections;
        this.self = self;
        this.heard = heard;
        this.overheard = overheard;
    }

    void start() {
        onLoop(this::connect);
    }

    void close() {
        onLoop(() -> {
            closed = true;
            vertx.cancelTimer(timer);
            PgConnection current = connection;
            connection = null;
            if (current != null) {
                current.close();
            }
        });
    }

    /** Called with each commit, so it does next to nothing while a notification is under way. */
    void tell(long position) {
        toTell.accumulateAndGet(position, Math::max);
        if (telling.compareAndSet(false, true)) {
            onLoop(this::tellNow);
        }
    }

    /** Passes something on, if there is a connection; of too much the oldest is lost. */
    void whisper(byte[] message) {
        onLoop(() -> {
            if (whispers.size() == MAX_WHISPERS) {
                whispers.poll();
            }
            whispers.add(message);
            if (!whispering) {
                whisperNow();
            }
        });
    }

    /** One after another, as many as there are in one statement. */
    private void whisperNow() {
        PgConnection current = connection;
        if (current == null) {
            whispers.clear();
        }
        whispering = !whispers.isEmpty();
        if (current == null || !whispering) {
            return;
        }
        StringBuilder statements = new StringBuilder();
        for (byte[] message : whispers) {
            statements
                    .append("NOTIFY " + WHISPERS + ", '" + self + " ")
                    .append(Base64.getEncoder().encodeToString(message))
                    .append("';");
        }
        whispers.clear();
        within(current.query(statements.toString()).execute()).onComplete(done -> onLoop(this::whisperNow));
    }

    private void onLoop(Runnable task) {
        loop.runOnContext(ignored -> task.run());
    }

    private void after(long millis, Runnable task) {
        timer = vertx.setTimer(millis, ignored -> onLoop(task));
    }

    private void connect() {
        if (closed) {
            return;
        }
        within(connections.get())
                .compose(this::listen)
                .onComplete(done -> onLoop(() -> {
                    if (done.succeeded()) {
                        connected(done.result());
                    } else {
                        reconnect(done.cause());
                    }
                }));
    }

    private Future<PgConnection> listen(PgConnection fresh) {
        fresh.notificationHandler(message -> onLoop(() -> hear(message)));
        fresh.exceptionHandler(failure -> LOG.log(Level.DEBUG, "The connection failed", failure));
        return within(fresh.query("SET synchronous_commit = off").execute())
                .compose(set -> within(fresh.query("LISTEN " + CHANNEL + "; LISTEN " + WHISPERS)
                        .execute()))
                .map(fresh)
                .onFailure(failure -> fresh.close());
    }

    private void connected(PgConnection fresh) {
        if (closed) {
            fresh.close();
            return;
        }
        connection = fresh;
        fresh.closeHandler(ignored -> onLoop(() -> lost(fresh)));
        if (failures > 0) {
            LOG.log(Level.INFO, "Hearing of other servers' commits again.");
        }
        failures = 0;
        check(fresh);
        tell(toTell.get());
    }

    private void lost(PgConnection gone) {
        if (connection == gone) {
            connection = null;
            if (!closed) {
                vertx.cancelTimer(timer);
                reconnect(new IllegalStateException("the connection was closed"));
            }
        }
    }

    private void reconnect(Throwable reason) {
        if (closed) {
            return;
        }
        if (failures == 0) {
            LOG.log(
                    Level.WARNING,
                    "Other servers'' commits are heard of late until the database answers again: {0}",
                    reason.getMessage());
        }
        long pause = Math.min(LONGEST_RECONNECT_MILLIS, FIRST_RECONNECT_MILLIS << Math.min(failures, 16));
        failures++;
        after(pause, this::connect);
    }

    /** Asks for the position: after a connection is made, as something may have been missed, and now and then. */
    private void check(PgConnection current) {
        if (connection != current) {
            return;
        }
        within(current.query("SELECT \"position\" FROM ankurah_log").execute())
                .onComplete(done -> onLoop(() -> {
                    if (done.failed()) {
                        current.close();
                    } else if (connection == current) {
                        heard.accept(done.result().iterator().next().getLong(0));
                        after(CHECK_MILLIS, () -> check(current));
                    }
                }));
    }

    private void hear(PgNotification message) {
        String[] parts = message.getPayload().split(" ", -1);
        if (parts.length != 2 || parts[0].equals(self.toString())) {
            return;
        }
        try {
            if (message.getChannel().equals(WHISPERS)) {
                overheard.accept(Base64.getDecoder().decode(parts[1]));
            } else {
                heard.accept(Long.parseLong(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "Nobody of ours says: {0}", message.getPayload());
        }
    }

    private void tellNow() {
        PgConnection current = connection;
        long position = toTell.get();
        if (current == null || position <= told) {
            telling.set(false);
            if (current != null && toTell.get() > told) {
                // A commit that came just now found this busy.
                tell(toTell.get());
            }
            return;
        }
        within(current.query("NOTIFY " + CHANNEL + ", '" + self + " " + position + "'")
                        .execute())
                .onComplete(done -> onLoop(() -> {
                    if (done.succeeded()) {
                        told = position;
                    } else {
                        // It is told on the next connection.
                        lost(current);
                        current.close();
                    }
                    vertx.setTimer(PAUSE_MILLIS, ignored -> onLoop(this::tellNow));
                }));
    }

    /** Fails what does not come to an end. */
    private <T> Future<T> within(Future<T> future) {
        Promise<T> promise = Promise.promise();
        long limit = vertx.setTimer(
                PATIENCE_MILLIS, ignored -> promise.tryFail(new TimeoutException("the database does not answer")));
        future.onComplete(done -> {
            vertx.cancelTimer(limit);
            if (done.succeeded()) {
                promise.tryComplete(done.result());
            } else {
                promise.tryFail(done.cause());
            }
        });
        return promise.future();
    }
}
