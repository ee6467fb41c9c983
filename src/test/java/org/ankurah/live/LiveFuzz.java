package org.ankurah.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Random scenarios of live queries on one engine; those that failed once come first.
 *
 * <p>{@code -Dseed=… -Dscenarios=1} repeats one, {@code -Dscenarios=…} runs more of them. One that fails is cut down to
 * the steps that matter and written to {@code target/}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LiveFuzz {

    private static final int STEPS = 60;

    private final int scenarios;
    private EngineUnderTest store;

    /** @param scenarios how many are run unless told otherwise */
    LiveFuzz(int scenarios) {
        this.scenarios = scenarios;
    }

    abstract EngineUnderTest store();

    @BeforeAll
    void open() {
        store = store();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void whatFailedOnceDoesNotFailAgain() {
        for (Path file : KeptScenario.files()) {
            KeptScenario kept = KeptScenario.read(file);
            Scenario.run(kept.seed(), kept.steps(), store);
        }
    }

    @Test
    void foldedPayloadsEqualFreshResults() {
        List<Integer> steps = IntStream.range(0, STEPS).boxed().toList();
        Seeds.eachSeed(getClass().getSimpleName(), scenarios, seed -> {
            try {
                Scenario.run(seed, steps, store);
            } catch (AssertionError failure) {
                report(new Shrinker(seed, store).shrink(steps), failure);
            }
        });
    }

    private void report(KeptScenario shrunk, AssertionError failure) {
        Path file = shrunk.write(getClass().getSimpleName());
        AssertionError shortest = failure;
        try {
            Scenario.run(shrunk.seed(), shrunk.steps(), store);
        } catch (AssertionError again) {
            shortest = again;
        }
        throw new AssertionError(
                "move " + file + " to " + KeptScenario.FOLDER + "\n" + shortest.getMessage(), shortest);
    }

    @Test
    void scenariosDoNotDependOnAnythingButTheirSeed() {
        List<Integer> steps = IntStream.range(0, STEPS / 2).boxed().toList();
        assertThat(Scenario.run(1, steps, store)).isEqualTo(Scenario.run(1, steps, store));
    }
}
