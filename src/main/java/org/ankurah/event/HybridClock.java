package org.ankurah.event;

import org.ankurah.value.Ulid;

/**
 * A hybrid logical clock: 48 bits of milliseconds, then 16 bits that count within one. Follows the wall clock as
 * far as that is possible while each reading is greater than all before it and than everything it was shown, so a
 * wall clock that stands still or goes back is harmless. When a millisecond is counted full, the reading moves on to
 * the next one ahead of time. Readings compare as unsigned numbers and are the first half of an event's id.
 *
 * <p>Source: Kulkarni et al., Logical Physical Clocks (2014), with both parts in one number.
 *
 * <p>Not thread-safe: whoever owns it reads it from one thread or synchronises. After a restart it must be shown the
 * greatest event id that is stored.
 */
public final class HybridClock {

    private static final int COUNTER_BITS = 16;
    private static final long MAX_MILLIS = (1L << 48) - 1;

    private final TimeSource time;
    private long last;

    public HybridClock(TimeSource time) {
        this.time = time;
    }

    /** Takes note of an event id: all readings from now on are greater than its clock part. */
    public void observe(Ulid eventId) {
        last = max(last, eventId.high());
    }

    /** A reading that is greater than all before, than what was observed and than the clock parts of these parents. */
    public long next(Clock parents) {
        long millis = time.millis();
        if (millis < 0 || millis > MAX_MILLIS) {
            throw new IllegalStateException("the clock shows a time that event ids cannot hold: " + millis);
        }
        long greatest = max(last, parents.greatest().high());
        if (greatest == -1L) {
            throw new IllegalStateException("no event id is greater than the parents " + parents);
        }
        last = max(greatest + 1, millis << COUNTER_BITS);
        return last;
    }

    private static long max(long left, long right) {
        return Long.compareUnsigned(left, right) >= 0 ? left : right;
    }
}
