package org.ankurah.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Measure.Function;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.ankurah.value.Values;

/** Aggregates as the definition says: slowly, comparing everything with everything. */
public final class PlainAggregator {

    private PlainAggregator() {}

    /** The groups of entities that match, in no order. */
    public static List<Aggregation.Group> groups(Aggregation aggregation, Collection<EntityState> matches) {
        List<List<EntityState>> groups = new ArrayList<>();
        for (EntityState entity : matches) {
            List<EntityState> own = groups.stream()
                    .filter(group -> sameKey(aggregation.keys(), group.get(0), entity))
                    .findFirst()
                    .orElse(null);
            if (own == null) {
                own = new ArrayList<>();
                groups.add(own);
            }
            own.add(entity);
        }
        if (groups.isEmpty() && aggregation.keys().isEmpty()) {
            groups.add(List.of());
        }
        return groups.stream()
                .map(group -> new Aggregation.Group(
                        aggregation.keys().stream()
                                .map(key -> key(group.get(0).value(key.property())))
                                .toList(),
                        aggregation.measures().stream()
                                .map(measure -> figure(measure, group))
                                .toList()))
                .toList();
    }

    private static boolean sameKey(List<Path> keys, EntityState a, EntityState b) {
        return keys.stream().allMatch(key -> {
            Value x = a.value(key.property());
            Value y = b.value(key.property());
            return x == Value.NULL || y == Value.NULL ? x == y : Values.equal(x, y);
        });
    }

    /** Equality of documents and lists is by content already; what is left are the zeros of decimals. */
    private static Value key(Value value) {
        return GroupKeys.shown(value);
    }

    private static Value figure(Measure measure, List<EntityState> group) {
        if (measure.function() == Function.COUNT) {
            return new Value.Int(group.size());
        }
        List<Value> values = group.stream()
                .map(entity -> entity.value(measure.path().property()))
                .filter(value -> value != Value.NULL)
                .toList();
        if (measure.function() == Function.COUNT_DISTINCT) {
            return new Value.Int(distinct(values));
        }
        if (values.isEmpty()) {
            return Value.NULL;
        }
        return switch (measure.function()) {
            case SUM -> sum(measure.path(), values);
            case AVG -> mean(measure.path(), values);
            case MIN ->
                values.stream()
                        .reduce((a, b) -> less(a, b) ? a : b)
                        .map(PlainAggregator::shownDecimal)
                        .orElseThrow();
            default ->
                values.stream()
                        .reduce((a, b) -> less(a, b) ? b : a)
                        .map(PlainAggregator::shownDecimal)
                        .orElseThrow();
        };
    }

    private static int distinct(List<Value> values) {
        List<Value> seen = new ArrayList<>();
        for (Value value : values) {
            if (seen.stream().noneMatch(other -> Values.equal(other, value))) {
                seen.add(value);
            }
        }
        return seen.size();
    }

    private static Value sum(Path path, List<Value> values) {
        BigDecimal sum = exactSum(values);
        if (path.type() == Scalar.DECIMAL) {
            int scale = values.stream()
                    .mapToInt(value -> ((Value.Decimal) value).value().scale())
                    .max()
                    .orElseThrow();
            return new Value.Decimal(sum.setScale(Math.max(0, scale)));
        }
        return path.type() == Scalar.DOUBLE ? new Value.Real(sum.doubleValue()) : new Value.Int(sum.longValueExact());
    }

    private static Value mean(Path path, List<Value> values) {
        BigDecimal mean = exactSum(values).divide(new BigDecimal(values.size()), new MathContext(34));
        if (path.type() != Scalar.DECIMAL) {
            return new Value.Real(mean.doubleValue());
        }
        BigDecimal stripped = mean.stripTrailingZeros();
        return new Value.Decimal(stripped.setScale(Math.max(0, stripped.scale())));
    }

    private static BigDecimal exactSum(List<Value> values) {
        return values.stream().map(Values::exact).map(Objects::requireNonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean less(Value a, Value b) {
        int order = Values.compare(a, b);
        if (order == 0 && a instanceof Value.Decimal x && b instanceof Value.Decimal y) {
            return Math.max(0, x.value().scale()) < Math.max(0, y.value().scale());
        }
        return order < 0;
    }

    private static Value shownDecimal(Value value) {
        return value instanceof Value.Decimal decimal
                ? new Value.Decimal(
                        decimal.value().setScale(Math.max(0, decimal.value().scale())))
                : value;
    }
}
