package org.ankurah.graphql;

import java.util.function.LongSupplier;

/**
 * Tells how fast somebody may go on: so many a second for long, and a burst of more at once. It
 * tells how long to wait. For one thread at a time.
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

    /** Takes one in any case; gives the milliseconds to wait before the next, 0 for none. */
    long take() {
        refill();
        left -= 1;
        return left >= 0 ? 0 : millisUntil(0);
    }

    /** Takes this many, no more than the burst, if they are there; if not, gives the milliseconds until they are. */
    long takeOrWait(int count) {
        refill();
        if (left < count) {
            return millisUntil(count);
        }
        left -= count;
        return 0;
    }

    private void refill() {
        long now = clock.getAsLong();
        left = Math.min(burst, left + (now - since) * perNano);
        since = now;
    }

    private long millisUntil(int count) {
        return 1 + (long) ((count - left) / perNano) / NANOS_PER_MILLI;
    }
}
