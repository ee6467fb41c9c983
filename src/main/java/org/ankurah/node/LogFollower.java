package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ankurah.storage.StorageEngine;

/**
 * Keeps the live queries of a node at the end of the log, whoever commits. The store tells that the log has grown, if
 * it can, and is asked from time to time, since it may fail to tell. Either only says that there is something to read:
 * what is learned, and in which order, comes from the log alone. So a wake-up that is lost delays, and one that comes
 * twice or too late does nothing.
 *
 * <p>One reading of the log is under way at most. What is heard meanwhile is read next, all at once. One question for
 * the position is under way at most as well, so a slow database is asked less often and not more.
 *
 * <p>If the position is in front of what was learned before it was asked for, the log has become shorter, which no
 * commit does, but a failover to a database that lacked the last ones. Then the node begins anew from there.
 */
final class LogFollower {

    private static final Logger LOG = System.getLogger(LogFollower.class.getName());

    /** A question for the position that takes longer is given up; the next one may find a better connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** While the store cannot be reached it is asked less often, down to this. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final StorageEngine storage;
    private final LiveFeed feed;
    private final Following following;
    private final AtomicBoolean suspicious = new AtomicBoolean();

    // Guarded by this.
    private Cancellable growth = () -> {};
    private Cancellable question = () -> {};
    private boolean closed;
    private boolean reading;
    private long heard;
    private long publications;

    LogFollower(StorageEngine storage, LiveFeed feed, Following following) {
        this.storage = storage;
        this.feed = feed;
        this.following = following;
    }

    synchronized void start() {
        if (following.told()) {
            growth = storage.growth()
                    .subscribe()
                    .with(this::hear, failure -> LOG.log(Level.ERROR, "The store does not tell any more", failure));
        }
        askAfter(following.interval(), following.interval());
    }

    synchronized void close() {
        closed = true;
        growth.cancel();
        question.cancel();
    }

    /** @param usual the pause that follows when this works, the least when it does not */
    private synchronized void askAfter(Duration pause, Duration usual) {
        if (closed) {
            return;
        }
        question = Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause)
                .chain(this::ask)
                .subscribe()
                .with(done -> askAfter(usual, usual), failure -> {
                    Duration longer = pause.multipliedBy(2);
                    Duration most = LONGEST_PAUSE.compareTo(usual) > 0 ? LONGEST_PAUSE : usual;
                    askAfter(longer.compareTo(most) < 0 ? longer : most, usual);
                });
    }

    /** A commit of this node says where the log ends, so a node that commits all the time need not ask. */
    private Uni<Void> ask() {
        long published = feed.publications();
        synchronized (this) {
            if (published != publications) {
                publications = published;
                return Uni.createFrom().voidItem();
            }
        }
        return askNow();
    }

    private Uni<Void> askNow() {
        long known = feed.known();
        return storage.position()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .invoke(position -> {
                    if (position < known) {
                        shorten(position);
                    }
                    hear(position);
                })
                .replaceWithVoid();
    }

    /** The log does not hold any more what this node has learned of it. */
    private void shorten(long position) {
        synchronized (this) {
            heard = position;
        }
        feed.restart(position);
    }

    /**
     * Notes the position that a commit is based on. One that lies in front of what is known is a sign that the log has
     * become shorter, or has only been decided too early, so the store is asked at once.
     */
    void basedOn(long position) {
        if (position < feed.known() && suspicious.compareAndSet(false, true)) {
            askNow().onTermination()
                    .invoke(() -> suspicious.set(false))
                    .subscribe()
                    .with(done -> {}, LogFollower::unanswered);
        }
    }

    private void hear(long position) {
        synchronized (this) {
            heard = Math.max(heard, position);
            if (reading || closed) {
                return;
            }
            reading = true;
        }
        // The next wake-up tries again what fails; there is one after the interval at the latest.
        Multi.createBy()
                .repeating()
                .uni(this::read)
                .whilst(this::isBehind)
                .subscribe()
                .with(reached -> {}, this::readFailed);
    }

    private Uni<Long> read() {
        long target;
        synchronized (this) {
            target = heard;
        }
        return feed.followSome(target);
    }

    /** Whether more was heard of than was read; if not, the reading ends. */
    private synchronized boolean isBehind(long reached) {
        reading = heard > reached && !closed;
        return reading;
    }

    private synchronized void readFailed(Throwable failure) {
        reading = false;
        unanswered(failure);
    }

    private static void unanswered(Throwable failure) {
        LOG.log(Level.DEBUG, "The log could not be read", failure);
    }
}
