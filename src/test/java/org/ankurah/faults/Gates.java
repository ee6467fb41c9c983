package org.ankurah.faults;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.ankurah.faults.CutProxy.Gate;
import org.ankurah.faults.CutProxy.Passage;
import org.ankurah.faults.CutProxy.Way;
import org.ankurah.faults.PgFrames.Frame;

/** What may happen to the messages of a connection besides being passed on. */
final class Gates {

    private Gates() {}

    /** Cuts at a random byte of one message of so many. */
    static final class Cutting implements Gate {

        private final Random random;
        private final int oneOf;

        Cutting(long seed, int oneOf) {
            this.random = new Random(seed);
            this.oneOf = oneOf;
        }

        @Override
        public synchronized Passage pass(long link, Way way, Frame frame) {
            return random.nextInt(oneOf) == 0
                    ? new Passage.Cut(random.nextInt(frame.bytes().length + 1))
                    : Passage.WHOLE;
        }
    }

    /** Holds all messages back until it is told to let them go. */
    static final class Holding implements Gate {

        private final CountDownLatch open = new CountDownLatch(1);

        void release() {
            open.countDown();
        }

        @Override
        public Passage pass(long link, Way way, Frame frame) {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Passage.WHOLE;
        }
    }
}
