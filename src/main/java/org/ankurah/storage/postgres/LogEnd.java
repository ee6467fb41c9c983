package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.ankurah.event.CommittedEvent;
import org.ankurah.storage.CommitWork;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The end of the log at some time, by which a commit knows whether it is still there. The one row of
 * {@code ankurah_log} holds it.
 *
 * @param position of the last committed event
 * @param committedAt no later commit is before it; mostly when that event was committed
 */
record LogEnd(long position, Instant committedAt) {

    /** That of a log without events. */
    static final LogEnd EMPTY = new LogEnd(0, Instant.EPOCH);

    private static final String TOUCH = "UPDATE ankurah_log SET committed_at = coalesce(committed_at, TIMESTAMPTZ"
            + " 'epoch') + INTERVAL '1 microsecond'";

    /**
     * The end behind a decision. One that stores only what was answered moves the time by as little as can be told: who
     * looked before it does not know the answer.
     */
    LogEnd behind(CommitWork.Decision<?> decision) {
        if (decision.isEmpty()) {
            return this;
        }
        List<CommittedEvent> events = decision.events();
        if (events.isEmpty()) {
            return new LogEnd(position, committedAt.plus(1, ChronoUnit.MICROS));
        }
        CommittedEvent last = events.get(events.size() - 1);
        return new LogEnd(last.position(), last.committedAt());
    }

    /** The statement that makes another end of this one, if the log is still here. */
    String move(Sql sql, LogEnd next) {
        return "UPDATE ankurah_log SET \"position\" = " + sql.number(next.position()) + ", committed_at = "
                + time(sql, next) + " WHERE \"position\" = " + sql.number(position)
                + " AND coalesce(committed_at, TIMESTAMPTZ 'epoch') = " + time(sql, this);
    }

    private static String time(Sql sql, LogEnd end) {
        return sql.text(end.committedAt.toString(), "timestamptz");
    }

    /**
     * Locks the log until the transaction ends, and moves its end by as little as can be told: commits that were
     * decided before, and have not locked it, are not stored any more.
     */
    static Uni<Void> touch(Mutiny.StatelessSession session) {
        return new Sql().execute(session, TOUCH).replaceWithVoid();
    }
}
