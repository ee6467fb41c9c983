package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.ankurah.model.RecordModels;
import org.ankurah.node.FollowingCases.Song;
import org.ankurah.storage.postgres.PostgresUnderTest;

/**
 * Prints what it costs a node to follow another one on the same PostgreSQL: how long a commit takes to get there, what
 * an entity with a long history costs, and what telling and asking cost a node that is alone.
 *
 * <pre>
 * ./mvnw -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath \
 *   &amp;&amp; java -cp target/test-classes:target/classes:$(cat target/classpath) \
 *     org.ankurah.node.FollowBenchmark
 * </pre>
 */
final class FollowBenchmark {

    private static final int HISTORY = 10_000;
    private static final int COMMITS = 1_000;
    private static final int CLIENTS = 32;
    private static final Duration LOAD = Duration.ofSeconds(8);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Following NEVER = Following.POLL.withInterval(Duration.ofHours(1));

    private final PostgresUnderTest store = new PostgresUnderTest(FollowBenchmark.class);

    private FollowBenchmark() {}

    public static void main(String[] args) throws InterruptedException {
        FollowBenchmark benchmark = new FollowBenchmark();
        benchmark.latency(Following.NOTIFY);
        benchmark.latency(Following.POLL);
        benchmark.longHistory();
        for (int round = 0; round < 2; round++) {
            benchmark.alone("no following", NEVER);
            benchmark.alone("notify", Following.NOTIFY);
            benchmark.alone("poll", Following.POLL);
        }
        benchmark.store.close();
        System.exit(0);
    }

    private Node open(Following following) {
        return await(Node.open(
                store.engine(),
                RecordModels.read(List.of(Song.class)),
                NodeOptions.defaults().withFollowing(following)));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(1));
    }

    private static Context context(Node node) {
        return node.context(Identity.ANONYMOUS);
    }

    private void latency(Following following) throws InterruptedException {
        store.clear();
        try (Node writer = open(following);
                Node reader = open(following)) {
            BlockingQueue<Long> told = new LinkedBlockingQueue<>();
            Cancellable live =
                    context(reader).subscribe(Song.class, "").subscribe().with(payload -> told.add(System.nanoTime()));
            told.poll(1, TimeUnit.MINUTES);
            long[] nanos = new long[COMMITS];
            for (int i = 0; i < COMMITS; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                await(context(writer).transact(t -> t.create(new Song("Song", 0))));
                long committed = System.nanoTime();
                nanos[i] = told.poll(1, TimeUnit.MINUTES) - committed;
            }
            live.cancel();
            Arrays.sort(nanos);
            System.out.printf(
                    "%-8s receipt on one node to live query on another: p50 %.2f ms, p99 %.2f ms%n",
                    following.told() ? "notify" : "poll", nanos[COMMITS / 2] / 1e6, nanos[COMMITS * 99 / 100] / 1e6);
        }
    }

    private void longHistory() {
        store.clear();
        try (Node writer = open(NEVER)) {
            View<Song> song = await(context(writer).transact(t -> t.create(new Song("Hot", 0))));
            for (int i = 0; i < HISTORY / 100; i++) {
                await(context(writer).transactAll(t -> {
                    for (int n = 0; n < 100; n++) {
                        t.edit(song).increment(Song::plays, 1);
                    }
                }));
            }
            try (Node follower = open(NEVER)) {
                long start = await(context(writer).position());
                for (int i = 0; i < COMMITS; i++) {
                    await(context(writer).transactAll(t -> t.edit(song).increment(Song::plays, 1)));
                }
                long begin = System.nanoTime();
                await(follower.feed().follow(start + 1));
                long first = System.nanoTime();
                for (int i = 2; i <= COMMITS; i++) {
                    await(follower.feed().follow(start + i));
                }
                System.out.printf(
                        "an entity of %,d events: the first commit followed in %.1f ms, %,d more one by one in %.2f ms"
                                + " each%n",
                        start, (first - begin) / 1e6, COMMITS - 1, (System.nanoTime() - first) / 1e6 / (COMMITS - 1));
            }
        }
    }

    private void alone(String name, Following following) {
        store.clear();
        try (Node node = open(following)) {
            load(node, LOAD.dividedBy(2));
            long cpu = cpuNanos();
            long commits = load(node, LOAD);
            long busy = cpuNanos() - cpu;
            cpu = cpuNanos();
            LockSupport.parkNanos(IDLE.toNanos());
            System.out.printf(
                    "alone, %-12s %,6d transactions/s, JVM %.0f µs each; idle %.2f %% of a core%n",
                    name,
                    commits / LOAD.toSeconds(),
                    busy / 1e3 / commits,
                    100.0 * (cpuNanos() - cpu) / IDLE.toNanos());
        }
    }

    private static long load(Node node, Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        AtomicLong commits = new AtomicLong();
        List<Uni<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Uni.createFrom()
                    .deferred(() -> context(node).transact(t -> t.create(new Song("Song", 0))))
                    .invoke(commits::incrementAndGet)
                    .repeat()
                    .whilst(done -> System.nanoTime() < end)
                    .collect()
                    .last()
                    .replaceWithVoid());
        }
        await(Uni.join().all(clients).andFailFast());
        return commits.get();
    }

    /** Of this process alone: the database has its own. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
