package org.ankurah.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.ankurah.merge.EntityState;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one aggregation, kept current: entities are added when they start to match and removed when they
 * stop. After any adds and removes the groups are those of a fresh tally of the entities that remain.
 *
 * <p>Figures are told from what is kept per group and property: exact sums with the scales that occur, and counted
 * values in order, so that the next extreme is known when one leaves. What several figures need is kept once.
 * Adding and removing cost the logarithm of the number of groups and of different values. Not safe for use by
 * several threads.
 */
public final class Tally {

    /** The order of groups by their keys. */
    public static final Comparator<List<Value>> KEY_ORDER = GroupKeys.ORDER;

    private final List<PathReader> keys;
    private final List<Kept> kept = new ArrayList<>();
    private final List<Function<Members, Value>> figures = new ArrayList<>();
    private final NavigableMap<List<Value>, Members> groups = new TreeMap<>(KEY_ORDER);

    /** A tally of nothing. */
    public Tally(Aggregation aggregation) {
        keys = aggregation.keys().stream().map(PathReader::of).toList();
        aggregation.measures().forEach(measure -> figures.add(figure(measure)));
        if (keys.isEmpty()) {
            groups.put(List.of(), new Members());
        }
    }

    /**
     * Counts an entity in, whether or not it matches.
     *
     * @return the key of the group that has changed or has come to be
     */
    public List<Value> add(EntityState entity) {
        List<Value> key = key(entity);
        groups.computeIfAbsent(key, any -> new Members()).add(entity);
        return key;
    }

    /**
     * Counts an entity out.
     *
     * @param entity the state that was added, or one with equal values
     * @return the key of the group that has changed or is gone
     * @throws IllegalArgumentException when it was not counted in
     */
    public List<Value> remove(EntityState entity) {
        List<Value> key = key(entity);
        Members members = groups.get(key);
        if (members == null || members.count == 0) {
            throw new IllegalArgumentException(entity + " was not counted in");
        }
        members.remove(entity);
        if (members.count == 0 && !keys.isEmpty()) {
            groups.remove(key);
        }
        return key;
    }

    /** The number of groups. */
    public int size() {
        return groups.size();
    }

    /**
     * One group, or null if there is none of this key.
     *
     * @throws AnkurahException {@code LIMIT_EXCEEDED} when a sum is too large to be shown
     */
    public Aggregation.@Nullable Group group(List<Value> key) {
        Members members = groups.get(key);
        return members == null ? null : group(key, members);
    }

    /**
     * All groups in order.
     *
     * @throws AnkurahException {@code LIMIT_EXCEEDED} when there are too many, or a sum is too large to be shown
     */
    public List<Aggregation.Group> groups() {
        Aggregation.checkGroups(groups.size());
        List<Aggregation.Group> all = new ArrayList<>(groups.size());
        groups.forEach((key, members) -> all.add(group(key, members)));
        return all;
    }

    private Aggregation.Group group(List<Value> key, Members members) {
        return new Aggregation.Group(
                key, figures.stream().map(figure -> figure.apply(members)).toList());
    }

    /** The key of the group that an entity belongs to. */
    public List<Value> key(EntityState entity) {
        return keys.stream()
                .map(key -> GroupKeys.shown(key.read(entity, Entities.NONE)))
                .toList();
    }

    private Function<Members, Value> figure(Measure measure) {
        Path path = measure.path();
        return switch (measure.function()) {
            case COUNT -> members -> new Value.Int(members.count);
            case SUM -> ofSum(path, Accumulator.Sum::sum);
            case AVG -> ofSum(path, Accumulator.Sum::mean);
            case MIN -> ofCounted(path, extremes(path), Accumulator.Counted::least);
            case MAX -> ofCounted(path, extremes(path), Accumulator.Counted::greatest);
            case COUNT_DISTINCT -> ofCounted(path, Kind.VALUES, Accumulator.Counted::size);
        };
    }

    private static Kind extremes(Path path) {
        return path.type() == Scalar.DECIMAL ? Kind.SCALED_VALUES : Kind.VALUES;
    }

    private Function<Members, Value> ofSum(Path path, Function<Accumulator.Sum, Value> figure) {
        int place = keep(path, Kind.SUM);
        return members -> figure.apply((Accumulator.Sum) members.accumulators[place]);
    }

    private Function<Members, Value> ofCounted(Path path, Kind kind, Function<Accumulator.Counted, Value> figure) {
        int place = keep(path, kind);
        return members -> figure.apply((Accumulator.Counted) members.accumulators[place]);
    }

    private int keep(Path path, Kind kind) {
        for (int i = 0; i < kept.size(); i++) {
            if (kept.get(i).path.equals(path) && kept.get(i).kind == kind) {
                return i;
            }
        }
        kept.add(new Kept(path, kind, PathReader.of(path)));
        return kept.size() - 1;
    }

    /** What is kept of the values of a property. */
    private enum Kind {
        SUM,
        /** Each value with its number. */
        VALUES,
        /** The same, equal decimals of unlike scales told apart. */
        SCALED_VALUES
    }

    /** What is kept of one property in each group. */
    private record Kept(Path path, Kind kind, PathReader reader) {

        Accumulator start() {
            return switch (kind) {
                case SUM -> new Accumulator.Sum(path);
                case VALUES -> new Accumulator.Counted(GroupKeys.VALUES);
                case SCALED_VALUES -> new Accumulator.Counted(Accumulator.Counted.BY_SCALE);
            };
        }
    }

    /** What is known of the entities of one group. */
    private final class Members {

        private final Accumulator[] accumulators = new Accumulator[kept.size()];
        private long count;

        Members() {
            for (int i = 0; i < accumulators.length; i++) {
                accumulators[i] = kept.get(i).start();
            }
        }

        void add(EntityState entity) {
            count++;
            for (int i = 0; i < accumulators.length; i++) {
                Value value = kept.get(i).reader.read(entity, Entities.NONE);
                if (value != Value.NULL) {
                    accumulators[i].add(value);
                }
            }
        }

        void remove(EntityState entity) {
            count--;
            for (int i = 0; i < accumulators.length; i++) {
                Value value = kept.get(i).reader.read(entity, Entities.NONE);
                if (value != Value.NULL) {
                    accumulators[i].remove(value);
                }
            }
        }
    }
}
