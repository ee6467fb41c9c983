package org.ankurah.storage.postgres;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestModels.Property;
import org.ankurah.storage.TestWriter;
import org.ankurah.storage.TestWriter.Step;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.RefType;
import org.ankurah.value.ValueType.Scalar;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Prints how many events a second are durably committed, one commit after the other as a node's committer does
 * it, by the number of events per commit: creates, and updates of entities that exist.
 *
 * <pre>
 * ./mvnw -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath \
 *   &amp;&amp; java -cp target/test-classes:target/classes:$(cat target/classpath) \
 *     org.ankurah.storage.postgres.CommitBenchmark
 * </pre>
 */
final class CommitBenchmark {

    private static final ModelDescriptor TRACK = TestModels.model(
            "Track",
            Property.of("name", Scalar.STRING),
            Property.of("album", new RefType("track")).optional(),
            Property.of("composer", Scalar.STRING).optional(),
            Property.of("milliseconds", Scalar.LONG),
            Property.of("unitPrice", Scalar.DECIMAL),
            Property.of("rating", Scalar.DOUBLE).optional(),
            Property.of("explicit", Scalar.BOOLEAN),
            Property.of("plays", Scalar.LONG).counter());

    private static final Models MODELS = TestModels.models(TRACK);
    private static final long WARM_UP_SECONDS = 3;
    private static final long SECONDS = 5;

    private final TestWriter writer;
    private final List<Ulid> created = new ArrayList<>();
    private int next;

    private CommitBenchmark(StorageEngine engine) {
        this.writer = new TestWriter(engine);
    }

    public static void main(String[] args) {
        String database = "commit_benchmark";
        TestPostgres.get().createDurableDatabase(database);
        Mutiny.SessionFactory factory = TestPostgres.get().sessionFactory(database);
        StorageEngine engine = new PostgresEngine(factory, TestPostgres.get().vertx());
        engine.open(MODELS).await().indefinitely();
        CommitBenchmark benchmark = new CommitBenchmark(engine);
        System.out.printf("%-8s %10s %12s %12s %14s%n", "events", "", "events/s", "ms/commit", "JVM µs/event");
        for (int batch : List.of(1, 16, 256, 1_000)) {
            benchmark.run("create", batch, benchmark::creating);
            benchmark.run("update", batch, benchmark::updating);
        }
        factory.close();
        System.exit(0);
    }

    private void run(String what, int batch, Supplier<Step> step) {
        repeat(batch, step, WARM_UP_SECONDS);
        long begin = System.nanoTime();
        long cpu = cpuNanos();
        long commits = repeat(batch, step, SECONDS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%-8d %10s %12.0f %12.2f %14.1f%n",
                batch,
                what,
                commits * batch / seconds,
                seconds * 1_000 / commits,
                (cpuNanos() - cpu) / 1e3 / (commits * batch));
    }

    /** Of this process alone: the database has its own. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private long repeat(int batch, Supplier<Step> step, long seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long commits = 0;
        while (System.nanoTime() < end) {
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                steps.add(step.get());
            }
            writer.commit(steps);
            commits++;
        }
        return commits;
    }

    private Step creating() {
        Step step = writer.creating(
                TRACK,
                Map.of(
                        "name", new Value.Str("For Those About To Rock " + created.size()),
                        "composer", new Value.Str("Angus Young, Malcolm Young, Brian Johnson"),
                        "milliseconds", new Value.Int(343_719),
                        "unitPrice", new Value.Decimal(new BigDecimal("0.99"))));
        created.add(step.id());
        return step;
    }

    private Step updating() {
        next = (next + 1) % created.size();
        return writer.setting(TRACK, created.get(next), Map.of("rating", new Value.Real(next)));
    }
}
