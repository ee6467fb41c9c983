package org.ankurah.graphql;

import java.util.concurrent.atomic.AtomicInteger;
import org.ankurah.value.AnkurahException;

/** How many entities and events an answer may still be made of. Nested pages multiply; this is where they stop. */
final class ReadBudget {

    /** A hundred full pages: beyond that the answer is tens of megabytes. */
    static final int MAX_READS = 100_000;

    private final AtomicInteger left = new AtomicInteger(MAX_READS);

    /** @throws AnkurahException with {@code LIMIT_EXCEEDED}, if it is used up */
    void spend(int count) {
        if (left.addAndGet(-count) < 0) {
            throw AnkurahException.limitExceeded(
                    "An answer is made of at most " + MAX_READS + " entities and events. Ask for smaller pages.");
        }
    }

    /** Starts again, for the next payload of a subscription. */
    void renew() {
        left.set(MAX_READS);
    }
}
