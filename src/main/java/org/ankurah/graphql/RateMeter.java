package org.ankurah.graphql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Measures how often each of very many clients asks. Those that have not asked for longest are forgotten when there are
 * too many, which gives them their burst again. Safe for all threads.
 */
final class RateMeter {

    /** About ten megabytes. */
    static final int MOST_CLIENTS = 50_000;

    private final RateLimits.Rate rate;
    private final LongSupplier clock;
    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    /** @param clock tells nanoseconds that only grow */
    RateMeter(RateLimits.Rate rate, LongSupplier clock) {
        this.rate = rate;
        this.clock = clock;
    }

    /** Lets a client do this many; 0 if so, otherwise the milliseconds until it may. */
    long take(String client, int count) {
        if (!rate.isLimited()) {
            return 0;
        }
        synchronized (buckets) {
            return buckets.computeIfAbsent(client, first -> new TokenBucket(rate.perSecond(), rate.burst(), clock))
                    .takeOrWait(Math.min(count, rate.burst()));
        }
    }

    int clients() {
        synchronized (buckets) {
            return buckets.size();
        }
    }
}
