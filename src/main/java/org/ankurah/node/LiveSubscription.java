package org.ankurah.node;

import org.jspecify.annotations.Nullable;

/**
 * One subscriber's place in a live query. It takes what is told when it likes. What it does not take in time is
 * merged, and once it takes again it gets one change set that stands for all of it.
 *
 * <p>Its life, each step made by one side only:
 *
 * <pre>
 *   JOINING ──▶ IN_STEP ──▶ BEHIND ──▶ JOINING …
 *            reactor    reactor    subscriber: it has taken all that waits, and wants more
 * </pre>
 *
 * @param <C> what is told
 */
public final class LiveSubscription<C> {

    private enum State {
        /** Something is made that brings it in step. */
        JOINING,
        /** It takes what all take. */
        IN_STEP,
        /** What is told is merged for it. */
        BEHIND,
        ENDED
    }

    private final LiveSubscriber subscriber;
    private final LiveFeed feed;
    private final int mostWaiting;

    // Touched by the reactor's tasks only.
    private @Nullable SharedQuery<C> shared;
    private @Nullable Lag<C> lag;
    private int index;

    // Guarded by this: the subscriber takes, the reactor's tasks give.
    private State state = State.JOINING;
    private @Nullable Delivery<C> first;
    private @Nullable Link<C> at;

    /** @param mostWaiting how much may wait before it is merged, as {@link Link#since} measures it */
    LiveSubscription(LiveSubscriber subscriber, LiveFeed feed, int mostWaiting) {
        this.subscriber = subscriber;
        this.feed = feed;
        this.mostWaiting = mostWaiting;
    }

    /**
     * What is told next, or null if there is nothing yet; then the subscriber is woken once there is. For one thread
     * at a time.
     */
    public @Nullable Delivery<C> poll() {
        synchronized (this) {
            Delivery<C> next = first;
            if (next != null) {
                first = null;
                return next;
            }
            Link<C> place = at;
            if (place != null && state == State.IN_STEP) {
                Link<C> further = place.next();
                if (further == null) {
                    return null;
                }
                at = further;
                return place.delivery();
            }
            if (state != State.BEHIND) {
                return null;
            }
            state = State.JOINING;
        }
        feed.run(reactor -> {
            SharedQuery<C> from = shared;
            Lag<C> behind = lag;
            // Neither is there if it left meanwhile, and no lag if the live query started over.
            if (from != null && behind != null && isJoining()) {
                from.bring(this, behind, reactor);
            }
        });
        return null;
    }

    /** Ends it. Again is fine; from any thread. */
    public void cancel() {
        if (end()) {
            feed.run(reactor -> {
                SharedQuery<C> from = shared;
                if (from != null) {
                    from.leave(this);
                }
            });
        }
    }

    /** The following is for the reactor's tasks. */
    synchronized boolean isEnded() {
        return state == State.ENDED;
    }

    private synchronized boolean isJoining() {
        return state == State.JOINING;
    }

    private synchronized boolean end() {
        boolean ends = state != State.ENDED;
        state = State.ENDED;
        first = null;
        at = null;
        return ends;
    }

    void fail(Throwable failure) {
        if (end()) {
            subscriber.failed(failure);
        }
    }

    /** @param place where the live query finds it among its subscribers */
    void joined(SharedQuery<C> query, int place) {
        shared = query;
        index = place;
    }

    void left() {
        shared = null;
        lag = null;
    }

    int index() {
        return index;
    }

    void moved(int place) {
        index = place;
    }

    @Nullable
    Lag<C> lag() {
        return lag;
    }

    /**
     * It takes this, and then what is told from a place on.
     *
     * @param made null if there is nothing to take first
     * @return false if it does not wait for that
     */
    boolean inStep(@Nullable Delivery<C> made, Link<C> from) {
        synchronized (this) {
            if (state != State.JOINING) {
                return false;
            }
            state = State.IN_STEP;
            first = made;
            at = from;
        }
        lag = null;
        subscriber.wake();
        return true;
    }

    /** It has to wait until it is brought in step anew, and forgets what it did not take. */
    void startOver() {
        lag = null;
        synchronized (this) {
            if (state != State.ENDED) {
                state = State.JOINING;
                first = null;
                at = null;
            }
        }
    }

    /**
     * Something was told.
     *
     * @return where it is, if it is so late that what it did not take has to be merged from there; otherwise null
     */
    @Nullable
    Link<C> told(Link<C> end) {
        synchronized (this) {
            Link<C> place = at;
            if (state != State.IN_STEP || place == null) {
                return null;
            }
            if (end.since(place) > mostWaiting && place.next() != end) {
                state = State.BEHIND;
                at = null;
                return place;
            }
        }
        subscriber.wake();
        return null;
    }

    /** What is told is merged for it from now on. */
    void behind(Lag<C> what) {
        lag = what;
    }
}
