package org.ankurah.event;

import java.time.Instant;

/**
 * An event with its place in the durable log.
 *
 * @param event what happened
 * @param position its place: strictly increasing, without gaps, in commit order
 * @param committedAt when it was committed, in whole microseconds
 */
public record CommittedEvent(Event event, long position, Instant committedAt) {

    /** What is left of it when its entity is purged. */
    public CommittedEvent erased() {
        return new CommittedEvent(event.erased(), position, committedAt);
    }
}
