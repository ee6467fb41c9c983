package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures how long the evaluator takes to test one entity with one of the {@link MixedQueries mixed} selections. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EvaluatorBenchmark {

    /** Of each so many that a branch predictor cannot learn them. A power of two. */
    private static final int COUNT = 1 << 10;

    private final List<CompiledSelection> selections = new ArrayList<>(COUNT);
    private final List<EntityState> entities = new ArrayList<>(COUNT);
    private int next;

    /** Makes the selections and the entities. */
    @Setup
    public void fill() {
        MixedQueries mixed = new MixedQueries(new Random(1), COUNT);
        for (int i = 0; i < COUNT; i++) {
            selections.add(CompiledSelection.of(mixed.selection(i)));
            entities.add(mixed.event().after());
        }
    }

    /** Tests an entity, each time another one with another selection. */
    @Benchmark
    public boolean test() {
        next++;
        return selections
                .get(next & (COUNT - 1))
                .matches(entities.get(next / COUNT + next & (COUNT - 1)), Entities.NONE);
    }
}
