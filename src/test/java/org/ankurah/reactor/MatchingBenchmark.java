package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Selection;
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
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures how long the index takes to find the live queries that an event touches, and how much memory it needs
 * for each, with ever more live queries of a {@link MixedQueries mixed workload} of which an event always matches
 * about as many. One thread does all, the garbage collector's work included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+UseSerialGC", "-XX:+UseTransparentHugePages"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class MatchingBenchmark {

    /** More than a cache holds the ways to. A power of two. */
    private static final int EVENTS = 1 << 14;

    private static final int CHECKED_EVENTS = 5;

    @Param({"1000", "100000", "1000000"})
    private int queries;

    private final MatchIndex<Integer> index = new MatchIndex<>();
    private final List<EntityChange> events = new ArrayList<>(EVENTS);
    private final List<Selection> selections = new ArrayList<>();
    private int next;

    /** Runs all sizes; prints mean and percentiles of the time per event, and the bytes per query. */
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(MatchingBenchmark.class.getName())
                        .build())
                .run();
    }

    /** Fills the index and says what it needs for that. */
    @Setup
    public void fill() {
        MixedQueries mixed = new MixedQueries(new Random(queries), queries);
        for (int i = 0; i < EVENTS; i++) {
            events.add(mixed.event());
        }
        long empty = used();
        for (int i = 0; i < queries; i++) {
            selections.add(mixed.selection(i));
        }
        long listed = used();
        long start = System.nanoTime();
        for (int i = 0; i < queries; i++) {
            index.add(selections.get(i), i);
        }
        long nanos = (System.nanoTime() - start) / queries;
        long indexed = used();
        System.out.printf(
                "%n%,d live queries: %,d bytes each in the index, besides %,d of the selection; %,d ns to add one%n",
                queries, (indexed - listed) / queries, (listed - empty) / queries, nanos);
        count();
    }

    private void count() {
        long found = 0;
        long matching = 0;
        for (EntityChange event : events) {
            found += touched(event);
        }
        for (EntityChange event : events.subList(0, CHECKED_EVENTS)) {
            matching += selections.stream()
                    .map(CompiledSelection::of)
                    .filter(selection -> selection.matches(event.after(), Entities.NONE))
                    .count();
        }
        System.out.printf(
                "an event finds %.1f of them and matches %.1f%n",
                (double) found / EVENTS, (double) matching / CHECKED_EVENTS);
    }

    /** Finds what one event touches. */
    @Benchmark
    public int event() {
        return touched(events.get(next++ & (EVENTS - 1)));
    }

    private int touched(EntityChange event) {
        return index.touchedBy(event.after().model(), event.before(), Entities.NONE, event.after(), Entities.NONE)
                .size();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
