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
import org.openjdk.jmh.annotations.Level;
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

    /** As many as every query is tested with, which takes a second each when there are a million. */
    private static final int CHECKED_EVENTS = 10;

    /** Longs that fill more than the caches of most processors. */
    private static final int SWEPT = 8 << 20;

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
        long found = events.stream().mapToLong(this::touched).sum();
        List<EntityChange> checked = events.subList(0, CHECKED_EVENTS);
        long foundOfChecked = checked.stream().mapToLong(this::touched).sum();
        long matching = 0;
        for (EntityChange event : checked) {
            matching += selections.stream()
                    .map(CompiledSelection::of)
                    .filter(selection -> selection.matches(event.after(), Entities.NONE))
                    .count();
        }
        System.out.printf(
                "an event finds %.1f of them; %d events find %d and match %d%n",
                (double) found / EVENTS, CHECKED_EVENTS, foundOfChecked, matching);
    }

    /** Finds what one event touches. */
    @Benchmark
    public int event() {
        return touched(events.get(next++ & (EVENTS - 1)));
    }

    /** Finds what one event touches when the caches hold neither the index nor the code that looks into it. */
    @Benchmark
    @Warmup(iterations = 1, time = 5)
    @Measurement(iterations = 2, time = 10)
    public int eventFromColdCaches(Sweep sweep) {
        return event();
    }

    /** What else a server does between two events, at its worst: all caches are filled with other things. */
    @State(Scope.Benchmark)
    public static class Sweep {

        private final long[] swept = new long[SWEPT];

        /** Fills the caches. */
        @Setup(Level.Invocation)
        public void sweep() {
            for (int i = 0; i < swept.length; i += Long.BYTES) {
                swept[i]++;
            }
        }
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
