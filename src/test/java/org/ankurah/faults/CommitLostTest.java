package org.ankurah.faults;

import static org.ankurah.faults.Member.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.ankurah.event.CommittedEvent;
import org.ankurah.faults.CommitGate.Moment;
import org.ankurah.faults.CommitGate.Point;
import org.ankurah.faults.CutProxy.Passage;
import org.ankurah.faults.CutProxy.Way;
import org.ankurah.node.View;
import org.ankurah.storage.postgres.TestPostgres;
import org.junit.jupiter.api.Test;

/**
 * A node is cut off in the middle of a commit without anybody noticing: the connection stays, and nothing comes through
 * it any more. PostgreSQL ends the transaction after the time that the server sets for its connections, so the lock of
 * the log is free for others; and the node commits what it had begun, once.
 */
class CommitLostTest {

    private static final String DATABASE = "t_commitlost";

    @Test
    void lostNodeDoesNotKeepTheLockOfTheLog() throws Exception {
        TestPostgres postgres = TestPostgres.get();
        postgres.createDatabase(DATABASE);
        postgres.execute(DATABASE, "ALTER DATABASE " + DATABASE + " SET idle_in_transaction_session_timeout = '1s'");
        try (CutProxy proxy = new CutProxy(postgres.port());
                Member node = new Member(
                        postgres.sessionFactory(DATABASE, proxy.port(), 2), postgres.vertx(), Clock.systemUTC());
                Member other = new Member(
                        postgres.sessionFactory(DATABASE, postgres.port(), 2), postgres.vertx(), Clock.systemUTC())) {
            View<Song> shared = node.commit(t -> t.create(new Song("shared", null, null, 0)));
            // The first answer behind the one to BEGIN: the lock is taken and the log is read.
            Point locked = new Point(Way.TO_CLIENT, 2, Moment.BEFORE);
            CommitGate gate = new CommitGate(false, locked, (frame, moment) -> new Passage.Lost());
            proxy.gate(gate);
            StruckCommit commit = StruckCommit.numbered(shared, 1);
            Thread committing = new Thread(() -> commit.run(node), "lost commit");
            committing.start();
            assertThat(gate.struck()).isTrue();

            other.commit(t -> t.edit(shared).set(Song::year, 1));
            committing.join(Member.PATIENCE.toMillis());

            assertThat(commit.acknowledged()).isTrue();
            List<CommittedEvent> log = await(other.engine().log(0, 100));
            assertThat(commit.check(log)).isTrue();
            assertThat(log).hasSize(4);
            node.checkLive();
            other.checkLive();
        }
    }
}
