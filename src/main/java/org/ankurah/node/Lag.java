package org.ankurah.node;

import org.ankurah.reactor.Backlog;

/** What waits for the subscribers that stopped at one place, who share it. Touched by the reactor's tasks only. */
final class Lag<C> {

    private final Link<C> from;
    private final Backlog backlog;
    private int subscribers = 1;

    /** @param backlog what was told from the place on */
    Lag(Link<C> from, Backlog backlog) {
        this.from = from;
        this.backlog = backlog;
    }

    Link<C> from() {
        return from;
    }

    Backlog backlog() {
        return backlog;
    }

    /** One more waits. */
    void enter() {
        subscribers++;
    }

    /** One less waits; true if that was the last. */
    boolean leave() {
        return --subscribers == 0;
    }
}
