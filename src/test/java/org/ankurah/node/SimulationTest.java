package org.ankurah.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.value.Seeds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random lives of an upstream and its followers, each made of its seed alone. For millions of them: {@code
 * -Dscenarios=1000000}. One that fails is shortened, and what happened in it is printed.
 */
class SimulationTest {

    private static final int LIVES = 1_000;
    private static final int TWICE = 50;

    private final SimProcess process = new SimProcess();

    @AfterEach
    void endProcess() {
        process.close();
    }

    @Test
    void allAgreeWhenItIsQuiet() {
        Tally tally = new Tally();
        Seeds.eachSeed("simulated nodes", LIVES, seed -> {
            SimPlan plan = SimPlan.of(seed);
            SimLife life = new SimLife(plan, false);
            String failure = failure(life);
            if (failure != null) {
                throw new AssertionError(failure + "\nIn short: " + report(shortened(plan)));
            }
            tally.add(life);
        });
        System.out.println("simulated nodes: " + tally);
        assertThat(tally.confirmed).as("some are confirmed").isGreaterThan(0);
    }

    @Test
    void theSameSeedLivesTheSameLife() {
        Seeds.eachSeed("lives that are lived twice", TWICE, seed -> {
            SimLife first = new SimLife(SimPlan.of(seed), true);
            SimLife second = new SimLife(SimPlan.of(seed), true);
            assertThat(failure(second)).isEqualTo(failure(first));
            assertThat(second.trace()).isEqualTo(first.trace());
        });
    }

    private @Nullable String failure(SimLife life) {
        String failure = life.live();
        process.afterLife();
        String error = process.error();
        return failure == null ? error : failure;
    }

    private boolean fails(SimPlan plan) {
        return failure(new SimLife(plan, false)) != null;
    }

    /** Leaves out acts, first many at once and then one by one, as long as it fails. */
    private SimPlan shortened(SimPlan plan) {
        List<SimPlan.Act> acts = plan.acts();
        for (int size = Math.max(1, acts.size() / 2); size > 0; size /= 2) {
            for (int from = 0; from + size <= acts.size(); ) {
                List<SimPlan.Act> fewer = new ArrayList<>(acts);
                fewer.subList(from, from + size).clear();
                if (fails(plan.with(fewer))) {
                    acts = fewer;
                } else {
                    from += size;
                }
            }
        }
        return plan.with(acts);
    }

    private String report(SimPlan plan) {
        SimLife life = new SimLife(plan, true);
        return failure(life) + "\n" + String.join("\n", life.trace());
    }

    /** What happened in all lives together, so that it shows if it becomes too little. */
    private static final class Tally {
        private long lives;
        private long steps;
        private long confirmed;
        private long refused;
        private final long start = System.nanoTime();

        void add(SimLife life) {
            lives++;
            steps += life.steps();
            confirmed += life.confirmed();
            refused += life.refused();
        }

        @Override
        public String toString() {
            return "%d lives, %d a second, %d steps, %d transactions confirmed, %d refused"
                    .formatted(
                            lives,
                            lives * 1_000_000_000 / Math.max(1, System.nanoTime() - start),
                            steps,
                            confirmed,
                            refused);
        }
    }
}
