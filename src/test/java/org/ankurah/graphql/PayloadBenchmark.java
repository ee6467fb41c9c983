package org.ankurah.graphql;

import graphql.ExecutionResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/** Measures how long a live query's payload takes to become the JSON that travels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PayloadBenchmark {

    private static final String ID = "01J9ZQ4Y8G000000000000000";

    @Param({"1", "100"})
    private int changes;

    private final AnswerWriter writer = new AnswerWriter();
    private ExecutionResult result = ExecutionResult.newExecutionResult().build();

    /** Makes what the engine gives. */
    @Setup
    public void fill() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            Map<String, Object> track =
                    members("id", ID + i % 10, "name", "Wandering Star", "milliseconds", 293_000L, "unitPrice", "0.99");
            list.add(members("kind", "ADDED", "id", ID + i % 10, "index", i, "track", track));
        }
        Map<String, Object> payload =
                members("cursor", "AAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAA", "reset", false, "changes", list);
        result = ExecutionResult.newExecutionResult()
                .data(members("tracks", payload))
                .build();
    }

    /** The JSON of one payload. */
    @Benchmark
    public byte[] serialise() {
        return writer.bytes(AnswerWriter.response(result));
    }

    private static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }
}
