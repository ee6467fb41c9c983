package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.ankurah.event.CommittedEvent;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;

/**
 * The log as a stream. It is read page by page, only as fast as the subscriber asks, and waits at its end for
 * the next commit; so it holds one page at most, however slow the subscriber is.
 */
final class LogStream {

    /** Events read at a time. */
    private static final int PAGE = 500;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final StorageEngine storage;
    private final LiveFeed feed;
    private final long restarts;
    private final AtomicReference<Runnable> waiting = new AtomicReference<>();

    /** Set by a commit, so that one between the end of a read and the wait for the next is not missed. */
    private volatile boolean woken;

    private volatile long position;

    private LogStream(StorageEngine storage, LiveFeed feed, long after) {
        this.storage = storage;
        this.feed = feed;
        this.restarts = feed.restarts();
        this.position = after;
    }

    /** The events behind a position, in order, in batches that are never empty; it never completes. */
    static Multi<List<CommittedEvent>> behind(StorageEngine storage, LiveFeed feed, long after) {
        return Multi.createFrom().deferred(() -> {
            LogStream stream = new LogStream(storage, feed, after);
            Runnable wakeUp = stream::wakeUp;
            feed.addWakeUp(wakeUp);
            return Multi.createBy()
                    .repeating()
                    .uni(stream::nextOnceItCanBeRead)
                    .indefinitely()
                    .onTermination()
                    .invoke(() -> feed.removeWakeUp(wakeUp));
        });
    }

    /** While the log is out of reach nothing is lost: it is read from the same place later. */
    private Uni<List<CommittedEvent>> nextOnceItCanBeRead() {
        return Uni.createFrom()
                .deferred(this::next)
                .onFailure(LogStream::isOutage)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof AnkurahException known && known.code() == ErrorCode.UNAVAILABLE;
    }

    private Uni<List<CommittedEvent>> next() {
        woken = false;
        if (feed.restarts() != restarts && position > feed.shortest()) {
            return Uni.createFrom()
                    .failure(AnkurahException.badQuery(
                            "The log has become shorter, and does not hold any more what this stream has sent. Start again from"
                                    + " an earlier cursor.",
                            "since"));
        }
        return storage.log(position, PAGE).chain(events -> {
            if (events.isEmpty()) {
                return commit().chain(this::next);
            }
            position = events.get(events.size() - 1).position();
            return Uni.createFrom().item(events);
        });
    }

    /** Completes when the log has grown since the last read began. */
    private Uni<Void> commit() {
        return Uni.createFrom().emitter(emitter -> {
            waiting.set(() -> emitter.complete(null));
            if (woken) {
                resume();
            }
        });
    }

    private void wakeUp() {
        woken = true;
        resume();
    }

    private void resume() {
        Runnable resume = waiting.getAndSet(null);
        if (resume != null) {
            resume.run();
        }
    }
}
