package org.ankurah.benchmark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is measured, and for how long.
 *
 * @param workloads any of {@code W1} to {@code W5}; the last only if it is asked for
 * @param queries numbers of live queries with a filter each (W3)
 * @param sockets of a broadcast, clients of a storm, and at most of other live queries (W3, W4, W5)
 * @param rounds of which the medians are told
 * @param seconds that a round of W2, W3 and W4 lasts
 * @param warmUp seconds of creates that are not counted
 */
record Options(Set<String> workloads, List<Integer> queries, int sockets, int rounds, int seconds, int warmUp) {

    private static final Map<String, String> FULL = Map.of(
            "workloads", "W1,W2,W3,W4",
            "queries", "100000,10000,1000,100",
            "sockets", "1000",
            "rounds", "3",
            "seconds", "10",
            "warmup", "20");

    /** For trying out: two minutes, and figures that say little. */
    private static final Map<String, String> SHORT =
            Map.of("queries", "1000,100", "sockets", "200", "rounds", "1", "seconds", "3", "warmup", "5");

    /** Reads words such as {@code short}, {@code workloads=W1,W3} or {@code rounds=5}. */
    static Options of(String... words) {
        Map<String, String> values = new HashMap<>(FULL);
        for (String word : words) {
            if (word.equals("short")) {
                values.putAll(SHORT);
                continue;
            }
            String[] parts = word.split("=", 2);
            if (parts.length < 2 || values.put(parts[0], parts[1]) == null) {
                throw new IllegalArgumentException(
                        "'" + word + "' is no option; there are 'short' and, each with '=' and a value, "
                                + FULL.keySet().stream().sorted().toList());
            }
        }
        return new Options(
                Set.of(values.get("workloads").split(",")),
                Arrays.stream(values.get("queries").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(values.get("sockets")),
                Integer.parseInt(values.get("rounds")),
                Integer.parseInt(values.get("seconds")),
                Integer.parseInt(values.get("warmup")));
    }
}
