package org.ankurah.event;

import java.util.Optional;
import org.ankurah.value.Ulid;

/** Checks an event that came from elsewhere before anything is made of it. Thread-safe. */
public final class EventCheck {

    /** How far an event's clock may be ahead of ours, in milliseconds, unless configured otherwise. */
    public static final long DEFAULT_MAX_DRIFT = 5 * 60 * 1000;

    private final Digest digest;
    private final TimeSource time;
    private final long maxDrift;

    /**
     * @param maxDrift how far an event's clock may be ahead, in milliseconds
     */
    public EventCheck(Digest digest, TimeSource time, long maxDrift) {
        this.digest = digest;
        this.time = time;
        this.maxDrift = maxDrift;
    }

    /** Why an event is refused; empty if nothing is wrong with it. */
    public Optional<Refusal> verify(Event event) {
        if (event.isGenesis() != event.entityId().equals(event.id())) {
            return Optional.of(Refusal.FOREIGN_ENTITY);
        }
        for (Ulid parent : event.parents().ids()) {
            if (Long.compareUnsigned(event.id().high(), parent.high()) <= 0) {
                return Optional.of(Refusal.NOT_AFTER_PARENT);
            }
        }
        if (event.id().millis() > time.millis() + maxDrift) {
            return Optional.of(Refusal.FROM_THE_FUTURE);
        }
        if (event.isErased()) {
            return Optional.of(Refusal.ERASED);
        }
        return event.id().equals(EventIds.expected(event, digest))
                ? Optional.empty()
                : Optional.of(Refusal.OTHER_CONTENT);
    }

    /** What can be wrong with an event. None of it is mended by sending the event again as it is. */
    public enum Refusal {
        /** A genesis that names another entity, or an update that claims to be its entity's genesis. */
        FOREIGN_ENTITY,
        /** The clock half of the id is not greater than that of every parent: later would not sort greater. */
        NOT_AFTER_PARENT,
        /** The clock half is ahead of our time by more than is allowed: the sender has to correct its clock. */
        FROM_THE_FUTURE,
        /** The content was erased, so that it cannot be checked. Believe it only if its entity was purged later. */
        ERASED,
        /** The id is the check of other content: the event was damaged or forged. */
        OTHER_CONTENT
    }
}
