package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.storage.ApiKeyStore;
import org.ankurah.storage.CommitWork;
import org.ankurah.storage.EventFilter;
import org.ankurah.storage.StateReader;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.Upkeep;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events and entity states in PostgreSQL, through Hibernate Reactive: the log in {@code ankurah_event}, its
 * position in the one row of {@code ankurah_log}, and one table per collection with a column per property.
 *
 * <p>A commit is one database transaction that locks the row of {@code ankurah_log}, and stores nothing if the log
 * does not end where the commit looked; so commits of any number of servers run one at a time, positions have no gaps,
 * and what a commit was decided from is current. {@link Commit} tells the two ways in which that is done.
 * A read is one statement and so sees one state of the database, position included.
 *
 * <p>The column {@code state} holds everything that is known of an entity and is all that is read back; the other
 * columns are there to be searched, ordered and looked at.
 */
public final class PostgresEngine extends QuestionReader implements StorageEngine {

    private final Sessions sessions;
    private final Growth growth;
    private volatile @Nullable Opened opened;

    /** Where the log ended behind this engine's last commit. */
    private volatile @Nullable LogEnd left;

    /** Nobody else committed between this engine's last two commits. */
    private volatile boolean alone;

    /**
     * An engine that is not open yet.
     *
     * @param factory has the {@linkplain #mappedClasses() mapped classes}; whoever made it closes it
     * @param vertx runs the event loops of the factory's pool
     */
    public PostgresEngine(Mutiny.SessionFactory factory, Vertx vertx) {
        this(factory, vertx, null);
    }

    /**
     * An engine that hears of other servers' commits, and tells them of its own, as long as somebody subscribes to
     * its {@linkplain #growth() growth}.
     *
     * @param connections opens each time a new connection to the database; null if only the factory can
     */
    public PostgresEngine(
            Mutiny.SessionFactory factory, Vertx vertx, @Nullable Supplier<Future<PgConnection>> connections) {
        this.sessions = new Sessions(factory, vertx);
        this.growth = new Growth(vertx, connections);
    }

    /** The entity classes that the session factory has to know. */
    public static List<Class<?>> mappedClasses() {
        return List.of(EventRow.class);
    }

    @Override
    public Uni<Void> open(Models models) {
        return Uni.createFrom().deferred(() -> {
            Tables tables = new Tables(models);
            return sessions.transaction(
                            session -> new Migration(session, tables).run().chain(() -> Folding.choose(session)))
                    .invoke(folding -> opened = new Opened(tables, new Reads(tables, folding)))
                    .replaceWithVoid();
        });
    }

    @Override
    public <R> Uni<R> commit(CommitWork<R> work) {
        return Uni.createFrom().deferred(() -> {
            Tables tables = opened().tables;
            CommitWork.Reads reads = work.reads();
            LogEnd end = alone ? left : null;
            Uni<Commit.@Nullable Done<R>> unlocked = end == null
                    ? Uni.createFrom().nullItem()
                    : sessions.read(session -> Commit.unlocked(session, tables, work, reads, end));
            return unlocked.onItem()
                    .ifNull()
                    .switchTo(() -> sessions.transaction(session -> Commit.locked(session, tables, work, reads)))
                    .map(this::committed);
        });
    }

    /** Remembers where the log ends, which only saves time: several commits at once may leave it wrong. */
    private <R> R committed(Commit.Done<R> done) {
        LogEnd before = left;
        alone = before != null && before.position() == done.base().position();
        left = done.end();
        growth.tell(done.end().position());
        return done.result();
    }

    @Override
    public ApiKeyStore apiKeys() {
        return new PostgresApiKeys(sessions);
    }

    @Override
    public Uni<Long> settle() {
        return sessions.transaction(session -> LogEnd.touch(session).chain(() -> Log.position(session)));
    }

    @Override
    public Uni<Void> forgetAnswers(Instant before) {
        Sql sql = new Sql();
        String statement =
                "DELETE FROM ankurah_request WHERE committed_at < " + sql.text(before.toString(), "timestamptz");
        return sessions.transaction(session -> sql.execute(session, statement).replaceWithVoid());
    }

    @Override
    public Uni<Long> position() {
        return sessions.read(Log::position);
    }

    @Override
    public StateReader at(long position) {
        return at(position, Changed.MAX_SCANNED);
    }

    /** @param mostScanned how many events are gone through at most for what they changed */
    StateReader at(long position, long mostScanned) {
        return new PastReader(sessions, () -> opened().tables, () -> opened().reads, position, mostScanned);
    }

    @Override
    public Uni<Long> positionAt(Instant time) {
        return sessions.read(session -> Log.positionAt(session, time));
    }

    @Override
    public Uni<Map<Ulid, EntityState>> load(String collection, Set<Ulid> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(Map.of()) : read(reads -> reads.load(collection, ids));
    }

    @Override
    public Uni<Map<Ulid, String>> collectionsOf(Set<Ulid> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : sessions.read(session -> Log.collectionsOf(session, ids, Long.MAX_VALUE));
    }

    @Override
    public Uni<Map<Ulid, List<CommittedEvent>>> history(Set<Ulid> entityIds, long after, int limit) {
        return entityIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : sessions.read(session -> Log.history(session, entityIds, after, limit));
    }

    @Override
    public Uni<List<CommittedEvent>> log(long after, int limit) {
        return sessions.read(session -> Log.read(session, after, limit));
    }

    @Override
    public Upkeep upkeep() {
        return new PostgresUpkeep(sessions, opened().tables);
    }

    @Override
    public Uni<Map<Ulid, Long>> countHistory(Set<Ulid> entityIds, long upTo) {
        return entityIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : sessions.read(session -> Log.countHistory(session, entityIds, upTo));
    }

    @Override
    public Uni<List<CommittedEvent>> events(EventFilter filter, int limit, boolean fromEnd) {
        return sessions.read(session -> opened().reads.events(filter).read(session, limit, fromEnd));
    }

    @Override
    public Uni<Long> countEvents(EventFilter filter) {
        return sessions.read(session -> opened().reads.events(filter).count(session));
    }

    @Override
    public Uni<Map<Ulid, CommittedEvent>> eventsById(Set<Ulid> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(Map.of()) : sessions.read(session -> Log.byId(session, ids));
    }

    @Override
    public Uni<Map<Ulid, List<CommittedEvent>>> childEvents(Set<EventPlace> parents) {
        return parents.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : sessions.read(session -> Log.children(session, parents));
    }

    @Override
    public Multi<Long> growth() {
        return growth.stream();
    }

    @Override
    public void whisper(byte[] message) {
        growth.whisper(message);
    }

    @Override
    public Multi<byte[]> whispers() {
        return growth.whispers();
    }

    @Override
    <T> Uni<T> read(Function<Reads, Question<T>> question) {
        return Uni.createFrom().deferred(() -> sessions.read(question.apply(opened().reads)::ask));
    }

    private Opened opened() {
        Opened current = opened;
        if (current == null) {
            throw AnkurahException.unavailable("The store is not open yet.");
        }
        return current;
    }

    /** What is known once the engine is open. */
    private record Opened(Tables tables, Reads reads) {}
}
