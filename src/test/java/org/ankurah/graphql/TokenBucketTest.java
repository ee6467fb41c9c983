package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** So many at once, so many a second for long, and never a no. */
class TokenBucketTest {

    private final AtomicLong nanos = new AtomicLong(5);
    private final TokenBucket bucket = new TokenBucket(100, 10, nanos::get);

    @Test
    void aBurstIsFreeAndThenEachWaitsItsTurn() {
        for (int i = 0; i < 10; i++) {
            assertThat(bucket.take()).isZero();
        }

        assertThat(bucket.take()).isBetween(10L, 11L);
        assertThat(bucket.take()).isBetween(20L, 21L);
    }

    @Test
    void restingGivesTheBurstBackAndNoMore() {
        for (int i = 0; i < 10; i++) {
            bucket.take();
        }
        nanos.addAndGet(3_600_000_000_000L);

        for (int i = 0; i < 10; i++) {
            assertThat(bucket.take()).isZero();
        }
        assertThat(bucket.take()).isPositive();
    }

    @Test
    void whoKeepsThePaceNeverWaits() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(bucket.take()).isZero();
            nanos.addAndGet(10_000_000);
        }
    }
}
