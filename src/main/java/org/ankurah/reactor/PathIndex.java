package org.ankurah.reactor;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.query.LikePattern;
import org.ankurah.query.Path;
import org.ankurah.query.PathReader;
import org.ankurah.reactor.IndexCondition.Equality;
import org.ankurah.reactor.IndexCondition.Range;
import org.ankurah.reactor.IndexCondition.Substring;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** The live queries that are looked up by the value that one path leads to: a structure for each kind of condition. */
final class PathIndex<Q> {

    private final PathReader reader;
    private final BagTable<Q> equalities = new BagTable<>();
    private final Map<Scale, IntervalIndex<Q>> ranges = new EnumMap<>(Scale.class);
    private final SubstringIndex<Q> substrings = new SubstringIndex<>();

    PathIndex(Path path) {
        this.reader = PathReader.of(path);
    }

    void add(IndexCondition condition, Q query) {
        if (condition instanceof Equality equality) {
            equalities.add(HashKey.of(equality.value()), query);
        } else if (condition instanceof Range range) {
            ranges.computeIfAbsent(range.scale(), absent -> new IntervalIndex<>())
                    .add(range.low(), range.high(), query);
        } else {
            substrings.add(((Substring) condition).text(), query);
        }
    }

    /** Undoes {@link #add} with the same arguments. */
    void remove(IndexCondition condition, Q query) {
        if (condition instanceof Equality equality) {
            equalities.remove(HashKey.of(equality.value()), query);
        } else if (condition instanceof Range range) {
            ranges.computeIfPresent(range.scale(), (same, intervals) -> {
                intervals.remove(range.low(), range.high(), query);
                return intervals.isEmpty() ? null : intervals;
            });
        } else {
            substrings.remove(((Substring) condition).text(), query);
        }
    }

    boolean isEmpty() {
        return equalities.isEmpty() && ranges.isEmpty() && substrings.isEmpty();
    }

    /** The value that the path leads to. */
    Value read(EntityState entity, Entities world) {
        return reader.read(entity, world);
    }

    /** Adds the queries that have a condition which this value may meet to what was found. */
    void find(Value value, Collection<Q> found) {
        if (!equalities.isEmpty()) {
            findEqual(value, found);
        }
        ranges.forEach((scale, intervals) -> {
            OrderKey place = scale.place(value);
            if (place != null) {
                intervals.find(place, found);
            }
        });
        String text = substrings.isEmpty() ? null : Scale.text(value);
        if (text != null) {
            substrings.find(LikePattern.fold(text), found);
        }
    }

    private void findEqual(Value value, Collection<Q> found) {
        addAll(equalities.get(HashKey.of(value)), found);
        if (value instanceof Value.Items items) {
            for (Value element : items.value()) {
                addAll(equalities.get(HashKey.of(element)), found);
            }
        }
    }

    private static <Q> void addAll(@Nullable Bag<Q> queries, Collection<Q> found) {
        if (queries != null) {
            queries.addTo(found);
        }
    }
}
