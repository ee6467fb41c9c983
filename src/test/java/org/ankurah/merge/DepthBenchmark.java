package org.ankurah.merge;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Operation;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures what the length of an entity's history costs whoever adds to it, merges with it or compares it: nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DepthBenchmark {

    /** Events behind the genesis. */
    @Param({"100", "1000", "5000"})
    int depth;

    private EntityState state;
    private EntityState same;
    private CommittedEvent next;
    private CommittedEvent shortBranch;
    private byte[] stored;

    /** A name that changes again and again, and plays that are counted in between. */
    @Setup
    public void live() {
        state = EntityState.empty(MergeBenchmark.TRACK, MergeBenchmark.ENTITY)
                .apply(MergeBenchmark.GENESIS, AppliedEvents.IN_ORDER);
        for (int i = 0; i < depth; i++) {
            state = state.apply(event(i, state.head()), AppliedEvents.IN_ORDER);
        }
        next = event(depth, state.head());
        shortBranch = event(depth + 1, Clock.of(MergeBenchmark.ENTITY));
        stored = state.encode();
        same = EntityState.decode(MergeBenchmark.TRACK, MergeBenchmark.ENTITY, stored);
    }

    private static CommittedEvent event(int number, Clock parents) {
        Map<String, Operation> operations = number % 2 == 0
                ? Map.of("name", new Operation.Set(new Value.Str("Name " + number)))
                : Map.of("plays", new Operation.Increment(1));
        return MergeBenchmark.committed(new Ulid(number + 2L, 0), parents, operations);
    }

    /** One more event upon the last one. */
    @Benchmark
    public EntityState next() {
        return state.apply(next, AppliedEvents.IN_ORDER);
    }

    /** An event of somebody who knew nothing but the genesis. */
    @Benchmark
    public EntityState shortBranchMeetsLongOne() {
        return state.apply(shortBranch, AppliedEvents.IN_ORDER);
    }

    /** Whether two nodes know the same of it. */
    @Benchmark
    public boolean compareHeads() {
        return state.head().equals(same.head());
    }

    /** The state as it is read. */
    @Benchmark
    public EntityState decodeState() {
        return EntityState.decode(MergeBenchmark.TRACK, MergeBenchmark.ENTITY, stored);
    }
}
