package org.ankurah.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.junit.jupiter.api.Test;

class HybridClockTest {

    private long now = 1000;
    private final HybridClock clock = new HybridClock(() -> now);

    @Test
    void followsTheWallClock() {
        assertThat(clock.next(Clock.EMPTY)).isEqualTo(1000L << 16);
        now = 1001;
        assertThat(clock.next(Clock.EMPTY)).isEqualTo(1001L << 16);
    }

    @Test
    void countsWithinAMillisecondAndWhenTheWallClockGoesBack() {
        long first = clock.next(Clock.EMPTY);
        assertThat(clock.next(Clock.EMPTY)).isEqualTo(first + 1);
        now = 3;
        assertThat(clock.next(Clock.EMPTY)).isEqualTo(first + 2);
    }

    @Test
    void aFullCounterMovesOnToTheNextMillisecond() {
        clock.observe(new Ulid(1000L << 16 | 0xFFFF, 0));

        assertThat(clock.next(Clock.EMPTY)).isEqualTo(1001L << 16);
    }

    @Test
    void isGreaterThanParentsAndWhatWasObserved() {
        long parent = 5000L << 16 | 7;

        assertThat(clock.next(Clock.of(new Ulid(4, 9), new Ulid(parent, -1)))).isEqualTo(parent + 1);
        clock.observe(new Ulid(6000L << 16, 0));
        assertThat(clock.next(Clock.EMPTY)).isEqualTo((6000L << 16) + 1);
    }

    @Test
    void comparesBeyondTheSignBit() {
        long late = -2L;

        assertThat(clock.next(Clock.of(new Ulid(late, 0)))).isEqualTo(-1L);
        assertThatThrownBy(() -> clock.next(Clock.EMPTY)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTimeThatIdsCannotHoldIsRefused() {
        now = -1;
        assertThatThrownBy(() -> clock.next(Clock.EMPTY)).isInstanceOf(IllegalStateException.class);
        now = 1L << 48;
        assertThatThrownBy(() -> clock.next(Clock.EMPTY)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readingsAlwaysGrow() {
        Seeds.each("hybrid clock", 200, random -> {
            HybridClock jumping = new HybridClock(() -> random.nextInt(50));
            long last = 0;
            for (int i = 0; i < 200; i++) {
                Ulid seen = new Ulid((long) random.nextInt(50) << 16 | random.nextInt(1 << 16), 0);
                boolean isParent = random.nextBoolean();
                if (!isParent) {
                    jumping.observe(seen);
                }
                long next = jumping.next(isParent ? Clock.of(seen) : Clock.EMPTY);
                assertThat(next).isGreaterThan(last).isGreaterThan(seen.high());
                last = next;
            }
        });
    }
}
