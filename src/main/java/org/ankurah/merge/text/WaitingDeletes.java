package org.ankurah.merge.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Deletes that came before what they delete. */
final class WaitingDeletes {

    /** By writer: the end of each run, by its first edit. */
    private final Map<Long, TreeMap<Integer, Integer>> byWriter = new HashMap<>();

    private long changes;

    void add(long writer, Ranges.Range range) {
        TreeMap<Integer, Integer> ofWriter = byWriter.computeIfAbsent(writer, w -> new TreeMap<>());
        Map.Entry<Integer, Integer> before = ofWriter.floorEntry(range.clock());
        if (before == null || before.getValue() < range.end()) {
            ofWriter.put(range.clock(), range.end());
            changes++;
        }
    }

    /** Takes out the runs that begin before an edit. */
    List<Ranges.Range> takeBefore(long writer, int clock) {
        TreeMap<Integer, Integer> ofWriter = byWriter.get(writer);
        if (ofWriter == null) {
            return List.of();
        }
        SortedMap<Integer, Integer> taken = ofWriter.headMap(clock);
        List<Ranges.Range> ranges = new ArrayList<>();
        taken.forEach((from, end) -> ranges.add(new Ranges.Range(from, end - from)));
        taken.clear();
        if (ofWriter.isEmpty()) {
            byWriter.remove(writer);
        }
        return ranges;
    }

    boolean isEmpty() {
        return byWriter.isEmpty();
    }

    /** Grows whenever something is added. */
    long changes() {
        return changes;
    }

    void addTo(Ranges ranges) {
        byWriter.forEach((writer, ofWriter) -> ofWriter.forEach((from, end) -> ranges.add(writer, from, end - from)));
    }
}
