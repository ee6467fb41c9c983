package org.ankurah.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ankurah.faults.CutProxy.Passage;
import org.ankurah.faults.CutProxy.Way;
import org.ankurah.faults.PgFrames.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Follows one commit through the proxy: counts its messages, from the one that begins the transaction (or the one that
 * begins its connection) to the answer of the one that ends it, and strikes at one of them.
 */
final class CommitGate implements CutProxy.Gate {

    private final boolean fromConnect;
    private final @Nullable Point point;
    private final Strike strike;
    private final List<Message> messages = new ArrayList<>();
    private final CountDownLatch struck = new CountDownLatch(1);
    private long link = -1;
    private boolean inTransaction;
    private int statements;
    private boolean ending;
    private boolean done;

    /** A message of the commit that was seen, by its way and type. */
    record Message(Way way, char type) {}

    /** Where in a message the connection breaks. */
    enum Moment {
        /** Nothing of it is passed on. */
        BEFORE,
        /** Half of it is passed on. */
        WITHIN,
        /** All of it is passed on, and nothing comes back. */
        BEHIND
    }

    /**
     * A point inside a commit.
     *
     * @param message counts the messages that go this way, from 0
     */
    record Point(Way way, int message, Moment moment) {}

    /** What happens at the point. */
    interface Strike {
        Strike CUT = (frame, moment) -> new Passage.Cut(
                switch (moment) {
                    case BEFORE -> 0;
                    case WITHIN -> frame.bytes().length / 2;
                    case BEHIND -> frame.bytes().length;
                });

        Passage at(Frame frame, Moment moment);
    }

    /**
     * @param fromConnect whether the messages are counted that make the connection as well; the commit must be the
     *     first to connect then
     * @param point where to strike, or null to look on
     */
    CommitGate(boolean fromConnect, @Nullable Point point, Strike strike) {
        this.fromConnect = fromConnect;
        this.point = point;
        this.strike = strike;
    }

    boolean fromConnect() {
        return fromConnect;
    }

    /** The messages seen so far. */
    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Whether the point was reached, waiting a moment for it. */
    boolean struck() throws InterruptedException {
        return struck.await(10, TimeUnit.SECONDS);
    }

    @Override
    public synchronized Passage pass(long onLink, Way way, Frame frame) {
        if (link < 0 && begins(frame)) {
            link = onLink;
        }
        if (onLink != link || done) {
            return Passage.WHOLE;
        }
        int number = (int) messages.stream().filter(seen -> seen.way == way).count();
        messages.add(new Message(way, frame.type()));
        ending |= ends(frame);
        done = ending && way == Way.TO_CLIENT && frame.type() == 'Z';
        if (point != null && point.way == way && point.message == number) {
            done = true;
            Passage passage = strike.at(frame, point.moment);
            struck.countDown();
            return passage;
        }
        return Passage.WHOLE;
    }

    private boolean begins(Frame frame) {
        return fromConnect ? frame.type() == PgFrames.STARTUP : frame.isStatement("BEGIN") || isOfCommit(frame);
    }

    /** A commit without a transaction around it has two statements, and is over if the second one wrote something. */
    private boolean ends(Frame frame) {
        inTransaction |= frame.isStatement("BEGIN");
        statements += isOfCommit(frame) ? 1 : 0;
        return inTransaction
                ? frame.isStatement("COMMIT")
                : statements == 2 && frame.type() == 'C' && frame.has("SELECT 1");
    }

    private static boolean isOfCommit(Frame frame) {
        return frame.type() == 'B' && frame.has(StruckCommit.NAME);
    }
}
