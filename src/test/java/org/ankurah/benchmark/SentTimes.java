package org.ankurah.benchmark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** When which keystroke was sent, and how long it took to others. Safe to use from any thread. */
final class SentTimes {

    private final Map<Long, Long> sent = new ConcurrentHashMap<>();
    private final Samples arrivals = new Samples();
    private final Samples answers = new Samples();
    private final LongAdder payloads = new LongAdder();

    private static long key(long writer, long clock) {
        return writer << 32 | clock;
    }

    void sent(long writer, long clock) {
        sent.put(key(writer, clock), System.nanoTime());
    }

    /** The keystrokes of a writer from one to another came to somebody else. */
    synchronized void arrived(long writer, long from, long to) {
        long now = System.nanoTime();
        for (long clock = from; clock < to; clock++) {
            Long began = sent.get(key(writer, clock));
            if (began != null) {
                arrivals.add(now - began);
            }
        }
    }

    synchronized void answered(long nanos) {
        answers.add(nanos);
    }

    void payload() {
        payloads.increment();
    }

    /** Forgets what came before. */
    synchronized void measure() {
        arrivals.clear();
        answers.clear();
        payloads.reset();
    }

    synchronized void print(int editors) {
        System.out.printf(
                "keystroke to each of %d others: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms (%,d arrivals in %,d payloads)%n",
                editors - 1,
                arrivals.millis(50),
                arrivals.millis(95),
                arrivals.millis(99),
                arrivals.size(),
                payloads.sum());
        System.out.printf(
                "keystroke to its acknowledgement: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
                answers.millis(50), answers.millis(95), answers.millis(99));
    }
}
