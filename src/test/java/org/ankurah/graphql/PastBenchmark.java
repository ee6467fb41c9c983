package org.ankurah.graphql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.Fetch;
import org.ankurah.query.Order;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.TestWriter;
import org.ankurah.storage.postgres.PostgresUnderTest;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/**
 * Prints what it costs to read the present by the length of the history, and the past by what has changed since. It
 * brings its own PostgreSQL, whose writes do not wait for the disk.
 */
final class PastBenchmark {

    private static final int SHORT = 10;
    private static final int LONG = 10_000;
    private static final int ENTITIES = 100_000;
    private static final int BATCH = 1_000;

    private final Api api;
    private final StorageEngine engine;
    private final TestWriter writer;
    private final ModelDescriptor customer;

    private PastBenchmark(StorageEngine engine) {
        this.engine = engine;
        this.api = new Api(Api.DEMO, new CountingEngine(engine));
        this.writer = new TestWriter(engine);
        this.customer = api.node.models().get("customer");
    }

    public static void main(String[] args) {
        try (PostgresUnderTest under = new PostgresUnderTest(PastBenchmark.class)) {
            new PastBenchmark(under.engine()).run();
        }
        System.exit(0);
    }

    private void run() {
        Ulid few = entity(SHORT);
        Ulid many = entity(LONG);
        long end = engine.position().await().indefinitely();
        for (int round = 0; round < 2; round++) {
            System.out.println(round == 0 ? "Warm-up" : "One entity, median");
            for (Ulid id : List.of(few, many)) {
                String events = (id.equals(few) ? SHORT : LONG) + " events";
                print(events + ", load", 2_000, i -> engine.load("customer", Set.of(id)));
                String document = "{ customer(id: \"" + id + "\") { firstName revision { position } } }";
                printRun(
                        events + ", GraphQL customer(id)",
                        2_000,
                        () -> api.run(document).at("customer", "firstName"));
            }
            print(
                    LONG + " events, load at the middle of them",
                    20,
                    i -> engine.at(end - LONG / 2).load("customer", Set.of(many)));
        }
        fill();
        pages();
    }

    private void pages() {
        long then = engine.position().await().indefinitely();
        int changed = 0;
        for (int more : List.of(0, 100, 10_000)) {
            change(more);
            changed += more;
            System.out.println("Of " + ENTITIES + " entities " + changed + " changed since, median");
            for (Selection selection : List.of(unordered(), byIndexed(), byPlain())) {
                String name = selection.order().isEmpty()
                        ? "by id"
                        : "by " + selection.order().get(0).path().property();
                Fetch fetch = Fetch.first(selection, 50);
                print(name + ", now", 20, i -> engine.fetch(fetch));
                print(name + ", then", 20, i -> engine.at(then).fetch(fetch));
            }
            print("count, now", 20, i -> engine.count(unordered()));
            print("count, then", 20, i -> engine.at(then).count(unordered()));
        }
    }

    private Selection unordered() {
        return Selection.all(customer);
    }

    private Selection byIndexed() {
        return by("email");
    }

    private Selection byPlain() {
        return by("lastName");
    }

    private Selection by(String property) {
        Path path = new Path(List.of(), property, List.of(), Scalar.STRING);
        return new Selection(customer, Predicate.TRUE, List.of(new Order(path, false)), null);
    }

    private final List<Ulid> filled = new ArrayList<>();

    private void fill() {
        for (int done = 0; done < ENTITIES; done += BATCH) {
            List<TestWriter.Step> steps = new ArrayList<>();
            for (int i = done; i < done + BATCH; i++) {
                steps.add(writer.creating(
                        customer,
                        Map.of(
                                "firstName", new Value.Str("first " + i),
                                "lastName", new Value.Str("last " + i * 7919 % ENTITIES),
                                "email", new Value.Str("mail" + i * 104729L % ENTITIES + "@example.org"))));
                filled.add(steps.get(steps.size() - 1).id());
            }
            writer.commit(steps);
        }
    }

    private void change(int count) {
        for (int done = 0; done < count; done += BATCH) {
            List<TestWriter.Step> steps = new ArrayList<>();
            for (int i = done; i < Math.min(count, done + BATCH); i++) {
                steps.add(writer.setting(
                        customer, filled.get(i * 9 + 1), Map.of("lastName", new Value.Str("changed " + i))));
            }
            writer.commit(steps);
        }
    }

    private Ulid entity(int events) {
        Ulid id = writer.create(
                customer, Map.of("firstName", new Value.Str("a"), "email", new Value.Str(events + "@example.org")));
        for (int done = 1; done < events; done += BATCH) {
            List<TestWriter.Step> steps = new ArrayList<>();
            for (int i = done; i < Math.min(events, done + BATCH); i++) {
                steps.add(writer.setting(customer, id, Map.of("firstName", new Value.Str("name " + i))));
            }
            writer.commit(steps);
        }
        return id;
    }

    private void print(String what, int times, IntFunction<io.smallrye.mutiny.Uni<?>> read) {
        printRun(what, times, () -> read.apply(0).await().indefinitely());
    }

    private void printRun(String what, int times, Runnable read) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            read.run();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.printf("  %-45s %10.0f µs%n", what, nanos[times / 2] / 1e3);
    }
}
