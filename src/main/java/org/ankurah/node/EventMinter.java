package org.ankurah.node;

import com.github.f4b6a3.ulid.UlidFactory;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
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

/**
 * Makes events whose ids are greater than everything this node has seen, and the other ids of the node. Safe to use from
 * any thread.
 */
final class EventMinter {

    private final TimeSource time;
    private HybridClock clock;
    private EventFactory factory;

    /** By how much our clock is behind, in milliseconds. */
    private volatile long behind;

    private final RandomGenerator random;
    private final UlidFactory ids;
    private final Writer writer;

    /** @param random where ids and nonces come from; safe to use from any thread */
    EventMinter(TimeSource time, int maxText, RandomGenerator random) {
        this.random = random;
        this.writer = new Writer(random.nextLong() >>> (Long.SIZE - Writer.BITS), maxText);
        this.time = time;
        this.clock = new HybridClock(this::millis);
        this.factory = new EventFactory(clock, new JvmDigest());
        this.ids = UlidFactory.newMonotonicInstance((LongSupplier) random::nextLong, this::millis);
    }

    /** The time, in milliseconds since 1970. */
    long millis() {
        return time.millis() + behind;
    }

    /** A new id of anything but an event. */
    Ulid newId() {
        return Ulid.fromUuid(ids.create().toUuid());
    }

    /**
     * Takes over the time of somebody who knows it better. Events that were made from now on may sort before earlier
     * ones of this node, if its clock was fast; never before what they are built on.
     *
     * @param now in milliseconds since 1970
     */
    synchronized void setTime(long now) {
        behind = now - time.millis();
        clock = new HybridClock(this::millis);
        factory = new EventFactory(clock, new JvmDigest());
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
