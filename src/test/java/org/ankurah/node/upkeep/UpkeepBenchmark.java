package org.ankurah.node.upkeep;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.Change;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Ref;
import org.ankurah.node.Context;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.Transaction;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.postgres.PostgresEngine;
import org.ankurah.storage.postgres.TestPostgres;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Prints how many events a second are checked, rebuilt (once when nothing is wrong with the tables, and once when no
 * row is left), saved and restored. Give the number of events as an argument, and how many each entity has.
 */
final class UpkeepBenchmark {

    private static final RecordModels MODELS = RecordModels.read(List.of(Track.class));
    private static final ModelDescriptor TRACK = MODELS.models().get("track");
    private static final String DATABASE = "upkeep_benchmark";
    private static final String RESTORED = "upkeep_benchmark_restored";
    private static final Path FILE = Path.of("target", "upkeep-benchmark.backup");
    private static final int OF_A_TRANSACTION = 2_000;

    private final StorageEngine engine;

    private UpkeepBenchmark(StorageEngine engine) {
        this.engine = engine;
    }

    @Model
    record Track(
            String name,
            @Nullable Ref<Track> album,
            @Nullable String composer,
            long milliseconds,
            BigDecimal unitPrice,
            @Nullable Double rating,
            boolean explicit,
            @Counter long plays) {}

    public static void main(String[] arguments) {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 240_000;
        int perEntity = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        TestPostgres.get().createDurableDatabase(DATABASE);
        Mutiny.SessionFactory factory = TestPostgres.get().sessionFactory(DATABASE);
        UpkeepBenchmark benchmark = new UpkeepBenchmark(
                new PostgresEngine(factory, TestPostgres.get().vertx()));
        System.out.printf("%,d events, %d of each entity%n", events, perEntity);
        benchmark.run(events, perEntity);
        factory.close();
        System.exit(0);
    }

    private void run(int events, int perEntity) {
        time("fill", events, () -> fill(events, perEntity));
        TestPostgres.get().execute(DATABASE, "VACUUM ANALYZE");
        for (int i = 0; i < 3; i++) {
            time("verify", events, this::verify);
            time("rebuild, nothing to do", events, this::rebuild);
            TestPostgres.get().execute(DATABASE, "TRUNCATE track");
            time("rebuild, all rows", events, this::rebuild);
            time("backup", events, this::backup);
            time("restore", events, this::restore);
        }
    }

    private static void time(String what, int events, Runnable work) {
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%-24s %10.1f s %12.0f events/s%n", what, seconds, events / seconds);
    }

    private void fill(int events, int perEntity) {
        Context context = Node.open(engine, MODELS, NodeOptions.defaults())
                .await()
                .indefinitely()
                .context(new Identity("benchmark"));
        for (int done = 0; done < events; done += OF_A_TRANSACTION * perEntity) {
            List<Ulid> ids = new ArrayList<>();
            context.transactAll(transaction -> create(transaction, ids)).await().indefinitely();
            for (int i = 1; i < perEntity; i++) {
                int rating = i;
                context.transactAll(transaction -> ids.forEach(id -> transaction.update(
                                TRACK,
                                id,
                                Map.of(
                                        "rating",
                                        new Change.SetTo(new Value.Real(rating)),
                                        "plays",
                                        Change.increment(1)),
                                null)))
                        .await()
                        .indefinitely();
            }
        }
    }

    private static void create(Transaction transaction, List<Ulid> ids) {
        for (int i = 0; i < OF_A_TRANSACTION; i++) {
            ids.add(transaction.create(
                    TRACK,
                    Map.of(
                            "name", new Value.Str("For Those About To Rock " + i),
                            "composer", new Value.Str("Angus Young, Malcolm Young, Brian Johnson"),
                            "milliseconds", new Value.Int(343_719),
                            "unitPrice", new Value.Decimal(new BigDecimal("0.99")))));
        }
    }

    private void verify() {
        Verification.Report report = Verification.run(engine, MODELS.models(), Watcher.NOBODY, System.out::println);
        if (report.findings() > 0) {
            throw new AssertionError(report);
        }
    }

    private void backup() {
        try (OutputStream out = Files.newOutputStream(FILE)) {
            Backup.write(engine, MODELS.models(), Instant.now(), out, Watcher.NOBODY);
        } catch (IOException | BackupException failure) {
            throw new AssertionError(failure);
        }
    }

    private void restore() {
        TestPostgres.get().createDurableDatabase(RESTORED);
        Mutiny.SessionFactory factory = TestPostgres.get().sessionFactory(RESTORED);
        StorageEngine empty = new PostgresEngine(factory, TestPostgres.get().vertx());
        empty.open(MODELS.models()).await().indefinitely();
        try {
            Restore.run(empty, MODELS.models(), FILE, Watcher.NOBODY);
            Files.delete(FILE);
        } catch (IOException | BackupException failure) {
            throw new AssertionError(failure);
        } finally {
            factory.close();
        }
    }

    private void rebuild() {
        System.out.println(Rebuild.run(engine, MODELS.models(), Watcher.NOBODY).mended());
    }
}
