package org.ankurah.storage;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.CommittedEvent;
import org.ankurah.value.Ulid;

/** Reads the log, which never changes behind its end. */
public interface EventReader {

    /** For each entity its events behind a position, oldest first, at most {@code limit} per entity. */
    Uni<Map<Ulid, List<CommittedEvent>>> history(Set<Ulid> entityIds, long after, int limit);

    /** For each entity the number of its events up to a position; those without any are absent. */
    Uni<Map<Ulid, Long>> countHistory(Set<Ulid> entityIds, long upTo);

    /**
     * The log behind a position in order, at most {@code limit} events. Perhaps fewer, since what is read at once is
     * bounded in bytes as well, but not none if there are any.
     */
    Uni<List<CommittedEvent>> log(long after, int limit);

    /**
     * The events that a filter lets through, at most {@code limit} of them: the first ones, or the last ones. In the
     * order of the log in either case.
     */
    Uni<List<CommittedEvent>> events(EventFilter filter, int limit, boolean fromEnd);

    /** The number of events that a filter lets through. */
    Uni<Long> countEvents(EventFilter filter);

    /** The events of these ids; unknown ids are absent. */
    Uni<Map<Ulid, CommittedEvent>> eventsById(Set<Ulid> ids);

    /** For each event those that name it as a parent, in the order of the log; events without any are absent. */
    Uni<Map<Ulid, List<CommittedEvent>>> childEvents(Set<EventPlace> parents);

    /**
     * An event and where its children are to be looked for.
     *
     * @param id the event
     * @param entityId its entity, whose events alone can be children
     * @param position its position, behind which all children are
     */
    record EventPlace(Ulid id, Ulid entityId, long position) {

        public static EventPlace of(CommittedEvent event) {
            return new EventPlace(event.event().id(), event.event().entityId(), event.position());
        }
    }
}
