package org.ankurah.node;

/** Somebody who follows a live query at a pace of its own. Called on any thread, by tasks that must not be held up. */
public interface LiveSubscriber {

    /** There may be something to take: {@link LiveSubscription#poll} it, now or later. */
    void wake();

    /** The live query ended; whatever was not taken is lost. */
    void failed(Throwable failure);
}
