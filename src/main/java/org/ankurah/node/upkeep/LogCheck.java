package org.ankurah.node.upkeep;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.EventCheck;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.node.JvmDigest;
import org.ankurah.node.upkeep.Finding.Kind;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.Ulid;

/** Checks each event of a log by itself and against the one before it. */
final class LogCheck {

    /** Whatever is in the log was once accepted, so no event comes from the future. */
    private final EventCheck check = new EventCheck(new JvmDigest(), () -> 0, Long.MAX_VALUE);

    private final Consumer<Finding> findings;

    /** The first erased event of each entity of which no purge was found yet. */
    private final Map<Ulid, StoredEvent> erased = new LinkedHashMap<>();

    private long position;
    private Instant time = Instant.MIN;

    /** @param position of the event in front of the first one */
    LogCheck(long position, Consumer<Finding> findings) {
        this.position = position;
        this.findings = findings;
    }

    /** The position of the last event. */
    long position() {
        return position;
    }

    /** Takes the next event. */
    void add(StoredEvent event) {
        expect(event.position() - 1, "position " + event.position());
        position = event.position();
        if (event.committedAt().isBefore(time)) {
            report(Kind.TIME, event, "was committed at " + event.committedAt() + ", before the one in front of it");
        }
        time = event.committedAt();
        checkContent(event);
    }

    /** Reports positions that were passed over. */
    private void expect(long before, String place) {
        if (before > position) {
            String missing = before == position + 1
                    ? "position " + before + " is missing"
                    : "the positions " + (position + 1) + " to " + before + " are missing";
            findings.accept(new Finding(Kind.POSITION, place, missing));
        }
    }

    /** Takes the end of the log as the store has noted it. */
    void end(long noted) {
        erased.values().forEach(event -> report(Kind.CONTENT, event, "it is erased, but its entity was never purged"));
        if (noted != position) {
            findings.accept(new Finding(
                    Kind.POSITION,
                    "end of the log",
                    "noted as position " + noted + ", but the last event has " + position));
        }
    }

    private void checkContent(StoredEvent event) {
        CommittedEvent committed;
        try {
            committed = event.decode();
        } catch (MalformedBytesException unreadable) {
            report(Kind.CONTENT, event, "its content cannot be read: " + unreadable.getMessage());
            return;
        }
        check.verify(committed.event()).ifPresent(refusal -> {
            switch (refusal) {
                case FOREIGN_ENTITY ->
                    report(
                            Kind.HISTORY,
                            event,
                            committed.event().isGenesis()
                                    ? "it has no parents, but is not the genesis of entity " + event.entityId()
                                    : "it has parents, but its id is that of its entity");
                case NOT_AFTER_PARENT -> report(Kind.HISTORY, event, "its id is not greater than those of its parents");
                case ERASED -> erased.putIfAbsent(event.entityId(), event);
                case OTHER_CONTENT -> report(Kind.CONTENT, event, "its id was made for other content");
                case FROM_THE_FUTURE -> report(Kind.CONTENT, event, "its id lies beyond all time");
            }
        });
        if (committed.event().lifecycle() == Lifecycle.PURGED) {
            erased.remove(event.entityId());
        }
        if (!new Clock(event.parents()).ids().equals(event.parents())) {
            report(Kind.HISTORY, event, "its parents are not in order");
        }
    }

    private void report(Kind kind, StoredEvent event, String what) {
        findings.accept(new Finding(kind, place(event), what));
    }

    static String place(StoredEvent event) {
        return "position " + event.position() + ", " + event.collection() + " event " + event.id();
    }
}
