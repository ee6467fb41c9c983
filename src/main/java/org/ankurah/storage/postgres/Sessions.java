package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs work on database sessions: each on a session of its own, which is closed whatever happens.
 *
 * <p>A session belongs to the event loop that opened it. Callers on an event loop stay there and are answered
 * there; for all others an event loop is taken, which then also answers. Once begun, work runs to its end, even
 * if nobody waits for it any more: an abandoned transaction would hold its locks.
 */
final class Sessions {

    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private final Mutiny.SessionFactory factory;
    private final VertxInternal vertx;
    private final Failures failures = new Failures();

    Sessions(Mutiny.SessionFactory factory, Vertx vertx) {
        this.factory = factory;
        this.vertx = (VertxInternal) vertx;
    }

    /** Runs work of one statement, which needs no transaction. */
    <T> Uni<T> read(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return onEventLoop(onSession(work), false);
    }

    /** Runs work in a transaction, which commits if the work succeeds. */
    <T> Uni<T> transaction(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return onEventLoop(inTransaction(work), true);
    }

    /** Runs work that reads in several statements, all of which see one state of the database. */
    <T> Uni<T> snapshot(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return onEventLoop(
                inTransaction(session -> new Sql().execute(session, SNAPSHOT).chain(() -> work.apply(session))), false);
    }

    /** The failure that a caller of the engine sees. */
    Throwable visible(Throwable failure) {
        return failures.visible(failure);
    }

    private <T> Uni<T> onSession(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return factory.openStatelessSession()
                .chain(session -> work.apply(session).eventually(session::close));
    }

    private <T> Uni<T> inTransaction(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return onSession(session -> session.withTransaction(transaction -> work.apply(session)));
    }

    private <T> Uni<T> onEventLoop(Uni<T> work, boolean writes) {
        return Uni.createFrom()
                .<T>emitter(emitter -> {
                    Runnable start = () -> work.subscribe().with(emitter::complete, emitter::fail);
                    if (Context.isOnEventLoopThread()) {
                        start.run();
                    } else {
                        vertx.createEventLoopContext().duplicate().runOnContext(ignored -> start.run());
                    }
                })
                .invoke(() -> failures.none(writes))
                .onFailure()
                .transform(failures::visible);
    }
}
