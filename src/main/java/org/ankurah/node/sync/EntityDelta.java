package org.ankurah.node.sync;

import java.util.List;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.value.Ulid;

/** What a follower does not know of one entity. */
public sealed interface EntityDelta {

    Ulid id();

    /** Nothing is missing: it is named because it belongs to what was asked for. */
    record Same(Ulid id) implements EntityDelta {}

    /**
     * The whole entity.
     *
     * @param state as the upstream's state writes itself; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, and only read
    record State(Ulid id, byte[] state) implements EntityDelta {}

    /**
     * What happened to it since the follower was told of it the last time.
     *
     * @param head its head behind the last of the events, by which the follower finds out whether something is missing
     * @param events in the order of the log, at least one
     */
    record Events(Ulid id, Clock head, List<CommittedEvent> events) implements EntityDelta {
        public Events {
            events = List.copyOf(events);
        }

        /** The position of the last event. */
        long position() {
            return events.get(events.size() - 1).position();
        }
    }

    /** There is nothing of this id that the follower may see, or not any more. */
    record Gone(Ulid id) implements EntityDelta {}
}
