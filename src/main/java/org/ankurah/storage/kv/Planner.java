package org.ankurah.storage.kv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.ankurah.query.Order;
import org.ankurah.query.Selection;
import org.ankurah.storage.kv.Column.Field;
import org.ankurah.storage.kv.Facts.Span;
import org.ankurah.value.OrderedBytes;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Chooses where the candidates for a selection are looked for.
 *
 * <p>An index serves if its columns begin with fields of which the selection names the values; behind them may stand
 * either the selection's order, whole, or a field that lies in a range. The more values are named the better; then the
 * order counts more than a range, as it lets a page end the search. The index that would serve best is what the fields
 * with values, in the order of their names, and then the order or the range make; if there is none as good, it is
 * {@link Plan#wanted}.
 */
final class Planner {

    /** Columns with named values: more hardly tell entities apart any better. */
    private static final int MOST_EQUAL = 3;

    /** Columns of an order. */
    private static final int MOST_ORDER = 4;

    /** Ranges of one plan: beyond, values of a list are tested instead of looked up. */
    private static final int MOST_RANGES = 1_000;

    private final String collection;
    private final List<Index> indexes;
    private final Facts facts;

    /** The columns of the order; empty for the order of ids, null if no index can have it. */
    private final @Nullable List<Column> order;

    private Planner(String collection, List<Index> indexes, Facts facts, @Nullable List<Column> order) {
        this.collection = collection;
        this.indexes = indexes;
        this.facts = facts;
        this.order = order;
    }

    /**
     * The plan for a selection.
     *
     * @param indexes the ready ones of the collection
     * @param inOrder whether the order matters
     */
    static Plan plan(Selection selection, Facts facts, List<Index> indexes, boolean inOrder) {
        Set<Ulid> ids = facts.ids();
        if (ids != null) {
            return new Plan.ByIds(ids);
        }
        List<Column> order = inOrder ? columns(selection.normal().order()) : List.of();
        return new Planner(selection.model().collection(), indexes, facts, order).plan();
    }

    private static @Nullable List<Column> columns(List<Order> order) {
        List<Column> columns = new ArrayList<>();
        for (Order key : order) {
            Field field = Field.of(key.path());
            if (field == null || field.isList()) {
                return null;
            }
            columns.add(new Column(field, key.descending()));
        }
        return columns.size() > MOST_ORDER ? null : columns;
    }

    private Plan plan() {
        Index best = indexes.stream()
                .filter(index -> rank(index.columns()) > 0)
                .max(Comparator.<Index>comparingInt(index -> rank(index.columns()))
                        .thenComparingInt(index -> -index.columns().size()))
                .orElse(null);
        List<Column> ideal = ideal();
        boolean better = best == null || rank(ideal) > rank(best.columns());
        List<Column> wanted = better && !ideal.isEmpty() ? ideal : null;
        if (best != null) {
            return byIndex(best, wanted);
        }
        boolean ordered = order != null && order.isEmpty();
        return new Plan.Everything(collection, KeyRange.of(Keys.states(collection)), ordered, wanted);
    }

    /** How well an index of these columns serves; 0 if not at all. */
    private int rank(List<Column> columns) {
        int named = named(columns);
        if (named < 0) {
            return 0;
        }
        boolean sorted = isOrdered(columns, named);
        boolean ranged = named < columns.size()
                && facts.spans().containsKey(columns.get(named).field());
        boolean byId = order == null || order.isEmpty();
        if (named == 0 && !ranged && (byId || !sorted)) {
            return 0;
        }
        return 4 * named + (sorted ? byId ? 1 : 2 : 0) + (ranged ? byId ? 2 : 1 : 0);
    }

    /** The number of columns in front of which the selection names values; -1 if it must name those of a list. */
    private int named(List<Column> columns) {
        int named = 0;
        long ranges = 1;
        while (named < columns.size()) {
            List<byte[]> values = facts.equal().get(columns.get(named).field());
            if (values == null || ranges * values.size() > MOST_RANGES) {
                break;
            }
            ranges *= values.size();
            named++;
        }
        return named == 0 && columns.get(0).field().isList() ? -1 : named;
    }

    /** Whether behind the named columns there is just the order, less what has one value. */
    private boolean isOrdered(List<Column> columns, int named) {
        if (order == null) {
            return false;
        }
        for (Column column : columns.subList(0, named)) {
            if (!isFixed(column.field())) {
                return false;
            }
        }
        List<Column> rest =
                order.stream().filter(column -> !isFixed(column.field())).toList();
        return rest.equals(columns.subList(named, columns.size()));
    }

    private boolean isFixed(Field field) {
        List<byte[]> values = facts.equal().get(field);
        return values != null && values.size() == 1;
    }

    private List<Column> ideal() {
        List<Column> columns = new ArrayList<>();
        for (Field field : facts.equal().keySet()) {
            boolean second = field.isList() && !columns.isEmpty();
            if (!second && columns.size() < MOST_EQUAL) {
                columns.add(new Column(field, false));
            }
        }
        if (order != null && !order.isEmpty()) {
            order.stream()
                    .filter(column -> !facts.equal().containsKey(column.field()))
                    .forEach(columns::add);
        } else {
            facts.spans().keySet().stream()
                    .filter(field -> !facts.equal().containsKey(field))
                    .findFirst()
                    .ifPresent(field -> columns.add(new Column(field, false)));
        }
        return columns;
    }

    private Plan byIndex(Index index, @Nullable List<Column> wanted) {
        List<Column> columns = index.columns();
        int named = named(columns);
        List<byte[]> prefixes = List.of(index.prefix());
        for (Column column : columns.subList(0, named)) {
            List<byte[]> longer = new ArrayList<>();
            List<byte[]> values = facts.equal().getOrDefault(column.field(), List.of());
            for (byte[] prefix : prefixes) {
                for (byte[] value : values) {
                    longer.add(Keys.join(prefix, column.descending() ? OrderedBytes.inverted(value) : value));
                }
            }
            prefixes = longer;
        }
        Column next = named < columns.size() ? columns.get(named) : null;
        Span span = next == null ? null : facts.spans().get(next.field());
        List<KeyRange> ranges = new ArrayList<>();
        for (byte[] prefix : prefixes) {
            ranges.add(next == null || span == null ? KeyRange.of(prefix) : range(prefix, span, next.descending()));
        }
        ranges.sort((a, b) -> Arrays.compareUnsigned(a.from(), b.from()));
        boolean ordered = isOrdered(columns, named);
        return new Plan.ByIndex(index, ranges, ordered, ordered ? prefixes.get(0) : index.prefix(), named, wanted);
    }

    /**
     * The keys that begin with a prefix and go on in a span. Turned round, what begins with the first bytes of the span
     * stands last, and what begins with those behind its end stands in front of it.
     */
    private static KeyRange range(byte[] prefix, Span span, boolean descending) {
        return descending
                ? new KeyRange(
                        Keys.join(prefix, KeyRange.behind(OrderedBytes.inverted(span.to()))),
                        Keys.join(prefix, KeyRange.behind(OrderedBytes.inverted(span.from()))))
                : new KeyRange(Keys.join(prefix, span.from()), Keys.join(prefix, span.to()));
    }
}
