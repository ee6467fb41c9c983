package org.ankurah.merge;

import org.ankurah.value.Ulid;

/**
 * Knows which events of an entity were applied before. Asked only for events that are not newer than the
 * whole head, since a newer one cannot have been applied.
 */
@FunctionalInterface
public interface AppliedEvents {

    /** For an entity whose events come from the log, once each and in order. */
    AppliedEvents IN_ORDER = id -> false;

    boolean contains(Ulid eventId);
}
