package org.ankurah.merge.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets of edits, as runs by writer: what was deleted. */
final class Ranges {

    /** So many edits of one writer, from one on. */
    record Range(int clock, int length) {
        int end() {
            return clock + length;
        }
    }

    /** Writers with greater numbers first, as the format has them. */
    private final TreeMap<Long, List<Range>> byWriter = new TreeMap<>(Comparator.reverseOrder());

    /** What was added to last, as runs of one writer mostly come together. */
    private List<Range> last = List.of();

    private long lastWriter = -1;

    /** Adds edits; those that continue the last ones of the same writer become one with them. */
    void add(long writer, int clock, int length) {
        if (writer != lastWriter) {
            last = byWriter.computeIfAbsent(writer, w -> new ArrayList<>());
            lastWriter = writer;
        }
        Range before = last.isEmpty() ? null : last.get(last.size() - 1);
        if (before != null && before.end() == clock) {
            last.set(last.size() - 1, new Range(before.clock(), before.length() + length));
        } else {
            last.add(new Range(clock, length));
        }
    }

    Map<Long, List<Range>> byWriter() {
        return byWriter;
    }

    /** Puts the runs of each writer in order, and joins those that touch. */
    void normalize() {
        byWriter.replaceAll((writer, ranges) -> joined(ranges));
        lastWriter = -1;
    }

    private static List<Range> joined(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingInt(Range::clock));
        List<Range> joined = new ArrayList<>();
        for (Range range : sorted) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && range.clock() <= last.end()) {
                int end = Math.max(last.end(), range.end());
                joined.set(joined.size() - 1, new Range(last.clock(), end - last.clock()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    void write(UpdateWriter out) {
        out.writeNumber(byWriter.size());
        byWriter.forEach((writer, ranges) -> {
            out.writeNumber(writer);
            out.writeNumber(ranges.size());
            for (Range range : ranges) {
                out.writeNumber(range.clock());
                out.writeNumber(range.length());
            }
        });
    }

    static Ranges read(UpdateReader in) {
        Ranges ranges = new Ranges();
        for (long writers = in.readNumber(); writers > 0; writers--) {
            long writer = in.readNumber();
            for (long count = in.readNumber(); count > 0; count--) {
                int clock = in.readInt();
                int length = in.readInt();
                if (length > Integer.MAX_VALUE - clock) {
                    throw in.malformed("a number is too large");
                }
                if (length > 0) {
                    ranges.add(writer, clock, length);
                }
            }
        }
        return ranges;
    }
}
