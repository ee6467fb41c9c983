package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ankurah.event.Lifecycle;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.StorageEngineContract;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestWriter;
import org.ankurah.storage.TestWriter.Step;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

/**
 * After random commits, some of them refused, the tables of the collections are what a replay of the log gives:
 * states and columns. {@code -Dankurah.test.seed=…} repeats a run.
 */
class RandomCommitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int COMMITS = 60;

    private final long seed = Long.getLong("ankurah.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Ulid> makers = new ArrayList<>();
    private final List<Ulid> things = new ArrayList<>();

    @Test
    void tablesAreAReplayOfTheLog() {
        System.out.println("RandomCommitsTest: -Dankurah.test.seed=" + seed);
        try (PostgresUnderTest under = new PostgresUnderTest(getClass())) {
            StorageEngine engine = under.engine();
            engine.open(TestModels.ALL).await().atMost(PATIENCE);
            TestWriter writer = new TestWriter(engine);
            makers.add(writer.create(TestModels.MAKER, Map.of()));
            things.add(writer.create(TestModels.THING, Map.of()));
            for (int i = 0; i < COMMITS; i++) {
                commit(engine, writer);
            }

            StorageEngine again = under.engine();
            again.open(TestModels.ALL).await().atMost(PATIENCE);

            Projections.assertTrue(under, again, TestModels.ALL);
        }
    }

    private void commit(StorageEngine engine, TestWriter writer) {
        List<Step> steps = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            steps.add(step(writer));
        }
        if (random.nextInt(15) == 0) {
            long before = engine.position().await().atMost(PATIENCE);
            // An id that is in the log already: the database refuses the whole commit.
            steps.add(new Step(TestModels.MAKER, makers.get(0), true, Map.of(), Lifecycle.UNCHANGED));
            assertThat(engine.commit(writer.work(steps))
                            .onItem()
                            .transform(events -> "stored")
                            .onFailure()
                            .recoverWithItem("refused")
                            .await()
                            .atMost(PATIENCE))
                    .isEqualTo("refused");
            assertThat(engine.position().await().atMost(PATIENCE)).isEqualTo(before);
            return;
        }
        writer.commit(steps);
        steps.stream()
                .filter(Step::create)
                .forEach(step -> (step.model() == TestModels.MAKER ? makers : things).add(step.id()));
    }

    private Step step(TestWriter writer) {
        ModelDescriptor model = random.nextInt(3) == 0 ? TestModels.MAKER : TestModels.THING;
        List<Ulid> known = model == TestModels.MAKER ? makers : things;
        Ulid id = known.get(random.nextInt(known.size()));
        return switch (random.nextInt(6)) {
            case 0, 1 -> writer.creating(model, values(model));
            case 2 ->
                random.nextInt(4) == 0 ? writer.purging(model, id) : writer.deleting(model, id, random.nextBoolean());
            case 3 ->
                writer.adding(
                        TestModels.THING, things.get(random.nextInt(things.size())), "plays", random.nextInt(9) - 4);
            default -> writer.setting(model, id, values(model));
        };
    }

    private Map<String, Value> values(ModelDescriptor model) {
        Ulid maker = makers.get(random.nextInt(makers.size()));
        Map<String, Value> all = model == TestModels.THING
                ? StorageEngineContract.everyValue(maker)
                : Map.of("name", new Value.Str("m"), "code", new Value.Str("c"), "parent", new Value.Id(maker));
        Map<String, Value> values = new HashMap<>();
        for (PropertyDescriptor property : model.properties()) {
            Value value = all.get(property.name());
            if (value != null && random.nextInt(3) == 0) {
                values.put(property.name(), property.optional() && random.nextInt(3) == 0 ? Value.NULL : value);
            }
        }
        return values;
    }
}
