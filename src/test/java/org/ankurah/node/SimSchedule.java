package org.ankurah.node;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** Virtual time: what is to happen when. Nothing happens but within {@link #step}, one thing after the other. */
final class SimSchedule {

    private static final Instant START = Instant.parse("2025-03-01T12:00:00Z");

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now;
    private long numbers;

    private record Task(long at, long number, Runnable work) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    /** Microseconds since the start. */
    long now() {
        return now;
    }

    /** What is given for the same time happens in the order in which it was given. */
    void at(long micros, Runnable work) {
        tasks.add(new Task(Math.max(now, micros), numbers++, work));
    }

    void after(long micros, Runnable work) {
        at(now + micros, work);
    }

    /** Does the next thing, if there is one up to a time. */
    boolean step(long upTo) {
        Task next = tasks.peek();
        if (next == null || next.at > upTo) {
            return false;
        }
        tasks.remove();
        now = next.at;
        next.work.run();
        return true;
    }

    /** Nothing happens until then. */
    void pass(long until) {
        now = Math.max(now, until);
    }

    /** A clock that goes with this time and is wrong by so much. */
    Clock clock(LongSupplier skewMillis) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return START.plusNanos(now * 1_000).plusMillis(skewMillis.getAsLong());
            }
        };
    }
}
