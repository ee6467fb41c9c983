package org.ankurah.graphql;

import java.util.function.LongSupplier;

/**
 * Tells how fast somebody may go on: so many a second for long, and a burst of more at once. It never says no, only
 * how long to wait. For one thread at a time.
 */
final class TokenBucket {

    private static final double NANOS = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final double perNano;
    private final double burst;
    private final LongSupplier clock;
    private double left;
    private long since;

    /** @param clock tells nanoseconds that only grow */
    TokenBucket(int perSecond, int burst, LongSupplier clock) {
        this.perNano = perSecond / NANOS;
        this.burst = burst;
        this.clock = clock;
        this.left = burst;
        this.since = clock.getAsLong();
    }

    /** Takes one; gives the milliseconds to wait before the next, 0 for none. */
    long take() {
        long now = clock.getAsLong();
        left = Math.min(burst, left + (now - since) * perNano) - 1;
        since = now;
        return left >= 0 ? 0 : 1 + (long) (-left / perNano) / NANOS_PER_MILLI;
    }
}
