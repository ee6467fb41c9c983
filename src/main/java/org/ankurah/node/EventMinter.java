package org.ankurah.node;

import java.security.SecureRandom;
import java.util.SortedMap;
import org.ankurah.event.Clock;
import org.ankurah.event.Event;
import org.ankurah.event.EventFactory;
import org.ankurah.event.HybridClock;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.event.TimeSource;
import org.ankurah.merge.Writer;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Makes events whose ids are greater than everything this node has seen. Safe to use from any thread. */
final class EventMinter {

    private final HybridClock clock;
    private final EventFactory factory;
    private final SecureRandom random = new SecureRandom();
    private final Writer writer;

    EventMinter(TimeSource time, int maxText) {
        this.writer = new Writer(random.nextLong() >>> (Long.SIZE - Writer.BITS), maxText);
        this.clock = new HybridClock(time);
        this.factory = new EventFactory(clock, new JvmDigest());
    }

    /** Who makes this node's changes: another one each time a process starts. */
    Writer writer() {
        return writer;
    }

    /** A genesis if {@code entityId} is null, otherwise an update. */
    synchronized Event mint(
            String collection,
            @Nullable Ulid entityId,
            Clock parents,
            Ulid transactionId,
            @Nullable String actor,
            SortedMap<String, Operation> operations,
            Lifecycle lifecycle) {
        return factory.create(
                collection, entityId, parents, transactionId, actor, random.nextLong(), operations, lifecycle);
    }

    /** Events made from now on sort behind this one. */
    synchronized void observe(Ulid eventId) {
        clock.observe(eventId);
    }
}
