package org.ankurah.storage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.ankurah.model.Models;

/**
 * Where a node keeps events and entity states. Commits are totally ordered and durable when their result
 * arrives; a read sees whole transactions only. All operations are asynchronous, may be called from any
 * thread and never block the caller. When the store cannot be reached they fail with {@code UNAVAILABLE}.
 */
public interface StorageEngine extends StateReader, EventReader {

    /** What PostgreSQL passes on at a time, in Base64. */
    int MAX_WHISPER = 5_600;

    /**
     * Makes the store ready for these models: creates what is missing and extends what has grown. Called once,
     * before anything else.
     *
     * <p>Fails with an {@link IllegalStateException} that says what to do when a change would lose data.
     */
    Uni<Void> open(Models models);

    /**
     * Commits, all or nothing, while no other commit runs anywhere: reads what the work asks for, lets it
     * decide, and stores what it decided. When {@code decide} throws, nothing is stored and the failure is
     * passed on. If another commit turns out to have come first, {@code decide} is called again, and only what it
     * decided last is stored.
     */
    <R> Uni<R> commit(CommitWork<R> work);

    /**
     * Brings the commits of which nobody knows the outcome to an end: once this completes, each that began before is
     * in the log or never will be.
     *
     * @return the position of the last committed event
     */
    Uni<Long> settle();

    /** Forgets what was answered before a time; sent again, those transactions would be new ones. */
    Uni<Void> forgetAnswers(Instant before);

    /** The position of the last committed event; 0 for an empty log. */
    Uni<Long> position();

    /**
     * The entities as they were right behind a position: what {@link StateReader} says holds of that moment. Reading
     * waits for no commit and no commit for it; reads of one reader may share work, so a reader is for one request.
     *
     * <p>Reads fail with {@code LIMIT_EXCEEDED} when too much changed since.
     *
     * @param position one that the log has reached; 0 is before the first event
     */
    StateReader at(long position);

    /**
     * The position of the last event that was committed at a time or before; 0 if there is none. Times never
     * decrease along the log.
     */
    Uni<Long> positionAt(Instant time);

    /** Where the keys of services are kept. They are no part of the log. */
    ApiKeyStore apiKeys();

    /** What checks and mends the whole store. */
    Upkeep upkeep();

    /**
     * Positions that the log has reached, as far as the store tells of them by itself, whoever committed. Some may be
     * missing, late, doubled or out of order, so whoever must not miss a commit asks for {@link #position} as well.
     * It neither fails nor completes; a subscriber that is slow is told the latest.
     */
    default Multi<Long> growth() {
        return Multi.createFrom().nothing();
    }

    /**
     * Passes something on to the other nodes on this store, without keeping it. Neither waits nor fails; some may get
     * lost.
     *
     * @param message at most {@value #MAX_WHISPER} bytes
     */
    default void whisper(byte[] message) {}

    /** What other nodes pass on. It neither fails nor completes; what a slow subscriber does not take is lost. */
    default Multi<byte[]> whispers() {
        return Multi.createFrom().nothing();
    }
}
