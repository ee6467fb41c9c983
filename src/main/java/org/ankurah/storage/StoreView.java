package org.ankurah.storage;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.value.Ulid;

/**
 * A whole store as of one moment, while commits go on. It costs the store something as long as it is open, so it
 * has to be closed. Operations run one after the other.
 */
public interface StoreView {

    /** The position that the store takes for that of the last event. */
    Uni<Long> position();

    /** Events behind a position, in the order of positions; perhaps fewer, but not none, if they are large. */
    Uni<List<StoredEvent>> byPosition(long after, int limit);

    /** Events behind a place, in the order of entities and within each of positions; fewer if they are large. */
    Uni<List<StoredEvent>> byEntity(Place after, int limit);

    /** Where these events are, and of which entities; unknown ids are absent. */
    Uni<Map<Ulid, Place>> places(Set<Ulid> eventIds);

    /**
     * Transactions whose events do not follow each other without a gap, at most so many: the id of each with the
     * position of its first event.
     */
    Uni<Map<Ulid, Long>> scattered(int limit);

    /**
     * In which rows of a range the tables are not what they should be. What an earlier version of a model left in
     * another form, but with the same meaning, is no difference.
     */
    Uni<List<RowDifference>> differences(Replayed expected);

    /**
     * The answers kept for requests that may be sent again, behind one of them, in the order of their keys: each as it
     * is {@linkplain Answer#encode encoded}.
     */
    Uni<Map<RequestKey, byte[]>> answers(RequestKey after, int limit);

    /** The transactions of the events at these positions; positions without an event are absent. */
    Uni<Map<Long, Ulid>> transactions(Set<Long> positions);

    Uni<Void> close();

    /**
     * The place of an event.
     *
     * @param entityId its entity
     * @param position its position
     */
    record Place(Ulid entityId, long position) {

        /** In front of all events. */
        public static final Place START = new Place(Ulid.ZERO, 0);
    }
}
