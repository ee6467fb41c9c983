package org.ankurah.faults;

import static org.ankurah.faults.Member.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.ankurah.event.CommittedEvent;
import org.ankurah.faults.CommitGate.Message;
import org.ankurah.faults.CommitGate.Moment;
import org.ankurah.faults.CommitGate.Point;
import org.ankurah.faults.CommitGate.Strike;
import org.ankurah.faults.CutProxy.Passage;
import org.ankurah.faults.CutProxy.Way;
import org.ankurah.faults.PgFrames.Frame;
import org.ankurah.node.View;
import org.ankurah.server.EmbeddedPostgres;
import org.ankurah.storage.postgres.Projections;
import org.ankurah.storage.postgres.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL is killed with all of its processes while it works at each statement of a commit and after it has
 * answered each, and is started again. What was acknowledged is there, once; nothing is there in part; nodes that ran
 * all the time go on, and their live queries miss nothing.
 */
@EnabledOnOs(OS.LINUX)
class CommitCrashTest {

    private static final int ALL = 1_000_000;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private EmbeddedPostgres postgres;
    private CutProxy proxy;
    private Member node;
    private Member other;
    private View<Song> shared;
    private long played;
    private boolean locked;
    private int number;
    private Thread killer = new Thread();

    @AfterEach
    void close() throws Exception {
        node.close();
        other.close();
        proxy.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        postgres.close();
    }

    @Test
    void killedAtEachStatementOfACommitThatLocksFirst() throws Exception {
        locked = true;
        killedAtEachStatement();
    }

    @Test
    void killedAtEachStatementOfACommitThatDoesNot() throws Exception {
        locked = false;
        killedAtEachStatement();
    }

    private void killedAtEachStatement() throws Exception {
        postgres = EmbeddedPostgres.open(directory);
        proxy = new CutProxy(postgres.port());
        node = member();
        other = member();
        shared = node.commit(t -> t.create(new Song("shared", null, null, 0)));
        CommitGate looking = new CommitGate(false, null, Strike.CUT);
        StruckCommit first = warmedUp();
        proxy.gate(looking);
        first.run(node);
        proxy.gate(CutProxy.Gate.OPEN);
        assertThat(check(null, first)).isTrue();

        List<Point> points = points(looking.messages());
        int stored = 0;
        for (Point point : points) {
            stored += strike(point) ? 1 : 0;
        }
        System.out.printf("CommitCrashTest: %d crashes, %d commits stored%n", points.size(), stored);
        assertThat(stored).as("at least what was committed before the crash").isPositive();
        Projections.assertTrue(
                sql -> TestPostgres.query(vertx, postgres, postgres.database(), sql),
                other.engine(),
                Member.MODELS.models());
    }

    private Member member() {
        return new Member(
                TestPostgres.sessionFactory(vertx, postgres, postgres.database(), proxy.port(), 1),
                vertx,
                Clock.systemUTC());
    }

    /** While PostgreSQL works at a statement, and when it has answered it. */
    private static List<Point> points(List<Message> messages) {
        List<Point> points = new ArrayList<>();
        int[] seen = new int[Way.values().length];
        for (Message message : messages) {
            int index = seen[message.way().ordinal()]++;
            boolean asks = message.way() == Way.TO_SERVER && (message.type() == 'Q' || message.type() == 'S');
            boolean answers = message.way() == Way.TO_CLIENT && message.type() == 'Z';
            if (asks) {
                points.add(new Point(message.way(), index, Moment.BEHIND));
            } else if (answers) {
                points.add(new Point(message.way(), index, Moment.BEFORE));
            }
        }
        return points;
    }

    /** Kills PostgreSQL before the message goes on, or while PostgreSQL receives it and works. */
    private Passage crash(Frame frame, Moment moment) {
        if (moment == Moment.BEFORE) {
            kill();
            return new Passage.Cut(0);
        }
        killer = new Thread(this::kill, "killer");
        killer.start();
        return Passage.WHOLE;
    }

    private void kill() {
        try {
            Kill.crash(directory.resolve("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A commit of which the connection knows the statements, so that its messages are those that were recorded. */
    private StruckCommit warmedUp() {
        played += StruckCommit.warmUp(shared, ++number, node, other, locked);
        return StruckCommit.numbered(shared, number);
    }

    /** Has PostgreSQL crash at a point of a commit and starts it again; returns whether the commit was stored. */
    private boolean strike(Point point) throws Exception {
        StruckCommit commit = warmedUp();
        CommitGate gate = new CommitGate(false, point, this::crash);
        proxy.gate(gate);
        Thread committing = new Thread(() -> commit.run(node), "struck commit");
        committing.start();
        assertThat(gate.struck()).as("reached " + point).isTrue();
        proxy.gate(CutProxy.Gate.OPEN);
        restart();
        committing.join(Member.PATIENCE.toMillis() * 2);
        assertThat(committing.isAlive()).as("waits for ever at " + point).isFalse();
        return check(point, commit);
    }

    private void restart() throws Exception {
        killer.join();
        postgres.close();
        postgres = EmbeddedPostgres.open(directory);
        proxy.target(postgres.port());
    }

    private boolean check(Point point, StruckCommit commit) {
        try {
            node.commitSoon(t -> t.edit(shared).set(Song::year, number));
            other.commitSoon(t -> t.edit(shared).set(Song::year, -number));
            List<CommittedEvent> log = await(other.engine().log(0, ALL));
            boolean stored = commit.check(log);
            played += stored ? 1 : 0;
            long position = 0;
            for (CommittedEvent event : log) {
                assertThat(event.position()).as("no gap").isEqualTo(++position);
            }
            Song now = await(other.context().get(Song.class, shared.id()))
                    .orElseThrow()
                    .model();
            assertThat(now.plays()).as("plays").isEqualTo(played);
            other.checkLive();
            node.commit(t -> t.edit(shared).set(Song::year, 0));
            node.checkLive();
            return stored;
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("at " + point + ": " + failure.getMessage(), failure);
        }
    }
}
