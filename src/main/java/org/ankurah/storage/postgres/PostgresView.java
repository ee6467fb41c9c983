package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.Replayed;
import org.ankurah.storage.RequestKey;
import org.ankurah.storage.RowDifference;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.Ulid;
import org.hibernate.reactive.mutiny.Mutiny;

/** One transaction that sees the database as it was when it began, and changes nothing. */
final class PostgresView implements StoreView {

    /** The first query fixes the moment; so it is asked here, and what comes is what the view is of. */
    private static final String BEGIN = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /** Other transactions are ended when nothing is asked of them for a while; here much is done between questions. */
    private static final String PATIENCE = "SET LOCAL idle_in_transaction_session_timeout = 0";

    private final Sessions sessions;
    private final Mutiny.StatelessSession session;
    private final Tables tables;
    private final Context eventLoop;

    /** What is asked of the session, which does one thing at a time. Used on the event loop only. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private final UniEmitter<? super Void> end;
    private final CompletableFuture<Boolean> ended;
    private boolean busy;

    /**
     * @param end ends the transaction when completed
     * @param ended is completed when the transaction has ended
     */
    private PostgresView(
            Sessions sessions,
            Mutiny.StatelessSession session,
            Tables tables,
            Context eventLoop,
            UniEmitter<? super Void> end,
            CompletableFuture<Boolean> ended) {
        this.sessions = sessions;
        this.session = session;
        this.tables = tables;
        this.eventLoop = eventLoop;
        this.end = end;
        this.ended = ended;
    }

    static Uni<StoreView> open(Sessions sessions, Tables tables) {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        return Uni.createFrom()
                .emitter(opened -> sessions.<Void>transaction(session -> new Sql()
                                .execute(session, BEGIN)
                                .chain(() -> new Sql().execute(session, PATIENCE))
                                .chain(() -> Log.position(session))
                                .chain(() -> Uni.createFrom()
                                        .emitter(end -> opened.complete(new PostgresView(
                                                sessions, session, tables, Vertx.currentContext(), end, ended)))))
                        .onTermination()
                        .invoke(() -> ended.complete(true))
                        .subscribe()
                        .with(done -> {}, opened::fail));
    }

    @Override
    public Uni<Long> position() {
        return read(Log::position);
    }

    @Override
    public Uni<List<StoredEvent>> byPosition(long after, int limit) {
        return read(own -> StoredEvents.byPosition(own, after, limit));
    }

    @Override
    public Uni<List<StoredEvent>> byEntity(Place after, int limit) {
        return read(own -> StoredEvents.byEntity(own, after, limit));
    }

    @Override
    public Uni<Map<Ulid, Place>> places(Set<Ulid> eventIds) {
        return eventIds.isEmpty() ? Uni.createFrom().item(Map.of()) : read(own -> StoredEvents.places(own, eventIds));
    }

    @Override
    public Uni<Map<Ulid, Long>> scattered(int limit) {
        return read(own -> StoredEvents.scattered(own, limit));
    }

    @Override
    public Uni<List<RowDifference>> differences(Replayed replayed) {
        Map<String, List<EntityState>> byCollection = Writes.byCollection(replayed.states());
        return read(own -> {
            Uni<List<RowDifference>> found = Uni.createFrom().item(new ArrayList<>());
            for (Table table : tables.all()) {
                List<EntityState> expected =
                        byCollection.getOrDefault(table.model().collection(), List.of());
                found = found.call(all ->
                        new RowCheck(table, replayed, expected).differences(own).invoke(all::addAll));
            }
            return found;
        });
    }

    @Override
    public Uni<Map<RequestKey, byte[]>> answers(RequestKey after, int limit) {
        return read(own -> StoredAnswers.behind(own, after, limit));
    }

    @Override
    public Uni<Map<Long, Ulid>> transactions(Set<Long> positions) {
        return positions.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : read(own -> StoredEvents.transactions(own, positions));
    }

    @Override
    public Uni<Void> close() {
        return inTurn(() -> {
                    end.complete(null);
                    return Uni.createFrom().voidItem();
                })
                .chain(() -> Uni.createFrom().completionStage(ended).replaceWithVoid());
    }

    private <T> Uni<T> read(Function<Mutiny.StatelessSession, Uni<T>> read) {
        return inTurn(() -> read.apply(session)).onFailure().transform(sessions::visible);
    }

    private <T> Uni<T> inTurn(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom()
                .emitter(emitter -> eventLoop.runOnContext(ignored -> {
                    waiting.add(() -> Uni.createFrom()
                            .deferred(work)
                            .onTermination()
                            .invoke(this::next)
                            .subscribe()
                            .with(emitter::complete, emitter::fail));
                    if (!busy) {
                        next();
                    }
                }));
    }

    private void next() {
        Runnable first = waiting.poll();
        busy = first != null;
        if (first != null) {
            first.run();
        }
    }
}
