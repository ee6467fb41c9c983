package org.ankurah.faults;

import static org.ankurah.faults.Member.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ankurah.event.CommittedEvent;
import org.ankurah.faults.CommitGate.Message;
import org.ankurah.faults.CommitGate.Moment;
import org.ankurah.faults.CommitGate.Point;
import org.ankurah.faults.CommitGate.Strike;
import org.ankurah.faults.CutProxy.Way;
import org.ankurah.node.View;
import org.ankurah.storage.postgres.Projections;
import org.ankurah.storage.postgres.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The connection to the database breaks before, within and behind each message of a commit, one after the other. Each
 * time the commit is in the log as a whole or not at all, exactly once if its caller was told so; the next commits of
 * this node and of another one work; the live queries of both hear of everything; and the tables say what the log says.
 */
class CommitCutTest {

    private static final String DATABASE = "t_commitcut";
    private static final int ALL = 1_000_000;

    private final TestPostgres postgres = TestPostgres.get();
    private final CutProxy proxy = new CutProxy(postgres.port());
    private final Member node;

    /** The clock of the other machine is wrong. */
    private final Member other;

    private final View<Song> shared;
    private boolean locked;
    private int number;
    private long played;
    private long checkedUpTo;

    CommitCutTest() {
        postgres.createDatabase(DATABASE);
        // One connection, so that it is known which one breaks.
        node = new Member(postgres.sessionFactory(DATABASE, proxy.port(), 1), postgres.vertx(), Clock.systemUTC());
        other = new Member(
                postgres.sessionFactory(DATABASE, postgres.port(), 2),
                postgres.vertx(),
                Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-20)));
        shared = node.commit(t -> t.create(new Song("shared", null, null, 0)));
        node.commit(t -> t.edit(shared).increment(Song::plays, 1));
        played = 1;
    }

    @AfterEach
    void close() throws Exception {
        node.close();
        other.close();
        proxy.close();
    }

    @Test
    void cutAtEveryMessageOfACommitThatLocksFirst() throws Exception {
        locked = true;
        enumerate(false);
    }

    @Test
    void cutAtEveryMessageOfACommitThatDoesNot() throws Exception {
        locked = false;
        enumerate(false);
    }

    @Test
    void cutAtEveryMessageFromTheConnectOn() throws Exception {
        locked = true;
        enumerate(true);
    }

    private void enumerate(boolean fromConnect) throws Exception {
        List<Message> messages = record(fromConnect);
        int stored = 0;
        int acknowledged = 0;
        // What comes with a connection is the same for all connections: there one moment of each message serves.
        List<Point> points = points(messages).stream()
                .filter(point -> !fromConnect || point.moment() == Moment.WITHIN)
                .toList();
        for (Point point : points) {
            CommitGate gate = new CommitGate(fromConnect, point, Strike.CUT);
            StruckCommit commit = struck(gate);
            assertThat(gate.struck()).as("reached " + point).isTrue();
            stored += check(point, commit) ? 1 : 0;
            acknowledged += commit.acknowledged() ? 1 : 0;
        }
        System.out.printf(
                "CommitCutTest: %d messages, %d points, %d commits stored, %d acknowledged%n",
                messages.size(), points.size(), stored, acknowledged);
        assertThat(acknowledged).as("the node finds out and tries again").isEqualTo(points.size());
        Projections.assertTrue(sql -> postgres.query(DATABASE, sql), other.engine(), Member.MODELS.models());
    }

    /** The messages of a commit that nothing happens to. */
    private List<Message> record(boolean fromConnect) throws Exception {
        CommitGate looking = new CommitGate(fromConnect, null, Strike.CUT);
        StruckCommit commit = struck(looking);
        assertThat(commit.acknowledged()).isTrue();
        assertThat(check(null, commit)).isTrue();
        return looking.messages();
    }

    /** All points; of several messages of one type in a row, such as rows, only those of the first. */
    private static List<Point> points(List<Message> messages) {
        List<Point> points = new ArrayList<>();
        int[] seen = new int[Way.values().length];
        Message before = null;
        for (Message message : messages) {
            int index = seen[message.way().ordinal()]++;
            if (!message.equals(before)) {
                for (Moment moment : Moment.values()) {
                    points.add(new Point(message.way(), index, moment));
                }
            }
            before = message;
        }
        return points;
    }

    /** Warms the connection up or has it made anew, and commits through the gate. */
    private StruckCommit struck(CommitGate gate) throws InterruptedException {
        played += StruckCommit.warmUp(shared, ++number, node, other, locked);
        proxy.gate(gate);
        if (gate.fromConnect()) {
            proxy.cutAll();
        }
        StruckCommit commit;
        do {
            commit = StruckCommit.numbered(shared, number);
            commit.run(node);
            // The pool may not know yet that its connection is gone.
        } while (gate.messages().isEmpty());
        proxy.gate(CutProxy.Gate.OPEN);
        return commit;
    }

    private boolean check(Point point, StruckCommit commit) {
        try {
            other.commit(t -> t.edit(shared).set(Song::year, number));
            node.commitSoon(t -> t.edit(shared).set(Song::year, -number));
            List<CommittedEvent> log = await(other.engine().log(checkedUpTo, ALL));
            boolean stored = commit.check(log);
            played += stored ? 1 : 0;
            for (CommittedEvent event : log) {
                assertThat(event.position()).as("no gap").isEqualTo(++checkedUpTo);
            }
            Song now = await(other.context().get(Song.class, shared.id()))
                    .orElseThrow()
                    .model();
            assertThat(now.plays()).as("plays").isEqualTo(played);
            assertThat(now.year()).as("what was written last").isEqualTo(-number);
            node.checkLive();
            // Though the clock of the other node is behind, what it writes now is later.
            other.commit(t -> t.edit(shared).set(Song::year, 0));
            assertThat(await(node.context().get(Song.class, shared.id()))
                            .orElseThrow()
                            .model()
                            .year())
                    .isZero();
            other.checkLive();
            return stored;
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("at " + point + ": " + failure.getMessage(), failure);
        }
    }
}
