package org.ankurah.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ankurah.storage.EngineUnderTest;

/** Leaves steps out of a scenario that fails, first many at a time, then one by one, as long as it still fails. */
final class Shrinker {

    /** Long enough for a few hundred runs in memory and some dozens on PostgreSQL. */
    private static final Duration BUDGET = Duration.ofSeconds(20);

    private final long seed;
    private final EngineUnderTest store;
    private final long deadline = System.nanoTime() + BUDGET.toNanos();

    Shrinker(long seed, EngineUnderTest store) {
        this.seed = seed;
        this.store = store;
    }

    KeptScenario shrink(List<Integer> steps) {
        List<Integer> needed = new ArrayList<>(steps);
        for (int chunk = needed.size() / 2; chunk > 0; chunk /= 2) {
            for (int from = needed.size() - chunk; from >= 0; from -= chunk) {
                List<Integer> fewer = new ArrayList<>(needed);
                fewer.subList(from, from + chunk).clear();
                if (System.nanoTime() < deadline && fails(fewer)) {
                    needed = fewer;
                    from = Math.min(from, needed.size());
                }
            }
        }
        return new KeptScenario(seed, List.copyOf(needed));
    }

    private boolean fails(List<Integer> steps) {
        try {
            Scenario.run(seed, steps, store);
            return false;
        } catch (AssertionError failure) {
            return true;
        }
    }
}
